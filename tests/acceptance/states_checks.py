"""What must be so after every step, whatever was done: asked of the rows, not of the service."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta, timezone

from django.core.exceptions import ValidationError
from django.utils import timezone as clock

from ceasefire.allegations.asked import standing_at
from ceasefire.allegations.models import Allegation
from ceasefire.api.problem_codes import PROBLEMS
from ceasefire.verification.attributed import attribution_of
from tests.acceptance.states_moves import MOVES, NEEDS, STATES, starts_from, state_of
from tests.acceptance.states_table import PROPOSED, PUBLISHED, STEPS, WITHDRAWN, moment

LOCAL = timezone(timedelta(hours=2))  # the clock of DEMO-1
DAY, REPLY_DAYS = timedelta(days=1), 7
ONCE = {
    "allegation.deemed_delivered": "delivery",
    "allegation.reminded": "soon",
    "allegation.overdue": "overdue",
}
IDLE = {"close_call", "publish_incident"}  # said again they change nothing, and say nothing
JUDGING = {
    "answer_happened", "confirm", "answer_by_whom", "sign_answer", "reopen", "refuse_reopening",
}  # fmt: skip
TWO_PEOPLE = (
    ("harm", "drafted_by_id", "checked_by_id"),
    ("answer", "given_by_id", "second_by_id"),
    ("reopening", "asked_by_id", "decided_by_id"),
    ("finding", "adopted_by_id", "adopted_with_id"),
)
NOT_ITS_WRITER = {
    "review_finding": "reviewed_by_id",
    "sign_finding": "adopted_by_id",
    "adopt_finding": "adopted_with_id",
}
ADMITS = {"admit", "admit_justify"}
STANDING = dict.fromkeys(ADMITS, "accepted") | dict.fromkeys(
    ["deny", "not_ours", "counter_accuse"], "disputed"
)


# --- A refusal ---


def check_refused(name, refusal, before, after):
    """A refusal is told by a code that is explained, or by field; and nothing has happened."""
    if not isinstance(refusal, ValidationError):
        assert refusal.code in PROBLEMS, f"{name}: {refusal.code} is explained nowhere"
        assert PROBLEMS[refusal.code].status == 409, (name, refusal.code)
    assert after == before, f"{name} was refused ({refusal}), and left something behind"


# --- States ---


def check_moves(name, kind, key, before, after):
    """Only what the step is for has changed its state, and from where it may."""
    allowed = MOVES.get(name, {})
    for each, old, row in after.changed_since(before):
        if each in STATES and state_of(each, old) != state_of(each, row):
            move = state_of(each, old), state_of(each, row)
            assert move in allowed.get(each, ()), f"{name} moved {each} {move}"
    states = starts_from(name, kind)
    if key and states is not None:
        assert state_of(kind, before[kind][key]) in states, f"{name} from {before[kind][key]}"


def check_granted(name, acts, rows):
    """A step that the mandate does not give is not taken, and no row tells of it."""
    if name in STEPS:
        assert STEPS[name].act in {None, *acts}, f"{name} is not in the mandate"
    for act, not_granted in NEEDS.items():
        assert act in acts or not_granted(rows) == [], f"{act} is not in the mandate"


def check_people(name, person, kind, key, before, after):
    """No author judges an account, and nobody does alone what two must."""
    if name in JUDGING:
        assert person.user.pk not in authors_of(before, key), f"{name} by an author"
    for each, first, second in TWO_PEOPLE:
        for row in after.of(each):
            assert row[second] is None or row[second] != row[first], (each, row["id"])
    if name in NOT_ITS_WRITER:
        assert before[kind][key]["drafted_by_id"] != after[kind][key][NOT_ITS_WRITER[name]]


def authors_of(rows, incident):
    """Who sent the accounts of an incident, and of all that was merged into it."""
    family = family_of(rows, incident)
    links = [row for row in rows.of("link", parted_at=None) if row["incident_id"] in family]
    return {rows["report"][row["report_id"]]["author_id"] for row in links}


def family_of(rows, incident):
    found = {incident}
    while True:
        more = {row["id"] for row in rows.of("incident") if row["merged_into_id"] in found}
        if more <= found:
            return found
        found |= more


def check_shown(acts, rows):
    """Readers are shown what was put to a party, not put for safety, admitted or adopted, where
    the mandate publishes and nobody holds it back; and nothing that was taken back."""
    shown = {row["public_id"] for row in rows.of("version", withdrawn_at=None, superseded_at=None)}
    put = {row["allegation_id"] for row in rows.of("notification")}
    for row in rows.of("allegation"):
        is_told = row["id"] in put or row["state"] == "not_put" or _is_admitted_by_itself(row)
        is_wanted = is_told and "publish" in acts and not row["held_back_because"]
        if row["state"] != "withdrawn" or row["held_back_because"]:
            assert (row["public_id"] in shown) is is_wanted, f"allegation {row['id']}"
    for row in rows.of("finding"):
        if row["state"] in {"adopted", "withdrawn"}:
            is_wanted = row["state"] == "adopted" and "publish" in acts
            assert (row["public_id"] in shown) is is_wanted, f"finding {row['id']}"


def _is_admitted_by_itself(row):
    return row["lodged_as"] == "self_report" and row["state"] == "admissible"


# --- Who did it, and what silence says ---


def check_attribution(rows, incident):
    """Established and admitted rest on what they must."""
    states = {each.party: each.state for each in attribution_of(incident).parties}
    family = family_of(rows, incident.pk)
    for party, state in states.items():
        if state == "established":
            assert any(_bears(rows, row) for row in _signed(rows, family, party))
        if state == "admitted":
            claims = [row for row in rows.of("allegation") if row["incident_id"] in family]
            assert any(_admits(rows, row) for row in claims if row["accused_id"] == party)


def _signed(rows, family, party):
    given = rows.of("answer", value="established", party_id=party, superseded_at=None)
    return [row for row in given if row["incident_id"] in family and row["second_by_id"]]


def _bears(rows, answer):
    """Verified, on evidence of two classes, and accounts of two origins that are known."""
    links = [
        rows["link"][row["reportlink_id"]] for row in rows.of("rests_on", answer_id=answer["id"])
    ]
    told = [rows["report"][link["report_id"]] for link in links]
    origins = {
        each["source_id"] if each["basis"] == "saw" else each["relayed_from"].casefold()
        for each in told
    } - {""}
    is_verified = rows["incident"][answer["incident_id"]]["state"] == "verified"
    return is_verified and len(set(answer["evidence"])) > 1 and len(origins) > 1


def _admits(rows, allegation):
    """The party's liaison has ticked that it did it: in an answer, or in a report on itself."""
    answers = {row["kind"] for row in rows.of("response", allegation_id=allegation["id"])}
    return bool(answers & ADMITS) or (allegation["admits"] and _is_admitted_by_itself(allegation))


def check_standing(rows, key):
    """Where an allegation stands between the sides; silence is never an admission."""
    found = Allegation.objects.select_related("notification", "response").get(pk=key)
    assert standing_at(found, clock.now()) == _standing(rows, rows["allegation"][key])


def _standing(rows, row):
    answers = rows.of("response", allegation_id=row["id"])
    is_open = row["state"] in {"lodged", "admissible"}
    if not (is_open or answers):
        return None
    if row["lodged_as"] == "self_report":
        return "accepted" if row["admits"] and is_open else None
    put = rows.of("notification", allegation_id=row["id"])
    if answers or not put:
        return STANDING.get(answers[0]["kind"], "answered") if answers else "not_asked"
    return "awaited" if clock.now() < moment(put[0]["due_at"]) else "no_response"


# --- Clocks ---


def check_clocks(before, after):
    """Each deadline is what the handbook says, and what was put stays put when it was."""
    for row in after.of("notification"):
        sent, due = moment(row["sent_at"]), moment(row["due_at"])
        start = min(moment(row["acknowledged_at"] or row["sent_at"]), sent + DAY)
        start = start if row["acknowledged_at"] else sent + DAY
        given = after.of("time_request", notification_id=row["id"], is_granted=True)
        assert due == _midnight_after(start) + len(given) * REPLY_DAYS * DAY
        assert row["deemed_at"] is None or moment(row["deemed_at"]) == sent + DAY
        _check_kept(before["notification"].get(row["id"]), row)


def _check_kept(old, row):
    for name in ("sent_at", "acknowledged_at", "deemed_at"):
        assert old is None or old[name] in {None, row[name]}, f"{name} was moved"
    assert row["acknowledged_at"] is None or row["acknowledged_at"] >= row["sent_at"]


def _midnight_after(start):
    """The end of the last of the days to reply in, by the agreement's clock."""
    day = start.astimezone(LOCAL).date() + (REPLY_DAYS + 1) * DAY
    return datetime.combine(day, time.min, tzinfo=LOCAL).astimezone(UTC)


def check_reminded(reminded):
    """Each kind once per notification and deadline; delivered is only once, whenever due."""
    assert [each for each, count in reminded.items() if count > 1] == []


def reminder_of(entry):
    """What tells one reminder from another."""
    is_delivery = entry.kind == "allegation.deemed_delivered"
    return entry.subject_id, entry.kind, None if is_delivery else entry.details["due_at"]


# --- The ledger ---


def check_entries(name, person, system, entries, expected):
    """As many entries as the table says, by whoever took the step or the service itself."""
    assert Counter(entry.kind for entry in entries) == expected, name
    for entry in entries:
        by = system if entry.kind == PROPOSED else person
        assert entry.actor_id == by.user.public_id, f"{entry.kind} in another's name"


def expected_entries(name, kind, key, before, after):
    """What the table says, with one for each row of the sorts that are counted."""
    changed = after.changed_since(before)
    if name in IDLE and not changed:
        return Counter()
    if name == "do_owed":
        return +Counter({kind: _done(changed, word) for kind, word in ONCE.items()})
    step = STEPS[name]
    found = Counter(step.entries)
    for each in step.also:
        found[each] += CAME[each](changed, before, key)
    return +found


def _done(changed, word):
    rows = [row for kind, _, row in changed if kind == "reminder" and row["kind"] == word]
    return sum(1 for row in rows if row["done_at"])


def _came(kind, is_so=lambda old, row: old is None):
    def count(changed, _before, _key):
        return sum(1 for each, old, row in changed if each == kind and is_so(old, row))

    return count


def _wholes(rows, incident):
    """What an incident was merged into, directly or through others."""
    found, key = [], rows["incident"][incident]["merged_into_id"]
    while key:
        found.append(key)
        key = rows["incident"][key]["merged_into_id"]
    return found


def _chains(_changed, before, report):
    links = before.of("link", report_id=report, parted_at=None)
    return sum(1 + len(_wholes(before, row["incident_id"])) for row in links)


CAME = {
    PROPOSED: _came("mutual", lambda old, row: old is None or old["kind"] != row["kind"]),
    PUBLISHED: _came("version"),
    WITHDRAWN: _came(
        "version", lambda old, row: old and not old["withdrawn_at"] and row["withdrawn_at"]
    ),
    "incident.opened": _came("incident"),
    "finding.superseded": _came(
        "finding", lambda old, row: row["state"] == "superseded" != old["state"]
    ),
    "incident.account_changed": _chains,
    "incident.parted": lambda _changed, before, key: len(_wholes(before, key)),
}
