"""How each step of `states_table` is taken: one service, with what is said chosen by `pick`.

`pick(name, options)` chooses one of the options; where there is none, the step cannot be tried.
"""

from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.harm import (
    answer_harm_check,
    draft_harm_check,
    end_unput,
    settle_harm_check,
)
from ceasefire.allegations.models import TimeRequest
from ceasefire.allegations.mutual import confirm_mutual, put_aside_mutual
from ceasefire.allegations.notifying import acknowledge, answer_allegation, notify_accused
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.allegations.services import (
    admit_allegation,
    hold_back_allegation,
    lodge_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.allegations.translating import translate_response
from ceasefire.codes.allegations import (
    HarmAnswer,
    HarmQuestion,
    LodgedAs,
    MutualKind,
    ResponseKind,
)
from ceasefire.codes.calls import CallAnswer
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import Basis, PermittedUse
from ceasefire.codes.verification import DeterminationResult
from ceasefire.common.clock import local_day
from ceasefire.incidents.calls import StopFacts, close_call, log_call
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.incidents.duty_points import end_duty_point, record_duty_point
from ceasefire.incidents.merging import merge_incidents, undo_merge
from ceasefire.incidents.models import Incident, IncidentRelation, ReportLink
from ceasefire.incidents.opening import (
    change_incident,
    grade_report,
    link_report,
    open_incident_from,
    part_incidents,
    part_report,
    relate_incidents,
)
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import (
    look_at_report,
    reject_report,
    return_report,
    submit_report,
)
from ceasefire.parties.models import Party
from ceasefire.verification.determining import record_determination
from tests.builders.calls import call_facts, duty_point_facts, stopped, went_on
from tests.builders.cases import OTHER, allegation_facts
from tests.builders.determinations import ASIDE, determination_facts
from tests.builders.field import incident_facts, report_facts

FROM_PARTIES = {LodgedAs.PARTY, LodgedAs.SELF_REPORT}
OWN_WAYS = {
    "liaison": (LodgedAs.PARTY, LodgedAs.SELF_REPORT),
    "monitor": (LodgedAs.MONITOR,),
    "officer": (LodgedAs.THIRD_PARTY, LodgedAs.OWN_INITIATIVE),
}


class NothingToChooseError(Exception):
    """A step has nothing to be taken with: no account to link, no answer to sign."""


# --- Reports ---


def _report(case, pick):
    basis = pick("basis", [Basis.SAW, Basis.TOLD_BY_WITNESS, Basis.TOLD])
    told_by = pick("relayed_from", ["", "A shepherd"]) if basis != Basis.SAW else ""
    return report_facts(
        agreement=case.code,
        basis=basis,
        relayed_from=told_by,
        permitted_use=pick("use", list(reversed(PermittedUse))),
    )


def _submit_report(case, _row, person, pick):
    submit_report(facts=_report(case, pick), by=person.user)


def _correct_report(case, report, person, pick):
    correct_report(report=report, facts=_report(case, pick), by=person.user)


def _open_from_report(_case, report, person, _pick):
    open_incident_from(report=report, facts=incident_facts(), by=person.user)


# --- Incidents ---


def _link_report(case, incident, person, pick):
    report = one_of(MonitorReport, "report", case.rows["report"], pick)
    kind = pick("kind", list(LinkKind))
    link_report(incident=incident, report=report, kind=kind, by=person.user)


def _link(case, incident, pick):
    links = {row["id"] for row in case.rows.of("link", incident_id=incident.pk)}
    return one_of(ReportLink, "link", links, pick)


def _part_report(case, incident, person, pick):
    part_report(link=_link(case, incident, pick), reason="Another bridge.", by=person.user)


def _grade_report(case, incident, person, pick):
    grade = pick("credibility", [Credibility.PROBABLY, Credibility.DOUBTFUL])
    grade_report(link=_link(case, incident, pick), credibility=grade, by=person.user)


def _change_incident(_case, incident, person, _pick):
    facts = incident_facts(harms_protected=not incident.harms_protected)
    change_incident(incident=incident, facts=facts, reason="A school.", by=person.user)


def _relate_incidents(case, incident, person, pick):
    other, kind = _other(case, incident, pick), pick("kind", list(LinkKind))
    relate_incidents(incident=incident, other=other, kind=kind, by=person.user)


def _part_incidents(case, incident, person, pick):
    relations = {row["id"] for row in case.rows.of("relation", incident_id=incident.pk)}
    part_incidents(relation=one_of(IncidentRelation, "relation", relations, pick), by=person.user)


def _merge_incidents(case, incident, person, pick):
    into = _other(case, incident, pick)
    merge_incidents(incident=incident, into=into, reason="One shell.", by=person.user)


def _undo_merge(_case, incident, person, _pick):
    undo_merge(incident=incident, reason="Two shells.", by=person.user)


def _other(case, incident, pick):
    return one_of(Incident, "other", case.rows["incident"].keys() - {incident.pk}, pick)


# --- Allegations ---


def _lodge_allegation(case, _row, person, pick):
    ways = OWN_WAYS.get(person.role, ())
    lodged_as = pick("lodged_as", [*ways, *ways, *LodgedAs])
    accuser = person.code if lodged_as in FROM_PARTIES else None
    others = [OTHER[accuser]] if accuser in OTHER else ["SOUTH", "NORTH"]
    accused = pick("accused", [*others, *others, None])
    is_own = lodged_as == LodgedAs.SELF_REPORT
    facts = allegation_facts(
        accuser,
        agreement=case.code,
        lodged_as=lodged_as,
        accused=None if is_own else accused,
        admits=is_own and pick("admits", [True, False]),
    )
    lodge_allegation(facts=facts, by=person.user)


def _admit_allegation(case, allegation, person, pick):
    key = pick("incident", [None, *sorted(case.rows["incident"])])
    incident = Incident.objects.get(pk=key) if key else None
    admit_allegation(allegation=allegation, incident=incident, by=person.user)


def _answer_harm_check(_case, check, person, pick):
    worst = pick("worst", list(HarmAnswer))
    answers = dict.fromkeys(HarmQuestion, HarmAnswer.SAFE) | {HarmQuestion.WORDING: worst}
    because = pick("because", ["One angle of view.", ""])
    answer_harm_check(check=check, answers=answers, because=because, by=person.user)


def _settle_harm_check(_case, check, person, pick):
    may = pick("may_be_put", [True, False])
    settle_harm_check(check=check, may_be_put=may, because="I asked.", by=person.user)


def _answer_allegation(_case, allegation, person, pick):
    kind, words = pick("kind", list(ResponseKind)), pick("words", ["Our words.", ""])
    answer_allegation(allegation=allegation, kind=kind, words=words, language="en", by=person.user)


def _decide_time_request(case, allegation, person, pick):
    [put] = case.rows.of("notification", allegation_id=allegation.pk) or [{"id": 0}]
    asked = {row["id"] for row in case.rows.of("time_request", notification_id=put["id"])}
    decide_time_request(
        request=one_of(TimeRequest, "time_request", asked, pick),
        is_granted=pick("is_granted", [True, False]),
        because=pick("because", ["The bridge is closed.", "The bridge is open.", ""]),
        by=person.user,
    )


def _translate_response(_case, allegation, person, pick):
    language = pick("language", ["ar", "ar", "en"])
    translate_response(allegation=allegation, language=language, words="بالعربية", by=person.user)


def _record_determination(case, allegation, person, pick):
    own = Party.objects.filter(
        code=f"GUARANTOR-OF-{allegation.accused and allegation.accused.code}"
    )
    guarantor = one_of(Party, "guarantor", own.values_list("pk", flat=True), pick)
    result = pick("result", [*DeterminationResult, None])
    said = {"result": result} if result else dict(ASIDE)
    facts = determination_facts(
        allegation,
        guarantor=guarantor,
        made_on=local_day(case.now(), case.agreement.time_zone),
        stated_in="Invented statement" if person.role == "officer" else "",
        **said,
    )
    record_determination(allegation=allegation, facts=facts, by=person.user)


def _confirm_mutual(_case, mutual, person, pick):
    confirm_mutual(mutual=mutual, kind=pick("kind", list(MutualKind)), by=person.user)


# --- Calls ---


def _record_duty_point(case, _row, person, pick):
    party = pick("party", ["NORTH", "SOUTH"])
    number = f"channel {len(case.rows['duty_point'])}"
    facts = duty_point_facts(party, agreement=case.code, reached_by=number)
    record_duty_point(facts=facts, by=person.user)


def _log_call(case, point, person, pick):
    answer = pick("answer", list(CallAnswer))
    log_call(facts=call_facts(point, at=case.now(), answer=answer), by=person.user)


def _close_call(case, call, person, pick):
    came = [stopped(case.now(), words=str(case.now())), went_on(str(case.now())), StopFacts()]
    close_call(call=call, facts=pick("came", came), by=person.user)


def one_of(model, name, keys, pick):
    """One of the rows with these keys, as it stands. Raises NothingToChooseError."""
    if not keys:
        raise NothingToChooseError
    return model.objects.get(pk=pick(name, sorted(keys)))


def do_owed(_case, _row, person, _pick):
    do_owed_reminders(by=person.user)


def saying(service, name, **said):
    """A step that needs no choice: the service with the row under its name, and what is said."""

    def take(_case, row, person, _pick):
        service(**{name: row}, **said, by=person.user)

    return take


CALLS = {
    "submit_report": _submit_report,
    "correct_report": _correct_report,
    "stop_report": saying(stop_report, "report"),
    "look_at_report": saying(look_at_report, "report"),
    "return_report": saying(return_report, "report", question="Which bridge?"),
    "reject_report": saying(reject_report, "report", reason="An advertisement."),
    "open_from_report": _open_from_report,
    "link_report": _link_report,
    "part_report": _part_report,
    "grade_report": _grade_report,
    "change_incident": _change_incident,
    "relate_incidents": _relate_incidents,
    "part_incidents": _part_incidents,
    "merge_incidents": _merge_incidents,
    "undo_merge": _undo_merge,
    "lodge_allegation": _lodge_allegation,
    "admit_allegation": _admit_allegation,
    "refuse_allegation": saying(refuse_allegation, "allegation", reason="No place is named."),
    "withdraw_allegation": saying(withdraw_allegation, "allegation", reason="We were wrong."),
    "hold_back_allegation": saying(hold_back_allegation, "allegation", reason="Talks."),
    "draft_harm_check": saying(draft_harm_check, "allegation"),
    "answer_harm_check": _answer_harm_check,
    "settle_harm_check": _settle_harm_check,
    "end_unput": saying(end_unput, "allegation", reason="A child tells."),
    "notify_accused": saying(notify_accused, "allegation", proof="Handed over."),
    "acknowledge": saying(acknowledge, "allegation"),
    "answer_allegation": _answer_allegation,
    "ask_for_time": saying(ask_for_time, "allegation", words="We need a week."),
    "decide_time_request": _decide_time_request,
    "translate_response": _translate_response,
    "record_determination": _record_determination,
    "confirm_mutual": _confirm_mutual,
    "put_aside_mutual": saying(put_aside_mutual, "mutual", reason="Two bridges."),
    "record_duty_point": _record_duty_point,
    "end_duty_point": saying(end_duty_point, "duty_point"),
    "log_call": _log_call,
    "close_call": _close_call,
}
