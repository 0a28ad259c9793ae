"""When a step is likely to be taken, so that sequences of few steps get far. What is not ready is
tried all the same, now and then, and must be refused."""

from tests.acceptance.states_moves import OPEN_CASE


def _no(kind, by):
    return lambda rows, row: not rows.of(kind, **{by: row["id"]})


def _some(kind, by, **facts):
    return lambda rows, row: bool(rows.of(kind, **{by: row["id"]}, **facts))


def _is(name, value=None):
    return lambda _rows, row: row[name] == value


def _both(*ready):
    return lambda rows, row: all(each(rows, row) for each in ready)


def _checked(verdict):
    return _some("harm", "allegation_id", superseded_at=None, verdict=verdict)


def _waits_for_time(rows, row):
    put = rows.of("notification", allegation_id=row["id"])
    return bool(put and rows.of("time_request", notification_id=put[0]["id"], is_granted=None))


def _is_shown(rows, row):
    return bool(rows.of("version", public_id=row["public_id"], withdrawn_at=None))


def _has_been_put(_rows, row):
    return row["notified_at"] is not None or row["outcome"] != "violation"


def _is_answered_in_words(rows, row):
    return any(each["words"] for each in rows.of("response", allegation_id=row["id"]))


HAS_CHANGED = _both(
    _is("changed_since_verification", value=True),
    lambda rows, row: not rows.of("reopening", incident_id=row["id"], is_allowed=None),
)
IS_ASKED = _some("reopening", "incident_id", is_allowed=None)
IS_WHOLE, IS_REVIEWED = _is("merged_into_id"), lambda _rows, row: row["reviewed_by_id"] is not None
WAS_PUT = _some("notification", "allegation_id")
WAITS = _both(WAS_PUT, _no("response", "allegation_id"))
HAS_LINKS = _some("link", "incident_id", parted_at=None)
HAS_ASKED = _some("recommendation", "finding_id", dropped_at=None)
READY = {
    "correct_report": _both(_is("stopped_at"), _no("report", "supersedes_id")),
    "stop_report": _both(_is("stopped_at"), _no("report", "supersedes_id")),
    "part_report": _both(IS_WHOLE, HAS_LINKS),
    "grade_report": _both(IS_WHOLE, HAS_LINKS),
    "part_incidents": _some("relation", "incident_id", parted_at=None),
    "undo_merge": lambda _rows, row: row["merged_into_id"] is not None,
    "take_up": IS_WHOLE,
    "answer_happened": _both(IS_WHOLE, lambda _rows, row: row["state"] in OPEN_CASE),
    "confirm": HAS_CHANGED,
    "answer_by_whom": _is("changed_since_verification", value=False),
    "sign_answer": _some(
        "answer", "incident_id", needs_second=True, second_by_id=None, superseded_at=None
    ),
    "ask_reopening": HAS_CHANGED,
    "reopen": IS_ASKED,
    "refuse_reopening": IS_ASKED,
    "publish_incident": _is("changed_since_verification", value=False),
    "withdraw_incident": _is_shown,
    # A statement that may be put is checked again; else the last check stands.
    "draft_harm_check": _both(
        _no("notification", "allegation_id"),
        lambda rows, row: (
            not rows.of("harm", allegation_id=row["id"], superseded_at=None)
            or _checked("may_be_put")(rows, row)
        ),
    ),
    "end_unput": _checked("must_not"),
    "notify_accused": _both(_checked("may_be_put"), _no("notification", "allegation_id")),
    "acknowledge": WAITS,
    "answer_allegation": WAITS,
    "ask_for_time": WAITS,
    "decide_time_request": _waits_for_time,
    "translate_response": _is_answered_in_words,
    "record_determination": WAS_PUT,
    "log_call": _is("ended_at"),
    "draft_finding": _is("changed_since_verification", value=False),
    "draft_in_place": _no("finding", "supersedes_id"),
    "review_finding": _is("reviewed_by_id"),
    "notify_party": _both(IS_REVIEWED, _is("notified_at")),
    "reply_to_finding": _is("replied_at"),
    "deliberate": _both(IS_REVIEWED, _has_been_put),
    "drop_recommendation": HAS_ASKED,
    "follow_up": HAS_ASKED,
}


def is_ready(name, rows, row):
    return name not in READY or READY[name](rows, row)
