from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import travel

from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.codes.roles import Role
from ceasefire.incidents.calls import StopFacts, close_call
from ceasefire.incidents.corrections import stop_report
from ceasefire.incidents.duty_points import DutyPointEndedError, end_duty_point
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Call
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.held import ReportNotUsableError
from ceasefire.monitoring.submitting import SubmissionDiffersError
from tests.builders.accounts import make_user
from tests.builders.calls import STOPPED, WENT_ON, make_call, make_duty_point, stopped, went_on
from tests.builders.field import THAT_DAY, make_incident, make_report
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LATER = THAT_DAY + 20 * MINUTE
ONCE = UUID("11111111-1111-4111-8111-111111111111")


def entries(kind="call.logged"):
    return LedgerEntry.objects.filter(kind=kind).order_by("pk")


def refused(**facts):
    """The fields at which a call is refused, of which nothing stays."""
    with pytest.raises(ValidationError) as refusal:
        make_call(**facts)
    assert (Call.objects.count(), entries().count()) == (0, 0)
    return set(refusal.value.message_dict)


# --- Logging ---
def test_call_keeps_whom_when_what_was_asked_and_answered():
    officer, incident = make_user(Role.OFFICER), make_incident()

    call = make_call(
        by=officer,
        incident=incident.public_id,
        answered_at=THAT_DAY + MINUTE,
        answer_words="We will look into it.",
    )

    call.refresh_from_db()
    assert (call.agreement.code, call.area.code, call.duty_point.party.code) == (
        "DEMO-1", "DV-N", "NORTH",
    )  # fmt: skip
    assert (call.called_at, call.called_by, call.incident) == (THAT_DAY, officer, incident)
    assert (call.asked, call.answer) == ("Please let fire stop.", CallAnswer.WILL_ACT)
    assert (call.answered_at, call.answer_words) == (THAT_DAY + MINUTE, "We will look into it.")
    assert (call.fire_stopped, call.closed_at, call.minutes_to_stop) == ("unknown", None, None)
    [entry] = entries()
    assert entry.effects == {"agreement": "DEMO-1", "areas": ["DV-N"], "days": ["2021-03-05"]}
    assert list(Call.objects.open()) == [call]


def test_call_was_made_just_now_unless_it_says_when():
    with travel("2021-03-05T10:15:42Z", tick=False):
        call = make_call(at=None)

    assert call.called_at == datetime.fromisoformat("2021-03-05T10:15:00+00:00")


def test_what_followed_may_be_known_at_once():
    report = make_report()

    call = make_call(stop=stopped(LATER, known_from=report.receipt, words=""))

    assert (call.fire_stopped, call.known_from, call.minutes_to_stop) == (STOPPED, report, 20)
    assert call.closed_by == call.called_by
    assert entries().get().details["fire_stopped"] == "stopped"


def test_same_submission_is_logged_once_and_with_other_words_refused():
    officer, point = make_user(Role.OFFICER), make_duty_point()
    again = {"point": point, "by": officer, "submission": ONCE}
    calls = [make_call(**again), make_call(**again)]

    with pytest.raises(SubmissionDiffersError):
        make_call(stop=went_on(), **again)

    assert calls[0] == calls[1]
    assert (Call.objects.count(), entries().count()) == (1, 1)


def test_submission_of_another_person_is_another():
    point = make_duty_point()

    make_call(point=point, submission=ONCE)
    make_call(point=point, submission=ONCE)

    assert Call.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"at": datetime.fromisoformat("1821-03-05T00:00:00+00:00")}, "called_at"),
        ({"answered_at": THAT_DAY - MINUTE}, "answered_at"),
        ({"answered_at": LATER, "answer": CallAnswer.NOT_REACHED}, "answered_at"),
        ({"area": "SY01"}, "area"),
        ({"asked": ""}, "asked"),
        ({"stop": StopFacts(STOPPED, known_from_words="Heard.")}, "stopped_at"),
        ({"stop": stopped(THAT_DAY - MINUTE)}, "stopped_at"),
        ({"stop": StopFacts(WENT_ON, LATER, known_from_words="Heard.")}, "stopped_at"),
        ({"stop": StopFacts(stopped_at=LATER)}, "stopped_at"),
        ({"stop": StopFacts(WENT_ON)}, "known_from"),
        ({"stop": StopFacts(WENT_ON, known_from="AAAA-AAA")}, "known_from"),
        ({"stop": StopFacts(known_from_words="Heard.")}, "fire_stopped"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(facts, field):
    assert refused(**facts) == {field}


@pytest.mark.parametrize("field", ["at", "answered_at", "stop"])
def test_future_beyond_the_skew_of_clocks_is_refused(field):
    soon, later = timezone.now() + 14 * MINUTE, timezone.now() + 16 * MINUTE
    made = {"at": soon, "stop": stopped(soon), "answered_at": soon}
    make_call(**made)

    with pytest.raises(ValidationError) as refusal:
        make_call(**made | {field: stopped(later) if field == "stop" else later})

    named = {"at": "called_at", "stop": "stopped_at"}.get(field, field)
    assert set(refusal.value.message_dict) == {named}


def test_call_is_about_an_incident_of_its_agreement():
    elsewhere = make_incident(agreement="DEMO-2")

    assert refused(incident=elsewhere.public_id) == {"incident"}


def test_call_is_not_about_an_incident_that_was_merged():
    officer, merged = make_user(Role.OFFICER), make_incident()
    merge_incidents(incident=merged, into=make_incident(), reason="Same.", by=officer)

    with pytest.raises(MergedIncidentError):
        make_call(incident=merged.public_id)


def test_duty_point_that_ended_was_called_before_it_ended_only():
    officer, point = make_user(Role.OFFICER), make_duty_point()
    end_duty_point(duty_point=point, by=officer)

    with pytest.raises(DutyPointEndedError):
        make_call(timezone.now(), point=point)

    assert make_call(point=point).duty_point == point


def test_report_that_was_stopped_says_nothing_of_a_call():
    monitor = make_user(Role.MONITOR)
    report = make_report(by=monitor)
    stop_report(report=report, by=monitor)

    with pytest.raises(ReportNotUsableError):
        make_call(stop=StopFacts(WENT_ON, known_from=report.receipt))


# --- What followed ---
def test_call_is_closed_by_another_officer():
    call, other = make_call(), make_user(Role.OFFICER)

    close_call(call=call, facts=stopped(LATER), by=other)

    call.refresh_from_db()
    assert (call.fire_stopped, call.stopped_at, call.closed_by) == (STOPPED, LATER, other)
    [entry] = entries("call.closed")
    assert entry.details["changes"]["fire_stopped"] == {"old": "unknown", "new": "stopped"}
    assert entry.effects == {"agreement": "DEMO-1", "areas": ["DV-N"], "days": ["2021-03-05"]}
    assert not Call.objects.open().exists()


def test_call_is_closed_again_with_other_facts_and_the_ledger_keeps_both():
    call, officer = make_call(), make_user(Role.OFFICER)
    close_call(call=call, facts=stopped(LATER), by=officer)

    close_call(call=call, facts=went_on(), by=officer)
    close_call(call=call, facts=went_on(), by=officer)

    call.refresh_from_db()
    assert (call.fire_stopped, call.stopped_at) == (FireStopped.WENT_ON, None)
    told = [entry.details["changes"]["fire_stopped"]["new"] for entry in entries("call.closed")]
    assert told == ["stopped", "went_on"]


def test_call_that_was_closed_by_mistake_is_open_again():
    call, officer = make_call(stop=went_on()), make_user(Role.OFFICER)

    close_call(call=call, facts=StopFacts(), by=officer)

    call.refresh_from_db()
    assert (call.fire_stopped, call.known_from_words) == ("unknown", "")
    assert (call.closed_by, call.closed_at) == (None, None)


def test_refused_closing_leaves_the_call_as_it_was():
    call = make_call(stop=went_on())

    with pytest.raises(ValidationError):
        close_call(call=call, facts=StopFacts(STOPPED), by=call.called_by)

    call.refresh_from_db()
    assert (call.fire_stopped, entries("call.closed").count()) == (WENT_ON, 0)


def test_database_keeps_what_was_asked_and_answered():
    call = make_call()

    for changed in ({"asked": "Nothing."}, {"answer": CallAnswer.DECLINED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=call.pk).update(**changed)


# --- Two at once ---
@pytest.mark.django_db(transaction=True)
def test_two_sendings_of_one_form_at_once_keep_one_call():
    officer, point = make_user(Role.OFFICER), make_duty_point()

    def send():
        return make_call(point=point, by=officer, submission=ONCE).pk

    first, second = one_after_the_other(send, send)

    assert first == second
    assert (Call.objects.count(), entries().count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_close_a_call_at_once_are_both_kept():
    call, officers = make_call(), [make_user(Role.OFFICER) for _ in range(2)]

    def say(by, facts):
        return close_call(call=call, facts=facts, by=by).fire_stopped

    told = one_after_the_other(
        lambda: say(officers[0], went_on()), lambda: say(officers[1], stopped(LATER))
    )

    assert told == (WENT_ON, STOPPED)
    changes = [entry.details["changes"]["fire_stopped"] for entry in entries("call.closed")]
    assert [each["old"] for each in changes] == ["unknown", "went_on"]
