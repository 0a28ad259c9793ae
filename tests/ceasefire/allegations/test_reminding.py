"""What falls due on the clock of a notification: each thing once, whoever looks and however often."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.accounts.services import change_profile, suspend
from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.models import Notification, Reminder
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.allegations.services import withdraw_allegation
from ceasefire.allegations.tasks import do_owed_reminders_task
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.outbox.models import Letter
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts
from tests.builders.cases import (
    answer_for,
    liaison_of,
    make_guarantor,
    make_liaison,
    make_notified,
)
from tests.builders.database import acting_as, taken_back
from tests.builders.entries import effects
from tests.builders.field import WHOLE, known_field, system
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
PUT = datetime(2021, 3, 8, 10, tzinfo=UTC)
DELIVERED = PUT + timedelta(hours=24)
DUE = datetime(2021, 3, 16, 22, tzinfo=UTC)
SOON, LATER = DUE - timedelta(days=2), DUE + timedelta(days=7)
KINDS = {
    "allegation.deemed_delivered": "delivery",
    "allegation.reminded": "soon",
    "allegation.overdue": "overdue",
}


@pytest.fixture
def notified(time_machine):
    """Northern Command's allegation, put to Southern Command just now."""
    time_machine.move_to(PUT, tick=False)
    known_field()
    make_liaison("SOUTH", email="sara@people.invalid")
    return make_notified("NORTH")


@pytest.fixture
def swept(time_machine):
    """What sweeps do at these moments, two at each: a kind per reminder done."""

    def done_at(*moments):
        for moment in moments:
            time_machine.move_to(moment, tick=False)
            do_owed_reminders(by=system())
            do_owed_reminders(by=system())
        entries = LedgerEntry.objects.filter(kind__in=KINDS).order_by("pk")
        return [KINDS[each.kind] for each in entries]

    return done_at


def rows():
    """What is owed, was done or was dropped, by kind."""
    return {
        each.kind: (each.due_at, each.done_at is not None, each.dropped_at is not None)
        for each in Reminder.objects.all()
    }


def subjects():
    return list(Letter.objects.order_by("pk").values_list("subject", flat=True))


def test_three_things_fall_due(notified):
    assert rows() == {
        "delivery": (DELIVERED, False, False),
        "soon": (SOON, False, False),
        "overdue": (DUE, False, False),
    }
    assert str(Reminder.objects.get(kind="soon")) == f"due in two days: notification of {notified}"


def test_nothing_is_done_before_its_time(notified, swept):
    instant = timedelta(microseconds=1)

    assert swept(DELIVERED - instant) == []
    assert swept(DELIVERED, SOON - instant) == ["delivery"]
    assert swept(SOON, DUE - instant) == ["delivery", "soon"]
    assert swept(DUE, DUE + timedelta(days=90)) == ["delivery", "soon", "overdue"]


def test_each_is_recorded_in_the_name_of_the_service(notified, swept):
    swept(DELIVERED, SOON, DUE)

    entries = LedgerEntry.objects.about(notified).filter(kind__in=KINDS)
    assert {each.actor_id for each in entries} == {system().public_id}
    assert [each.details["due_at"] for each in entries] == [DUE.isoformat()] * 3
    assert [each.effects for each in entries] == [{}, {}, effects("2021-03-05")]
    assert Notification.objects.get().deemed_at == DELIVERED


def test_whoever_speaks_for_the_party_is_written_to_and_told_nothing_of_what(notified, swept):
    make_guarantor("SOUTH")
    gone = make_liaison("SOUTH")
    suspend(person=gone, by=system(), reason="Away")

    swept(SOON)

    [letter] = Letter.objects.filter(subject="DEMO: Your party's answer is due soon")
    assert letter.to_address == "sara@people.invalid"
    assert "Last day to answer: 16 March 2021 (Etc/GMT-2)." in letter.body
    assert "/allegations/\n" in letter.body
    for secret in (notified.reference, "DEMO-1", "Command", "Weir", "shell"):
        assert secret not in letter.body


def test_each_is_written_to_in_their_language(notified, swept):
    sami = make_liaison("SOUTH", email="sami@people.invalid")
    change_profile(person=sami, name="Sami", language="ar", by=sami)

    swept(DUE)

    bodies = Letter.objects.filter(to_address=sami.email).values_list("body", flat=True)
    assert len(bodies) == 2
    assert all("سجل" in body for body in bodies)


def test_party_is_told_when_something_is_put_and_when_it_falls_due(notified, swept):
    swept(DELIVERED, SOON, DUE)

    assert subjects() == [
        "DEMO: Something was put to your party",
        "DEMO: What was put to your party counts as delivered",
        "DEMO: Your party's answer is due soon",
        "DEMO: Your party's answer is overdue",
    ]


def test_deadline_in_hours_is_told_by_the_hour(time_machine, swept):
    time_machine.move_to(PUT, tick=False)
    known_field()
    in_hours = mandate_facts(acts=WHOLE, reply_hours=30, reply_hours_rest_on="Letters of 4 March")
    make_agreement(mandates=[in_hours])
    make_liaison("SOUTH")
    make_notified("NORTH")

    due = PUT + timedelta(hours=54)
    assert rows()["soon"] == (due - timedelta(days=2), False, False)
    assert "To be answered before 10 March 2021, 18:00 (Etc/GMT-2)." in Letter.objects.get().body
    assert swept(DELIVERED, due) == ["soon", "delivery", "overdue"]


def test_what_is_acknowledged_is_not_deemed_delivered(notified, swept, time_machine):
    time_machine.move_to(PUT + timedelta(hours=1), tick=False)
    acknowledge(allegation=notified, by=liaison_of("SOUTH"))

    day = timedelta(days=1)
    assert rows() == {
        "delivery": (DELIVERED, False, True),
        "soon": (SOON - day, False, False),
        "overdue": (DUE - day, False, False),
    }
    assert swept(DELIVERED, SOON, DUE) == ["soon", "overdue"]
    assert Notification.objects.get().deemed_at is None


def test_what_is_acknowledged_too_late_counts_as_delivered(notified, swept, time_machine):
    time_machine.move_to(DELIVERED, tick=False)
    acknowledge(allegation=notified, by=liaison_of("SOUTH"))

    assert swept(DELIVERED, DUE) == ["delivery", "overdue"]


def extend(notified):
    asked = ask_for_time(allegation=notified, words="Away", by=liaison_of("SOUTH"))
    return lambda: decide_time_request(
        request=asked, is_granted=True, because="", by=make_user(Role.OFFICER)
    )


def test_more_time_moves_what_falls_due(notified, swept):
    swept(DELIVERED)
    extend(notified)()

    assert swept(DUE) == ["delivery"]
    assert swept(LATER - timedelta(days=2), LATER) == ["delivery", "soon", "overdue"]


def test_deadline_that_moves_late_falls_due_anew(notified, swept):
    swept(DELIVERED, SOON)
    give = extend(notified)
    assert swept(DUE) == ["delivery", "soon", "overdue"]

    give()

    assert swept(DUE) == ["delivery", "soon", "overdue"]
    again = ["soon", "overdue"]
    assert swept(LATER - timedelta(days=2), LATER) == ["delivery", "soon", "overdue", *again]


@pytest.mark.parametrize(
    "end",
    [
        lambda allegation: answer_for("SOUTH", allegation),
        lambda allegation: withdraw_allegation(
            allegation=allegation, reason="-", by=liaison_of("NORTH")
        ),
    ],
)
def test_nobody_is_reminded_of_what_needs_no_answer(notified, swept, end):
    end(notified)

    assert swept(DELIVERED, SOON, DUE) == []
    assert [dropped for _due, _done, dropped in rows().values()] == [True] * 3
    assert subjects() == ["DEMO: Something was put to your party"]


def test_after_a_long_silence_of_the_service_nobody_is_told_of_soon(notified, swept):
    assert swept(DUE + timedelta(days=3)) == ["delivery", "overdue"]
    assert rows()["soon"] == (SOON, False, True)


def test_run_that_is_killed_leaves_everything_owed(notified, swept, time_machine):
    time_machine.move_to(DUE, tick=False)
    before = rows()

    with taken_back():
        assert do_owed_reminders(by=system()) == 3

    assert (rows(), subjects()) == (before, ["DEMO: Something was put to your party"])
    assert swept(DUE) == ["delivery", "overdue"]


def test_one_run_is_short_and_the_next_goes_on(notified, monkeypatch, time_machine):
    monkeypatch.setattr("ceasefire.allegations.reminding.REMINDERS_PER_RUN", 2)
    time_machine.move_to(DUE, tick=False)

    assert [do_owed_reminders(by=system()) for _ in range(3)] == [2, 1, 0]


def test_worker_may_do_all_of_this(notified, time_machine):
    time_machine.move_to(DUE, tick=False)

    with acting_as("ceasefire_worker"):
        do_owed_reminders_task()
        do_owed_reminders_task()

    assert [done for _due, done, _dropped in rows().values()] == [True, False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_does_it(time_machine):
    time_machine.move_to(PUT, tick=False)
    make_notified("NORTH")
    time_machine.move_to(DELIVERED, tick=False)

    first, second = one_after_the_other(
        lambda: do_owed_reminders(by=system()), lambda: do_owed_reminders(by=system())
    )

    assert (first, second) == (1, 0)
    assert LedgerEntry.objects.filter(kind="allegation.deemed_delivered").count() == 1
