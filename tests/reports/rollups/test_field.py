from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.documents import allegation_document
from ceasefire.allegations.services import (
    admit_allegation,
    hold_back_allegation,
    withdraw_allegation,
)
from ceasefire.codes.allegations import LodgedAs, ResponseKind
from ceasefire.codes.observations import Hindrance, PermittedUse
from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.monitoring.coverage import stop_coverage
from ceasefire.publication.services import publish
from ceasefire.verification.publishing import publish_incident, withdraw_incident
from reports.rollups.models import DailyMarginal, DirtyDay
from reports.rollups.services import recount_dirty_days
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_answered,
    make_claim,
    make_notified,
    make_self_report,
    make_unput,
    put,
)
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    make_coverage,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    system,
)

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 5)


def counted(*dimensions, day=DAY):
    """The marginals of the day as the next sweep leaves them."""
    recount_dirty_days()
    assert not DirtyDay.objects.exists()
    rows = DailyMarginal.objects.filter(day=day, dimension__in=dimensions)
    return {(each.key, each.state): each.count for each in rows}


def test_published_incident_is_counted_and_one_that_is_not_is_a_number():
    make_published()
    make_incident(reports=[make_report()])
    make_verified(reports=[make_report(permitted_use=PermittedUse.COUNT_ONLY)])

    assert counted("incident_act") == {("indirect_fire", "verified"): 1}
    assert counted("incident_area") == {("DV-N", "verified"): 1}
    assert counted("unshown") == {("incident", "being_checked"): 1, ("incident", "not_shown"): 1}


def test_withdrawn_incident_is_counted_no_more():
    incident = make_published()
    counted("incident_act")

    withdraw_incident(incident=incident, reason="A mistake.", by=make_user(Role.OFFICER))

    assert counted("incident_act") == {}
    assert counted("unshown") == {("incident", "not_shown"): 1}


def test_duplicate_reports_of_one_incident_count_once():
    make_published(reports=[make_report() for _ in range(5)])

    assert counted("incident_act") == {("indirect_fire", "verified"): 1}


def test_incident_is_counted_on_the_day_of_the_agreements_zone():
    make_published(datetime(2021, 3, 5, 23, 30, tzinfo=UTC))

    assert counted("incident_act") == {}
    assert counted("incident_act", day=date(2021, 3, 6)) == {("indirect_fire", "verified"): 1}


def test_under_a_mandate_to_record_incidents_are_recorded_only():
    make_field(acts=(*RECORD_ONLY, "publish"))
    publish_incident(incident=make_incident(reports=[make_report()]), by=make_user(Role.OFFICER))

    assert counted("incident_act") == {("indirect_fire", "recorded"): 1}


def test_casualties_of_accounts_are_a_range_never_a_sum():
    make_published(reports=[make_report(killed=(2, 3)), make_report(killed=(1, 2))])

    key = "verified/killed/civilian"
    assert counted("casualty") == {(key, "incidents"): 1, (key, "low"): 1, (key, "high"): 3}


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        (ResponseKind.ADMIT, "accepted"),
        (ResponseKind.DENY, "disputed"),
        (ResponseKind.REMEDIAL_ACTION, "answered"),
    ],
)
def test_allegation_is_counted_as_it_was_answered(kind, standing):
    allegation = make_answered(kind=kind, incident=make_published())

    key = f"{allegation.complainant.public_id}/{allegation.accused.public_id}"
    assert counted("allegation") == {(key, "alleged"): 1, (key, "verified"): 1, (key, standing): 1}


def test_silence_is_awaited_then_no_response(time_machine):
    allegation = make_notified()
    before = counted("allegation")
    time_machine.move_to(allegation.notification.due_at + timedelta(seconds=1))

    DirtyDay.objects.create(agreement=allegation.agreement, day=DAY)

    assert {state for _, state in before} == {"alleged", "awaited"}
    assert {state for _, state in counted("allegation")} == {"alleged", "no_response"}


def test_allegation_is_not_verified_by_an_incident_that_is_not_shown():
    make_notified(incident=make_verified())

    assert {state for _, state in counted("allegation")} == {"alleged", "awaited"}


def test_allegation_of_a_merged_incident_is_verified_by_the_other():
    part, whole = make_incident(), make_published()
    make_notified(incident=part)
    merge_incidents(incident=part, into=whole, reason="One shelling.", by=make_user(Role.OFFICER))

    assert {state for _, state in counted("allegation")} == {"alleged", "verified", "awaited"}


def test_allegation_that_was_withdrawn_or_held_back_is_counted_no_more():
    withdrawn, held_back = make_notified(), make_notified("SOUTH")
    assert len(counted("allegation")) == 4

    withdraw_allegation(allegation=withdrawn, reason="Settled.", by=liaison_of("NORTH"))
    by = make_user(Role.ADJUDICATOR)
    hold_back_allegation(allegation=held_back, reason="For safety.", by=by)

    assert counted("allegation") == {}


def test_allegations_of_others_and_reports_on_oneself_are_in_no_pair():
    for claim in (make_self_report(), make_claim(LodgedAs.THIRD_PARTY)):
        admit_allegation(allegation=claim, by=make_user(Role.OFFICER))
    put(claim)

    assert counted("allegation") == {}
    assert counted("allegation_by") == {
        ("self_report", "alleged"): 1,
        ("third_party", "alleged"): 1,
    }
    assert ("allegation", "not_asked") not in counted("unshown")


def test_allegation_published_before_it_was_told_how_it_was_lodged_is_a_party_s():
    allegation = make_notified()
    told = allegation_document(allegation)
    before = {name: each for name, each in told.body.items() if name != "lodged_as"}

    publish(subject=allegation, document=replace(told, body=before), by=system())

    assert {state for _, state in counted("allegation")} == {"alleged", "awaited"}


def test_admitted_allegation_that_nobody_was_asked_about_is_a_number():
    make_admitted()

    assert counted("allegation") == {}
    assert counted("unshown")[("allegation", "not_asked")] == 1


def test_what_is_not_put_for_safety_stays_a_number_on_its_day_and_is_told_on_no_other():
    make_unput()

    assert counted("unshown")[("allegation", "not_asked")] == 1
    DirtyDay.objects.create(agreement=Agreement.objects.get(), day=date(2021, 3, 1))
    assert counted("allegation", "allegation_by", "unshown", day=date(2021, 3, 1)) == {}


def test_coverage_is_cut_at_local_midnight_and_gone_when_it_is_taken_back():
    coverage = make_coverage(datetime(2021, 3, 5, 20, tzinfo=UTC), hours=4)
    make_coverage(THAT_DAY, hours=1, area="DV-S", hindrance=Hindrance.DENIAL)

    assert counted("coverage") == {
        ("DV-N", "minutes_seen"): 120,
        ("DV-N", "days_seen"): 1,
        ("DV-S", "minutes_unseen"): 60,
        ("DV-S", "days_unseen"): 1,
    }
    assert counted("coverage", day=date(2021, 3, 6))[("DV-N", "minutes_seen")] == 120
    stop_coverage(coverage=coverage, by=coverage.author)
    assert counted("coverage", day=date(2021, 3, 6)) == {}
