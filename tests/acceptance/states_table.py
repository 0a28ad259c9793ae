"""The cases as the handbook has them, written down once more: who may take a step, what it needs
of the mandate, what it leaves in the ledger, and which states it leads from and to.

Nothing here is read from the service; where it says otherwise, one of the two is wrong.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

OFFICER, STAFF = ("officer",), ("officer", "adjudicator", "auditor")
ADJUDICATOR, EITHER = ("adjudicator",), ("officer", "adjudicator")
SENDERS = ("monitor", "liaison", "program")
LODGERS = ("liaison", "monitor", "officer")
THE_ACCUSED = ("liaison of the accused",)
PUBLISHED, WITHDRAWN = "version.published", "version.withdrawn"
PROPOSED = "mutual.proposed"


@dataclass(frozen=True)
class Step:
    """Who may take a step with which record; the act of the mandate it needs; the entries it
    makes, and the kinds of which it makes as many as rows came or changed."""

    record: str | None
    permission: str
    who: tuple[str, ...]
    entries: tuple[str, ...]
    also: tuple[str, ...] = ()
    act: str | None = None


def _step(record, permission, who, *entries, also=(), act=None):
    return Step(record, f"ceasefire.{permission}", who, entries, also, act)


STEPS = {
    # --- Reports ---
    "submit_report": _step(None, "submit_report", SENDERS, "monitor_report.submitted"),
    "correct_report": _step(
        "report", "submit_report", ("who sent it",), "monitor_report.submitted",
        also=("incident.account_changed",),
    ),
    "stop_report": _step(
        "report", "submit_report", ("who sent it",), "monitor_report.stopped",
        also=("incident.account_changed",),
    ),
    "look_at_report": _step("report", "triage_report", OFFICER, "monitor_report.looked_at"),
    "return_report": _step("report", "triage_report", OFFICER, "monitor_report.returned"),
    "reject_report": _step("report", "triage_report", OFFICER, "monitor_report.rejected"),
    "open_from_report": _step(
        "report", "triage_report", OFFICER, "incident.opened", "incident.report_linked"
    ),
    # --- Incidents ---
    "link_report": _step("incident", "work_on_incident", OFFICER, "incident.report_linked"),
    "part_report": _step("incident", "work_on_incident", OFFICER, "incident.report_parted"),
    "grade_report": _step("incident", "work_on_incident", OFFICER, "incident.report_graded"),
    "change_incident": _step("incident", "work_on_incident", OFFICER, "incident.changed"),
    "relate_incidents": _step(
        "incident", "work_on_incident", OFFICER, "incident.related", also=(PROPOSED,)
    ),
    "part_incidents": _step(
        "incident", "work_on_incident", OFFICER, "incident.relation_parted", also=(PROPOSED,)
    ),
    "merge_incidents": _step(
        "incident", "work_on_incident", OFFICER, "incident.merged", "incident.merged",
        also=(PROPOSED,),
    ),
    "undo_merge": _step(
        "incident", "work_on_incident", OFFICER, "incident.parted",
        also=(PROPOSED, "incident.parted"),
    ),
    # --- The three questions ---
    "take_up": _step("incident", "verify_incident", OFFICER, "incident.taken_up", act="verify"),
    "answer_happened": _step(
        "incident", "verify_incident", OFFICER, "incident.answered", act="verify"
    ),
    "confirm": _step("incident", "verify_incident", OFFICER, "incident.answered", act="verify"),
    "answer_by_whom": _step(
        "incident", "verify_incident", OFFICER, "incident.answered", act="attribute"
    ),
    "sign_answer": _step("incident", "sign_answer", EITHER, "incident.signed", act="attribute"),
    "ask_reopening": _step(
        "incident", "verify_incident", OFFICER, "incident.reopening_asked", act="verify"
    ),
    "reopen": _step("incident", "decide_reopening", EITHER, "incident.reopened", act="verify"),
    "refuse_reopening": _step(
        "incident", "decide_reopening", EITHER, "incident.reopening_refused", act="verify"
    ),
    "publish_incident": _step(
        "incident", "publish_incident", OFFICER, also=(PUBLISHED,), act="publish"
    ),
    "withdraw_incident": _step(
        "incident", "publish_incident", OFFICER, also=(WITHDRAWN,), act="publish"
    ),
    # --- Allegations ---
    "lodge_allegation": _step(None, "lodge_allegation", LODGERS, "allegation.lodged"),
    "admit_allegation": _step(
        "allegation", "triage_allegation", OFFICER, "allegation.admitted",
        also=("incident.opened", PROPOSED, PUBLISHED),
    ),
    "refuse_allegation": _step("allegation", "triage_allegation", OFFICER, "allegation.refused"),
    "withdraw_allegation": _step(
        "allegation", "withdraw_allegation",
        ("liaison of the complainant", "monitor who lodged it", "officer, for the mechanism"),
        "allegation.withdrawn", also=(PUBLISHED,),
    ),
    "hold_back_allegation": _step(
        "allegation", "hold_back_allegation", ADJUDICATOR, "allegation.held_back",
        also=(WITHDRAWN,),
    ),
    "draft_harm_check": _step(
        "allegation", "triage_allegation", OFFICER, "allegation.harm_check_drafted"
    ),
    "answer_harm_check": _step("harm", "answer_harm_check", OFFICER, "allegation.harm_checked"),
    "settle_harm_check": _step(
        "harm", "settle_harm_check", ("custodian",), "allegation.harm_settled"
    ),
    "end_unput": _step(
        "allegation", "triage_allegation", OFFICER, "allegation.not_put", also=(PUBLISHED,)
    ),
    "notify_accused": _step(
        "allegation", "triage_allegation", OFFICER, "allegation.notified", also=(PUBLISHED,)
    ),
    "acknowledge": _step(
        "allegation", "answer_allegation", THE_ACCUSED, "allegation.acknowledged",
        also=(PUBLISHED,),
    ),
    "answer_allegation": _step(
        "allegation", "answer_allegation", THE_ACCUSED, "allegation.answered", also=(PUBLISHED,)
    ),
    "ask_for_time": _step(
        "allegation", "answer_allegation", THE_ACCUSED, "allegation.time_asked"
    ),
    "decide_time_request": _step(
        "allegation", "triage_allegation", OFFICER, "allegation.time_decided", also=(PUBLISHED,)
    ),
    "translate_response": _step(
        "allegation", "triage_allegation", OFFICER, "response.translated", also=(PUBLISHED,)
    ),
    "record_determination": _step(
        "allegation", "determine_allegation", (*OFFICER, "guarantor of the accused"),
        "determination.recorded", also=(PUBLISHED,), act="show_determinations",
    ),
    "confirm_mutual": _step("mutual", "decide_mutual", OFFICER, "mutual.confirmed"),
    "put_aside_mutual": _step("mutual", "decide_mutual", OFFICER, "mutual.put_aside"),
    # --- Calls ---
    "record_duty_point": _step(None, "log_call", OFFICER, "duty_point.recorded"),
    "end_duty_point": _step("duty_point", "log_call", OFFICER, "duty_point.ended"),
    "log_call": _step("duty_point", "log_call", OFFICER, "call.logged"),
    "close_call": _step("call", "log_call", OFFICER, "call.closed"),
    # --- Findings ---
    "draft_finding": _step("incident", "draft_finding", OFFICER, "finding.drafted", act="rule"),
    "draft_in_place": _step("finding", "draft_finding", OFFICER, "finding.drafted", act="rule"),
    "change_finding": _step("finding", "draft_finding", OFFICER, "finding.changed", act="rule"),
    "submit_finding": _step("finding", "draft_finding", OFFICER, "finding.submitted", act="rule"),
    "review_finding": _step("finding", "review_finding", EITHER, "finding.reviewed", act="rule"),
    "return_finding": _step("finding", "review_finding", EITHER, "finding.returned", act="rule"),
    "notify_party": _step("finding", "draft_finding", OFFICER, "finding.notified", act="rule"),
    "reply_to_finding": _step(
        "finding", "reply_to_finding", ("liaison it was put to",), "finding.replied", act="rule"
    ),
    "deliberate": _step("finding", "review_finding", EITHER, "finding.deliberated", act="rule"),
    "dissent_from": _step("finding", "adopt_finding", ADJUDICATOR, "finding.dissented", act="rule"),
    "sign_finding": _step("finding", "adopt_finding", ADJUDICATOR, "finding.signed", act="rule"),
    "adopt_finding": _step(
        "finding", "adopt_finding", ADJUDICATOR, "finding.adopted",
        also=("finding.superseded", PUBLISHED), act="rule",
    ),
    "correct_finding": _step("finding", "draft_finding", OFFICER, "finding.corrected", act="rule"),
    "withdraw_finding": _step(
        "finding", "withdraw_finding", ("adjudicator", "officer, before it was adopted"),
        "finding.withdrawn", also=(WITHDRAWN,), act="rule",
    ),
    "make_recommendation": _step(
        "finding", "draft_finding", OFFICER, "recommendation.made", act="rule"
    ),
    "drop_recommendation": _step(
        "finding", "draft_finding", OFFICER, "recommendation.dropped", act="rule"
    ),
    "follow_up": _step(
        "finding", "draft_finding", OFFICER, "recommendation.followed_up", also=(PUBLISHED,),
        act="rule",
    ),
}  # fmt: skip

# --- Who is meant, and who sees what ---

SEES = {
    "report": (*STAFF, "who sent it"),
    "incident": STAFF,
    "allegation": (
        *STAFF, "liaison of the complainant", "monitor who lodged it", "liaison of the accused",
        "guarantor of the accused",
    ),
    "harm": (*STAFF, "custodian it was left to"),
    "mutual": STAFF,
    "duty_point": STAFF,
    "call": STAFF,
    "finding": (*STAFF, "liaison it was put to"),
}  # fmt: skip
ON_PHONES = timedelta(hours=48)


def is_one_of(words, person, row, rows, now):
    """Whether a person is among those whom the words name, with regard to a row."""
    return any(
        MEANT[word](person, row, rows, now) if word in MEANT else person.role == word
        for word in words
    )


def _sent_it(person, row, _rows, now):
    is_fresh = person.role != "monitor" or moment(row["submitted_at"]) > now - ON_PHONES
    return person.role in SENDERS and row["author_id"] == person.user.pk and is_fresh


def _put_to(row, rows):
    return bool(rows.of("notification", allegation_id=row["id"]))


def _lodged_it(person, row, _rows, _now):
    is_own = row["lodged_by_id"] == person.user.pk
    return person.role == "monitor" and row["lodged_as"] == "monitor" and is_own


def _is_the_accused(person, row, rows, _now):
    return person.role == "liaison" and person.side == row["accused_id"] and _put_to(row, rows)


def _is_guarantor(person, row, rows, _now):
    return person.role == "guarantor" and person.side == row["accused_id"] and _put_to(row, rows)


def _is_complainant(person, row, _rows, _now):
    return person.role == "liaison" and person.side == row["complainant_id"]


def _is_for_mechanism(person, row, _rows, _now):
    return person.role == "officer" and row["lodged_as"] in {"third_party", "own_initiative"}


def _is_before_adoption(person, row, _rows, _now):
    return person.role == "officer" and row["adopted_at"] is None


def _is_found_on(person, row, _rows, _now):
    is_put = row["notified_at"] is not None
    return person.role == "liaison" and person.side == row["accused_id"] and is_put


def _was_left_to(person, row, _rows, _now):
    is_left = row["verdict"] == "with_custodian" or row["settled_by_id"] == person.user.pk
    return person.role == "custodian" and is_left


MEANT = {
    "who sent it": _sent_it,
    "monitor who lodged it": _lodged_it,
    "liaison of the accused": _is_the_accused,
    "guarantor of the accused": _is_guarantor,
    "liaison of the complainant": _is_complainant,
    "officer, for the mechanism": _is_for_mechanism,
    "officer, before it was adopted": _is_before_adoption,
    "liaison it was put to": _is_found_on,
    "custodian it was left to": _was_left_to,
}


def moment(text):
    return datetime.fromisoformat(text)
