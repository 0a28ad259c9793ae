"""Who may send in, look at and read; the list's face is tried in test_report_querysets."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from time_machine import travel

from ceasefire.codes.roles import STAFF, SUBMITTING, Role
from tests.builders.accounts import make_suspended, make_team, make_user
from tests.builders.field import make_coverage, make_report

pytestmark = pytest.mark.django_db
CALLERS = [*Role, "visitor", *(("suspended", role) for role in (*STAFF, *SUBMITTING))]
ALLOWED = {
    "submit_report": SUBMITTING,
    "submit_on_pages": [Role.MONITOR, Role.LIAISON],
    "see_reports": STAFF,
    "read_reports": [*STAFF, Role.MONITOR, Role.LIAISON],
    "read_whole_report": [Role.OFFICER, Role.AUDITOR],
    "triage_report": [Role.OFFICER],
    "view_source": [Role.OFFICER],
    "view_monitor_report": STAFF,
    "view_coverage": STAFF,
}
VIEWS = ["ceasefire.view_monitor_report", "ceasefire.view_coverage"]
WHOLE = "ceasefire.read_whole_report"


def caller(word):
    if word == "visitor":
        return AnonymousUser()
    return make_suspended(word[1]) if isinstance(word, tuple) else make_user(word)


@pytest.mark.parametrize("word", CALLERS, ids=str)
def test_permissions_are_those_of_the_role(word):
    user, row = caller(word), make_report()

    allowed = [name for name in ALLOWED if user.has_perm(f"ceasefire.{name}", row)]

    assert allowed == [name for name, roles in ALLOWED.items() if word in roles]


@pytest.mark.parametrize("role", SUBMITTING)
@pytest.mark.parametrize(
    ("make", "view"),
    [(make_report, VIEWS[0]), (make_report, WHOLE), (make_coverage, VIEWS[1])],
)
def test_who_sent_it_may_read_it_and_on_a_phone_for_48_hours(role, make, view):
    person, now = make_user(role), "2021-03-08T12:00:00+00:00"
    with travel(now, tick=False):
        row = make(by=person)

    with travel(now, tick=False) as clock:
        clock.shift(timedelta(hours=48, minutes=-1))
        assert person.has_perm(view, row)
        clock.shift(timedelta(minutes=1))
        assert person.has_perm(view, row) == (role != Role.MONITOR)


def test_who_leads_the_team_may_read_what_it_sent():
    lead, mate = make_user(Role.MONITOR), make_user(Role.MONITOR)
    make_team(members=[lead, mate])
    of_mate, of_lead, of_stranger = make_report(by=mate), make_report(by=lead), make_report()

    assert lead.has_perm(VIEWS[0], of_mate)
    assert not mate.has_perm(VIEWS[0], of_lead)
    assert not lead.has_perm(VIEWS[0], of_stranger)


@pytest.mark.parametrize("view", VIEWS)
def test_without_a_row_only_staff_may(view):
    may = [role for role in Role if make_user(role).has_perm(view)]

    assert may == STAFF
