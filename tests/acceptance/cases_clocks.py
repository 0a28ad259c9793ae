"""Many cases of DEMO-1, each on its clock; how time is moved under a service that runs.

The service goes by the real clock. So that days pass, every moment on the clocks is put as many
whole days back; the agreement's zone is one where it is noon now, far from any midnight.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.accounts.services import suspend
from ceasefire.agreements.choices import AreaRule
from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.harm import answer_harm_check, draft_harm_check
from ceasefire.allegations.models import Allegation, Notification, Reminder, Response, TimeRequest
from ceasefire.allegations.notifying import acknowledge, notify_accused
from ceasefire.allegations.services import admit_allegation
from ceasefire.codes.allegations import HarmAnswer, HarmQuestion
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.outbox.models import Letter
from reports.rollups.models import DirtyDay
from reports.summaries.models import SummaryDue
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts
from tests.builders.cases import (
    answer_for,
    liaison_of,
    make_allegation,
    make_guarantor,
    make_liaison,
)
from tests.builders.field import WHOLE, known_field, system
from tests.builders.triggers import triggers_asleep
from tests.processes import wait_until

DELIVERED, REMINDED, OVERDUE = (
    "allegation.deemed_delivered",
    "allegation.reminded",
    "allegation.overdue",
)
# What falls due on the clock of each kind of case, in its order.
FALLS_DUE = {
    "acknowledged and answered": (),
    "acknowledged, never answered": (REMINDED, OVERDUE),
    "answered in time": (DELIVERED,),
    "answered when reminded": (DELIVERED, REMINDED),
    "answered late": (DELIVERED, REMINDED, OVERDUE),
    "never answered": (DELIVERED, REMINDED, OVERDUE),
    "more time, answered in it": (DELIVERED, REMINDED),
    "more time, never answered": (DELIVERED, REMINDED, OVERDUE),
    "more time given late": (DELIVERED, REMINDED, OVERDUE, REMINDED, OVERDUE),
    "more time refused": (DELIVERED, REMINDED, OVERDUE),
}
SPEAKING = ("sara@people.invalid", "samir@people.invalid")
CLOCKS = {
    # Reminders first: whoever does what is owed locks one before its notification.
    Reminder: ("due_at", "done_at", "dropped_at"),
    Notification: ("sent_at", "acknowledged_at", "deemed_at", "due_at"),
    TimeRequest: ("asked_at", "decided_at", "first_due_at"),
    Response: ("given_at",),
}


def zone_where_it_is_noon():
    """By its sign, what is east of Greenwich is behind it."""
    return f"Etc/GMT{timezone.now().hour - 12:+d}"


# --- What the party and the officers do ---


def put_cases(number):
    """Put so many cases of each kind to Southern Command, which acknowledges two of the kinds."""
    _make_valley()
    officer, other = make_user(Role.OFFICER), make_user(Role.OFFICER)
    for kind in [*FALLS_DUE] * number:
        lodged = make_allegation("NORTH", words=kind)
        case = admit_allegation(allegation=lodged, incident=None, by=officer)
        check = draft_harm_check(allegation=case, by=officer)
        safe = dict.fromkeys(HarmQuestion, HarmAnswer.SAFE)
        answer_harm_check(check=check, answers=safe, because="", by=other)
        notify_accused(allegation=case, proof="Handed over at the bridge.", by=officer)
        if kind.startswith("acknowledged"):
            acknowledge(allegation=case, by=liaison_of("SOUTH"))


def _make_valley():
    """Two people speak for the party; one who did may not any more, and its guarantor does not."""
    known_field()
    make_agreement(
        provisions=(),
        mandates=[mandate_facts(acts=WHOLE)],
        areas=(("DZ-VALLEY", AreaRule.COVERED),),
        time_zone=zone_where_it_is_noon(),
    )
    for address in SPEAKING:
        make_liaison("SOUTH", email=address)
    suspend(person=make_liaison("SOUTH"), by=system(), reason="Away")
    make_guarantor("SOUTH")


def cases(kind):
    return Allegation.objects.filter(words=kind).order_by("pk")


def answer(kind):
    for each in cases(kind):
        answer_for("SOUTH", each)


def ask_for_more(kind):
    for each in cases(kind):
        ask_for_time(allegation=each, words="Our patrol is away.", by=liaison_of("SOUTH"))


def decide_on_more(kind, *, is_granted):
    officer = User.objects.filter(role=Role.OFFICER).first()
    for each in TimeRequest.objects.filter(notification__allegation__in=cases(kind)):
        decide_time_request(request=each, is_granted=is_granted, because="A week.", by=officer)


# --- Time, and what stands in the way ---


def let_days_pass(days):
    """As if everything on the clocks had been so many days earlier."""
    past = timedelta(days=days)
    with triggers_asleep():
        for model, moments in CLOCKS.items():
            model.objects.update(**{each: F(each) - past for each in moments})


@contextmanager
def nobody_writes(model):
    """Inside, whoever is about to write such a row waits in the middle of what they do."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE MODE')
        yield
        other.rollback()
    finally:
        other.close()


def come_to_rest():
    """Wait until the service owes nothing: no reminder, no letter, no count, no draft."""
    assert wait_until(_is_at_rest)


def _is_at_rest():
    owed = (
        Reminder.objects.owed(timezone.now()),
        Letter.objects.owed(),
        DirtyDay.objects.all(),
        SummaryDue.objects.fallen_due(),
    )
    return not any(each.exists() for each in owed)


def done():
    """How often the service has done what fell due."""
    kinds = (DELIVERED, REMINDED, OVERDUE)
    return LedgerEntry.objects.filter(kind__in=kinds).count()
