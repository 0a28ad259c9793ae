"""An incident may be shown if who told of it allows it, or if a party has spoken of it itself."""

import pytest

from ceasefire.allegations.services import (
    admit_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import stop_report
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import ReportLink
from ceasefire.incidents.opening import part_report
from ceasefire.verification.queries import incident_put_to, may_be_shown
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_claim,
    make_guarantor,
    make_notified,
)
from tests.builders.field import make_incident, make_report

pytestmark = pytest.mark.django_db
COUNT_ONLY, SHOW, PUT, PUBLISH = PermittedUse


def told(*permissions):
    """An incident of so many accounts, each with what may be done with it."""
    return make_incident(reports=[make_report(permitted_use=each) for each in permissions])


@pytest.mark.parametrize(
    ("permissions", "may"),
    [
        ([], False),
        ([COUNT_ONLY], False),
        ([SHOW], False),
        ([PUT], False),
        ([COUNT_ONLY, SHOW, PUT], False),
        ([PUBLISH], True),
        ([COUNT_ONLY, PUBLISH], True),
    ],
)
def test_one_account_that_may_be_published_is_enough(permissions, may):
    assert may_be_shown(told(*permissions)) == may


def test_account_that_was_parted_or_stopped_allows_nothing():
    parted, stopped = told(PUBLISH), told(PUBLISH)
    link, other = ReportLink.objects.order_by("pk")

    part_report(link=link, reason="Elsewhere", by=make_user(Role.OFFICER))
    stop_report(report=other.report, by=other.report.author)

    assert [may_be_shown(each) for each in (parted, stopped)] == [False, False]


def test_account_of_what_was_merged_counts_for_the_whole():
    part, whole = told(PUBLISH), told(SHOW)
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))

    assert may_be_shown(whole)


@pytest.mark.parametrize("merged", [True, False])
def test_admitted_allegation_of_it_is_enough(merged):
    incident, whole = told(COUNT_ONLY), told(COUNT_ONLY)
    make_admitted("NORTH", incident=incident)
    if merged:
        merge_incidents(incident=incident, into=whole, reason="One", by=make_user(Role.OFFICER))

    assert may_be_shown(whole if merged else incident)


@pytest.mark.parametrize("lodged_as", [LodgedAs.MONITOR, LodgedAs.OWN_INITIATIVE])
def test_allegation_that_no_party_lodged_permits_nothing(lodged_as):
    claim, incident = make_claim(lodged_as), told(SHOW)

    admit_allegation(allegation=claim, incident=incident, by=make_user(Role.OFFICER))

    assert not may_be_shown(incident)


def test_allegation_that_was_not_admitted_or_was_withdrawn_is_not():
    lodged, incident = make_allegation(), told(SHOW)
    refuse_allegation(allegation=lodged, reason="No act", by=make_user(Role.OFFICER))
    admitted = make_admitted("NORTH", incident=incident)

    withdraw_allegation(allegation=admitted, reason="Our own", by=liaison_of("NORTH"))

    assert not may_be_shown(incident)


def test_side_sees_an_incident_once_an_allegation_about_it_was_put_to_it():
    admitted, put = make_admitted(), make_notified()
    accuser, accused, guarantor = liaison_of("NORTH"), liaison_of("SOUTH"), make_guarantor("SOUTH")

    seen = {
        person: [
            each
            for each in (admitted, put)
            if incident_put_to(person, each.incident.public_id) == each.incident
        ]
        for person in (accuser, accused, guarantor, make_user(Role.DELEGATE))
    }

    assert list(seen.values()) == [[], [put], [put], []]


def test_side_sees_the_whole_that_an_incident_put_to_it_was_merged_into():
    put, whole = make_notified(), make_incident()
    part = put.incident
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))
    accused = liaison_of("SOUTH")

    assert incident_put_to(accused, whole.public_id) == whole
    assert incident_put_to(accused, part.public_id) is None
