"""Which states each step leads from and to, after the handbook's 2.6, and what a state needs of the
mandate. A row that has just come had the state None; nothing else ever changes its state."""

from itertools import product

ANY_REPORT = ("submitted", "triaged", "returned", "rejected")
OPEN_CASE = ("reported", "under_verification")
CONCLUDED = ("verified", "partly_verified", "not_confirmed", "refuted", "unable_to_verify")
STANDING = ("stands", "unsigned", "signed")
OPEN_FINDING = (
    "draft", "legal_review", "notified", "deliberation", "adopted_by_one", "adopted",
)  # fmt: skip
HARM_FOUND = ("may_be_put", "with_custodian", "must_not")
# What falls due may be owed for another moment, as long as the clock is moved.
RESET = frozenset(product((None, "owed", "done", "dropped"), ("owed", "dropped")))
NEW_VERSION = {"version": {(None, "current"), ("current", "replaced"), ("withdrawn", "replaced")}}
TAKEN_BACK = {"version": {("current", "withdrawn")}}


def _to(kind, before, *after):
    return {kind: set(product(before, after))}


LINKED = _to("report", ANY_REPORT, "linked")
NEW_REPORT, NEW_INCIDENT = _to("report", (None,), "submitted"), _to("incident", (None,), "reported")
NEW_ANSWER = {"answer": {(None, "stands"), *product(STANDING, ("superseded",))}}
MOVES = {
    "submit_report": NEW_REPORT,
    "correct_report": _to("report", (None,), "submitted", "linked"),
    "look_at_report": _to("report", ("submitted", "triaged"), "triaged"),
    "return_report": _to("report", ("submitted", "triaged"), "returned"),
    "reject_report": _to("report", ("submitted", "triaged"), "rejected"),
    # An officer may think better of what was returned or put aside, and of what was parted again.
    "open_from_report": NEW_INCIDENT | _to("report", (*ANY_REPORT, "linked"), "linked"),
    "link_report": LINKED,
    "take_up": _to("incident", ("reported",), "under_verification"),
    # What was concluded is answered again after a change, with the same answer only.
    "answer_happened": NEW_ANSWER
    | {"incident": {*product(OPEN_CASE, CONCLUDED), *((each, each) for each in CONCLUDED)}},
    "confirm": NEW_ANSWER,
    "answer_by_whom": {"answer": NEW_ANSWER["answer"] | {(None, "unsigned")}},
    "sign_answer": _to("answer", ("unsigned",), "signed"),
    "ask_reopening": _to("reopening", (None,), "asked"),
    "reopen": _to("incident", CONCLUDED, "under_verification")
    | _to("reopening", ("asked",), "allowed")
    | _to("answer", STANDING, "superseded"),
    "refuse_reopening": _to("reopening", ("asked",), "refused"),
    "publish_incident": NEW_VERSION,
    "withdraw_incident": TAKEN_BACK,
    "lodge_allegation": _to("allegation", (None,), "lodged"),
    "admit_allegation": NEW_INCIDENT
    | NEW_VERSION
    | _to("allegation", ("lodged",), "admissible")
    | _to("mutual", (None,), "proposed"),
    "refuse_allegation": _to("allegation", ("lodged",), "inadmissible"),
    "withdraw_allegation": NEW_VERSION | _to("allegation", ("lodged", "admissible"), "withdrawn"),
    "hold_back_allegation": TAKEN_BACK,
    "draft_harm_check": {
        "harm": {(None, "open"), *product(("open", *HARM_FOUND), ("superseded",))}
    },
    "answer_harm_check": _to("harm", ("open",), *HARM_FOUND),
    "settle_harm_check": _to("harm", ("with_custodian",), "may_be_put", "must_not"),
    "end_unput": NEW_VERSION | _to("allegation", ("admissible",), "not_put"),
    "notify_accused": NEW_VERSION | _to("reminder", (None,), "owed"),
    "acknowledge": NEW_VERSION | {"reminder": RESET},
    "answer_allegation": NEW_VERSION,
    "ask_for_time": _to("time_request", (None,), "asked"),
    "decide_time_request": NEW_VERSION
    | {"reminder": RESET}
    | _to("time_request", ("asked",), "granted", "refused"),
    "translate_response": NEW_VERSION,
    "record_determination": NEW_VERSION,
    "relate_incidents": _to("mutual", (None,), "proposed"),
    "part_incidents": _to("mutual", (None,), "proposed"),
    "merge_incidents": _to("mutual", (None,), "proposed"),
    "undo_merge": _to("mutual", (None,), "proposed"),
    "confirm_mutual": _to("mutual", ("proposed",), "confirmed"),
    "put_aside_mutual": _to("mutual", ("proposed",), "put_aside"),
    "record_duty_point": _to("duty_point", (None,), "current"),
    "end_duty_point": _to("duty_point", ("current",), "ended"),
    "log_call": _to("call", (None,), "unknown", "stopped", "went_on"),
    "close_call": _to("call", ("unknown", "stopped", "went_on"), "unknown", "stopped", "went_on"),
    "draft_finding": _to("finding", (None,), "draft"),
    "draft_in_place": _to("finding", (None,), "draft"),
    "submit_finding": _to("finding", ("draft",), "legal_review"),
    "return_finding": _to("finding", ("legal_review", "deliberation", "adopted_by_one"), "draft"),
    "notify_party": _to("finding", ("legal_review",), "notified"),
    "deliberate": _to("finding", ("legal_review", "notified"), "deliberation"),
    "sign_finding": _to("finding", ("deliberation",), "adopted_by_one"),
    "adopt_finding": NEW_VERSION
    | {"finding": {("adopted_by_one", "adopted"), *product(OPEN_FINDING, ("superseded",))}},
    "correct_finding": _to("finding", ("adopted",), "deliberation"),
    "withdraw_finding": TAKEN_BACK | _to("finding", OPEN_FINDING, "withdrawn"),
    "follow_up": NEW_VERSION,
    # What falls due, done by the service itself.
    "do_owed": _to("reminder", ("owed",), "done", "dropped"),
}


def _reopening(row):
    return {None: "asked", True: "allowed", False: "refused"}[row["is_allowed"]]


def _time_request(row):
    return {None: "asked", True: "granted", False: "refused"}[row["is_granted"]]


def _answer(row):
    if row["superseded_at"]:
        return "superseded"
    if not row["needs_second"]:
        return "stands"
    return "signed" if row["second_by_id"] else "unsigned"


def _version(row):
    if row["superseded_at"]:
        return "replaced"
    return "withdrawn" if row["withdrawn_at"] else "current"


def _reminder(row):
    if row["done_at"]:
        return "done"
    return "dropped" if row["dropped_at"] else "owed"


STATES = {
    "report": lambda row: row["state"],
    "incident": lambda row: row["state"],
    "allegation": lambda row: row["state"],
    "finding": lambda row: row["state"],
    "mutual": lambda row: row["state"],
    "harm": lambda row: "superseded" if row["superseded_at"] else row["verdict"],
    "call": lambda row: row["fire_stopped"],
    "duty_point": lambda row: "ended" if row["ended_at"] else "current",
    "answer": _answer,
    "reopening": _reopening,
    "time_request": _time_request,
    "version": _version,
    "reminder": _reminder,
}
# Where a mandate does not give the act, no row is ever so.
NEEDS = {
    "verify": lambda rows: [
        *(row for row in rows.of("incident") if row["state"] != "reported"),
        *rows.of("answer", question="happened"),
        *rows.of("reopening"),
    ],
    "attribute": lambda rows: rows.of("answer", question="by_whom"),
    "rule": lambda rows: [*rows.of("finding"), *rows.of("recommendation")],
    "show_determinations": lambda rows: rows.of("determination"),
    "publish": lambda rows: [
        row for row in rows.of("version") if row["kind"] in {"incident", "allegation", "finding"}
    ],
}


def state_of(kind, row):
    """The word for how a row stands; None for one that was not there."""
    return STATES[kind](row) if row else None


# How a record must stand for a step that leaves its state as it is.
HAPPENED, ADMITTED = CONCLUDED[:2], ("admissible",)
WHERE = {
    "confirm": CONCLUDED,
    "answer_by_whom": HAPPENED,
    "sign_answer": HAPPENED,
    "ask_reopening": CONCLUDED,
    "refuse_reopening": CONCLUDED,
    "publish_incident": CONCLUDED,
    "draft_harm_check": ADMITTED,
    "notify_accused": ADMITTED,
    "acknowledge": ADMITTED,
    "answer_allegation": ADMITTED,
    "ask_for_time": ADMITTED,
    "decide_time_request": ADMITTED,
    "record_determination": ADMITTED,
    "log_call": ("current", "ended"),  # a call that was made before it ended
    "draft_finding": CONCLUDED,
    "draft_in_place": ("adopted",),
    "change_finding": ("draft",),
    "make_recommendation": ("draft",),
    "drop_recommendation": ("draft",),
    "review_finding": ("legal_review",),
    "reply_to_finding": ("notified", "deliberation"),
    "dissent_from": ("deliberation", "adopted_by_one"),
    "adopt_finding": ("adopted_by_one",),
    "follow_up": ("adopted",),
}


def starts_from(name, kind):
    """How such a record may stand before a step; None: however it stands."""
    pairs = MOVES.get(name, {}).get(kind, ())
    return WHERE.get(name) or {before for before, _ in pairs} - {None} or None


def every_state():
    """All states that any step leads to, each with its kind of row."""
    return {
        (kind, after)
        for moves in MOVES.values()
        for kind, pairs in moves.items()
        for _, after in pairs
    }
