"""Shows 4 of cases: with time moved, what falls due on the clocks is done once each, though worker
and broker are killed between; and when it falls due where clocks change, and around midnight."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.models import Notification, Reminder
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.codes.roles import Role
from ceasefire.common.clock import local_day
from ceasefire.ledger.models import LedgerEntry
from ceasefire.outbox.models import Letter
from tests.acceptance.cases_clocks import (
    DELIVERED,
    FALLS_DUE,
    OVERDUE,
    REMINDED,
    SPEAKING,
    answer,
    ask_for_more,
    cases,
    come_to_rest,
    decide_on_more,
    done,
    let_days_pass,
    nobody_writes,
)
from tests.browser.service import own_database, using_database
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts
from tests.builders.cases import liaison_of, make_liaison, make_notified
from tests.builders.entries import kinds_of
from tests.builders.field import WHOLE, known_field, system
from tests.builders.races import somebody_waits_for_a_lock
from tests.processes import own_processes, wait_until

pytestmark = pytest.mark.django_db
DATABASE = "on_the_clocks"
PUT = "from tests.acceptance.cases_clocks import put_cases; put_cases({number})"
SUBJECTS = {
    DELIVERED: "DEMO: What was put to your party counts as delivered",
    REMINDED: "DEMO: Your party's answer is due soon",
    OVERDUE: "DEMO: Your party's answer is overdue",
}
SECRETS = ("DEMO-1", "Command", "Weir", "shell", "bridge", *FALLS_DUE)


@dataclass
class Aftermath:
    """How many cases of each kind there were, and what ledger, rows and outbox say in the end."""

    of_a_kind: int
    owed_without_broker: tuple[int, int] = (0, 0)
    done_by_the_killed: list[int] = field(default_factory=list)
    fell_due: dict[str, Counter[tuple[str, ...]]] = field(default_factory=dict)
    clocks: dict[str, set[tuple[int, bool]]] = field(default_factory=dict)
    decisions: Counter[str] = field(default_factory=Counter)
    letters: Counter[tuple[str, str]] = field(default_factory=Counter)
    read: str = ""
    references: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def aftermath(django_db_setup, django_db_blocker, tmp_path_factory, size):
    """What is left when all deadlines have passed and nothing is owed any more."""
    folder, found = tmp_path_factory.mktemp("clocks"), Aftermath(size(2, 20))
    with (
        django_db_blocker.unblock(),
        own_database(DATABASE),
        using_database(DATABASE),
        own_processes(folder, settings_module="tests.browser.settings") as processes,
    ):
        go_on(processes, found)
        look_back(folder / "mail", found)
    return found


# --- What happens ---


def go_on(processes, found):
    """Seventeen days, to the last deadline; days pass where it says so, and workers die."""
    processes.change(PUT.format(number=found.of_a_kind), seconds=60 * found.of_a_kind)
    found.owed_without_broker = (Reminder.objects.count(), done())
    processes.start()
    answer("acknowledged and answered")
    found.done_by_the_killed += [killed_while_they(processes, Letter, days=1)]
    processes.kill_broker()
    processes.start()
    come_to_rest()
    ask_and_answer()
    found.done_by_the_killed += [killed_while_they(processes, LedgerEntry, days=6)]
    processes.start()
    come_to_rest()
    answer("answered when reminded")
    miss_the_first_deadline(processes)
    answer("answered late")
    decide_on_more("more time given late", is_granted=True)
    reach_the_second_deadline(processes)


def killed_while_they(processes, model, *, days):
    """Let days pass, and kill the workers while they write a row; how much they have done."""
    come_to_rest()
    before = done()
    with nobody_writes(model):
        let_days_pass(days)
        assert wait_until(somebody_waits_for_a_lock)
        processes.kill_workers()
    return done() - before


def ask_and_answer():
    """On the day on which it was delivered."""
    answer("answered in time")
    for kind in FALLS_DUE:
        if kind.startswith("more time"):
            ask_for_more(kind)
    for kind in ("more time, answered in it", "more time, never answered"):
        decide_on_more(kind, is_granted=True)
    decide_on_more("more time refused", is_granted=False)


def miss_the_first_deadline(processes):
    """Three days later. The broker dies under worker and beat, and comes back."""
    come_to_rest()
    processes.kill_broker()
    let_days_pass(3)
    processes.broker.start()
    come_to_rest()


def reach_the_second_deadline(processes):
    """Two days before it workers are killed as soon as they have begun; then it passes."""
    come_to_rest()
    before = done()
    let_days_pass(4)
    assert wait_until(lambda: done() > before)
    processes.kill_workers()
    processes.kill_broker()
    processes.start()
    come_to_rest()
    answer("more time, answered in it")
    let_days_pass(3)
    come_to_rest()


# --- What is found ---


def look_back(letters, found):
    for kind in FALLS_DUE:
        found.fell_due[kind] = Counter(fell_due(each) for each in cases(kind))
        found.clocks[kind] = {clock_of(each) for each in cases(kind)}
    entries = LedgerEntry.objects.filter(kind="allegation.time_decided")
    granted = entries.filter(details__is_granted=True)
    found.decisions = Counter(granted=granted.count(), all=entries.count())
    found.letters = Counter(Letter.objects.values_list("to_address", "subject"))
    waiting = Letter.objects.values_list("body", flat=True)
    found.read = "\n".join([*(each.read_text() for each in letters.iterdir()), *waiting])
    found.references = [each.reference for kind in FALLS_DUE for each in cases(kind)]


def fell_due(case):
    return tuple(each for each in kinds_of(case) if each in SUBJECTS)


def clock_of(case):
    """How many days after it was put its last deadline is, and whether it was deemed delivered."""
    put, zone = case.notification, case.agreement.time_zone
    days = (local_day(put.due_at, zone) - local_day(put.sent_at, zone)).days
    is_deemed = put.deemed_at is not None
    assert not is_deemed or put.deemed_at - put.sent_at == timedelta(hours=24)
    return days, is_deemed


def test_cases_that_are_put_without_a_broker_are_kept_with_all_that_is_owed(aftermath):
    cases_put = aftermath.of_a_kind * len(FALLS_DUE)

    assert aftermath.owed_without_broker == (cases_put * 3, 0)


def test_workers_that_are_killed_in_the_middle_leave_nothing_half_done(aftermath):
    assert aftermath.done_by_the_killed == [0, 0]


def test_what_falls_due_is_done_once_for_each_case(aftermath):
    number = aftermath.of_a_kind

    assert aftermath.fell_due == {kind: {due: number} for kind, due in FALLS_DUE.items()}


def test_nobody_who_answered_in_time_is_overdue(aftermath):
    overdue = {
        kind for kind, told in aftermath.fell_due.items() if any(OVERDUE in due for due in told)
    }

    assert overdue == {
        "acknowledged, never answered",
        "answered late",
        "never answered",
        "more time, never answered",
        "more time given late",
        "more time refused",
    }


def test_more_time_moves_the_deadline_once_by_one_period(aftermath):
    week, two_weeks = {(9, True)}, {(16, True)}

    assert aftermath.clocks == {
        "acknowledged and answered": {(8, False)},
        "acknowledged, never answered": {(8, False)},
        "answered in time": week,
        "answered when reminded": week,
        "answered late": week,
        "never answered": week,
        "more time, answered in it": two_weeks,
        "more time, never answered": two_weeks,
        "more time given late": two_weeks,
        "more time refused": week,
    }
    number = aftermath.of_a_kind
    assert aftermath.decisions == {"granted": 3 * number, "all": 4 * number}


def test_whoever_speaks_for_the_party_gets_one_letter_for_each(aftermath):
    each_kind = Counter(kind for due in FALLS_DUE.values() for kind in due)
    expected = {"DEMO: Something was put to your party": len(FALLS_DUE)}
    expected |= {SUBJECTS[kind]: number for kind, number in each_kind.items()}

    assert aftermath.letters == {
        (address, subject): number * aftermath.of_a_kind
        for address in SPEAKING
        for subject, number in expected.items()
    }


def test_letters_name_no_case(aftermath):
    told = [each for each in (*SECRETS, *aftermath.references) if each in aftermath.read]

    assert aftermath.read.count("/allegations/\n") >= aftermath.letters.total()
    assert told == []


# --- Where clocks change, and around midnight ---

AN_INSTANT = timedelta(microseconds=1)
# Put; acknowledged; what falls due: counted by hand on a calendar of Paris.
PARIS = {
    # A second before midnight of the 20th: the seventh day after is the 27th, still winter time.
    "acknowledged before midnight": (
        ("2021-03-20T22:30Z", "2021-03-20T22:59:59Z"),
        {REMINDED: "2021-03-25T23:00Z", OVERDUE: "2021-03-27T23:00Z"},
        "27 March 2021",
    ),
    # At midnight: a day more, and that day has 23 hours.
    "acknowledged at midnight": (
        ("2021-03-20T22:30Z", "2021-03-20T23:00Z"),
        {REMINDED: "2021-03-26T22:00Z", OVERDUE: "2021-03-28T22:00Z"},
        "28 March 2021",
    ),
    # 24 hours from half past eleven in the night before the clocks go forward: two days later.
    "delivered over a day of 23 hours": (
        ("2021-03-27T22:30Z", None),
        {
            DELIVERED: "2021-03-28T22:30Z",
            REMINDED: "2021-04-03T22:00Z",
            OVERDUE: "2021-04-05T22:00Z",
        },
        "5 April 2021",
    ),
    # 24 hours from half past midnight of the day on which they go back: still that day.
    "delivered within a day of 25 hours": (
        ("2021-10-30T22:30Z", None),
        {
            DELIVERED: "2021-10-31T22:30Z",
            REMINDED: "2021-11-05T23:00Z",
            OVERDUE: "2021-11-07T23:00Z",
        },
        "7 November 2021",
    ),
    # The last day is the one of 25 hours: its end is in winter time.
    "due at the end of a day of 25 hours": (
        ("2021-10-23T21:00Z", None),
        {
            DELIVERED: "2021-10-24T21:00Z",
            REMINDED: "2021-10-29T23:00Z",
            OVERDUE: "2021-10-31T23:00Z",
        },
        "31 October 2021",
    ),
}


def at(text):
    return datetime.fromisoformat(text)


@pytest.fixture
def put_in_paris(time_machine):
    """`put_in_paris(put, acknowledged)`: a case of an agreement whose days are those of Paris."""

    def make(put, acknowledged):
        time_machine.move_to(at(put), tick=False)
        known_field()
        make_agreement(time_zone="Europe/Paris", mandates=[mandate_facts(acts=WHOLE)])
        make_liaison("SOUTH")
        case = make_notified("NORTH")
        if acknowledged:
            time_machine.move_to(at(acknowledged), tick=False)
            acknowledge(allegation=case, by=liaison_of("SOUTH"))
        return case

    return make


@pytest.mark.parametrize("name", PARIS)
def test_clock_goes_by_the_days_of_the_agreement(put_in_paris, time_machine, name):
    moments, due, last_day = PARIS[name]
    case = put_in_paris(*moments)

    seen = {}
    for kind, moment in due.items():
        for late in (-AN_INSTANT, 0 * AN_INSTANT):
            time_machine.move_to(at(moment) + late, tick=False)
            do_owed_reminders(by=system())
            seen[kind, late] = fell_due(case)

    assert seen == {
        (kind, late): tuple(due)[: number + (not late)]
        for number, kind in enumerate(due)
        for late in (-AN_INSTANT, 0 * AN_INSTANT)
    }
    last = f"Last day to answer: {last_day} (Europe/Paris)."
    written = Letter.objects.filter(subject__in=SUBJECTS.values(), body__contains=last)
    assert written.count() == len(due)


def test_more_time_is_seven_days_though_one_of_them_is_shorter(put_in_paris):
    case = put_in_paris(*PARIS["acknowledged before midnight"][0])
    request = ask_for_time(allegation=case, words="Away.", by=liaison_of("SOUTH"))

    decide_time_request(request=request, is_granted=True, because="", by=make_user(Role.OFFICER))

    assert request.first_due_at == at("2021-03-27T23:00Z")
    assert Notification.objects.get().due_at == at("2021-04-03T22:00Z")
    owed = Reminder.objects.filter(dropped_at=None).order_by("due_at")
    assert list(owed.values_list("due_at", flat=True)) == [
        at("2021-04-01T22:00Z"),
        at("2021-04-03T22:00Z"),
    ]
