"""Who may read what was sent in, and for how long. For every "cannot see" a row that could leak."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from time_machine import travel

from ceasefire.accounts.services import suspend
from ceasefire.accounts.teams import add_member, remove_member, set_lead
from ceasefire.codes.roles import STAFF, SUBMITTING, Role
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.monitoring.coverage import stop_coverage
from ceasefire.monitoring.models import Coverage, MonitorReport, Source
from ceasefire.monitoring.reports import look_at_report
from tests.builders.accounts import make_team, make_user
from tests.builders.field import THAT_DAY, make_coverage, make_report, report_facts, system

pytestmark = pytest.mark.django_db
BUILDERS = {MonitorReport: make_report, Coverage: make_coverage}
HOURS = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=BUILDERS, ids=lambda model: model.__name__)
def kind(request):
    """A kind of row that is sent in: how it is made, and who sees which."""

    def seen_by(user):
        return list(request.param.objects.visible_to(user).order_by("pk"))

    return BUILDERS[request.param], seen_by


def sent_ago(make, passed, **facts):
    with travel(timezone.now() - passed, tick=False):
        return make(**facts)


@pytest.mark.parametrize("role", STAFF)
def test_staff_see_everything_however_old(kind, role):
    make, seen_by = kind
    rows = [sent_ago(make, 900 * HOURS), make()]

    assert seen_by(make_user(role)) == rows


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF])
def test_others_see_nothing_of_what_somebody_else_sent(kind, role):
    make, seen_by = kind
    for sender in SUBMITTING:
        make(by=make_user(sender))

    assert seen_by(make_user(role)) == []


def test_visitor_and_suspended_see_nothing(kind):
    make, seen_by = kind
    monitor, officer = make_user(Role.MONITOR), make_user(Role.OFFICER)
    make(by=monitor)

    for person in (monitor, officer):
        suspend(person=person, by=system(), reason="Left")
        person.refresh_from_db()

    assert [seen_by(each) for each in (AnonymousUser(), monitor, officer)] == [[], [], []]


def test_phone_shows_its_own_for_48_hours(kind, time_machine):
    make, seen_by = kind
    time_machine.move_to("2021-03-08T12:00:00Z", tick=False)
    monitor = make_user(Role.MONITOR)
    sent_ago(make, 48 * HOURS, by=monitor)
    fresh = [sent_ago(make, 48 * HOURS - MINUTE, by=monitor), make(by=monitor)]
    make()

    assert seen_by(monitor) == fresh


@pytest.mark.parametrize("role", [Role.LIAISON, Role.PROGRAM])
def test_liaison_and_program_see_their_own_however_old(kind, role):
    make, seen_by = kind
    person = make_user(role)
    own = sent_ago(make, 900 * HOURS, by=person)
    make(by=make_user(role))

    assert seen_by(person) == [own]


def test_whoever_leads_a_team_sees_what_it_sent_while_fresh(kind):
    make, seen_by = kind
    lead, mate, stranger = (make_user(Role.MONITOR) for _ in range(3))
    make_team(members=[lead, mate])
    make_team(members=[stranger])
    sent_ago(make, 49 * HOURS, by=mate)
    own, of_mate = make(by=lead), make(by=mate)
    make(by=stranger)

    assert seen_by(lead) == [own, of_mate]
    assert seen_by(mate) == [of_mate]


def test_only_who_leads_now_sees_what_the_team_sent(kind):
    make, seen_by = kind
    lead, second, mate = (make_user(Role.MONITOR) for _ in range(3))
    team = make_team(members=[lead, mate, second])
    row = make(by=mate)

    set_lead(team=team, person=second, is_lead=True, by=system())
    remove_member(team=team, person=lead, by=system())

    assert [seen_by(each) for each in (lead, second, mate)] == [[], [row], [row]]


def test_who_changed_teams_leaves_what_they_sent_with_the_old_team(kind):
    make, seen_by = kind
    old_lead, lead, mate = (make_user(Role.MONITOR) for _ in range(3))
    old, team = make_team(members=[old_lead, mate]), make_team(members=[lead])
    row = make(by=mate)

    remove_member(team=old, person=mate, by=system())
    add_member(team=team, person=mate, by=system())

    assert [seen_by(each) for each in (old_lead, lead, mate)] == [[row], [], [row]]


@pytest.mark.parametrize("role", [*Role, "visitor", "suspended"])
def test_only_officers_know_sources(role):
    make_report()
    user = AnonymousUser() if role == "visitor" else None
    user = user or make_user(Role.OFFICER if role == "suspended" else role)
    if role == "suspended":
        suspend(person=user, by=system(), reason="Left")
        user.refresh_from_db()

    assert Source.objects.visible_to(user).count() == (1 if role == Role.OFFICER else 0)


def test_usable_is_what_was_neither_stopped_nor_corrected():
    stopped, corrected, plain = make_report(), make_report(), make_report()

    stop_report(report=stopped, by=stopped.author)
    correction = correct_report(report=corrected, facts=report_facts(), by=corrected.author)

    usable = list(MonitorReport.objects.usable().order_by("pk"))
    standing = list(MonitorReport.objects.standing().order_by("pk"))
    assert usable == [plain, correction]
    assert standing == [corrected, plain, correction]
    found = MonitorReport.objects.in_bulk([row.pk for row in (stopped, corrected, plain)])
    assert [found[row.pk].is_usable for row in (stopped, corrected, plain)] == [False, False, True]


def test_longest_waiting_is_looked_at_first():
    late, early = make_report(), sent_ago(make_report, 3 * HOURS)
    looked_at, stopped = make_report(), make_report()
    look_at_report(report=looked_at, by=make_user(Role.OFFICER))
    stop_report(report=stopped, by=stopped.author)

    assert list(MonitorReport.objects.awaiting_triage()) == [early, late]


def test_coverage_between_two_moments_is_what_overlaps_them():
    row, stopped = make_coverage(THAT_DAY, hours=2), make_coverage(THAT_DAY, hours=2)
    stop_coverage(coverage=stopped, by=stopped.author)

    def between(start, end):
        return list(Coverage.objects.between(THAT_DAY + start * HOURS, THAT_DAY + end * HOURS))

    assert between(-1, 1) == between(1, 9) == between(-1, 9) == [row]
    assert between(-1, 0) == between(2, 9) == []


def test_own_report_is_found_by_its_receipt_however_old_and_typed():
    monitor = make_user(Role.MONITOR)
    old, others = sent_ago(make_report, 900 * HOURS, by=monitor), make_report()

    def found(row, typed):
        return list(MonitorReport.objects.own_with_receipt(monitor, typed(row.receipt)))

    assert found(old, str.lower) == found(old, lambda text: text.replace("-", "")) == [old]
    assert found(others, str) == []


def test_latest_that_somebody_sent_comes_first_however_old():
    monitor = make_user(Role.MONITOR)
    rows = [sent_ago(make_report, passed * HOURS, by=monitor) for passed in (1, 900, 0)]
    make_report()

    assert list(MonitorReport.objects.latest_of(monitor)) == [rows[2], rows[0], rows[1]]
