"""How an incident comes about, is changed, and which accounts belong to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.agreements import Act
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import stop_report
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.incidents.opening import (
    AlreadyLinkedError,
    change_incident,
    link_report,
    open_incident,
    open_incident_from,
)
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.held import ReportNotUsableError
from ceasefire.monitoring.models import MonitorReport
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import (
    THAT_DAY,
    incident_facts,
    make_field,
    make_incident,
    make_report,
    make_verified,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
WHY = "The second account says so."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def link(incident, report, by, kind=LinkKind.SAME):
    return link_report(incident=incident, report=report, kind=kind, by=by)


def test_incident_is_what_an_officer_reads(officer):
    field = make_field()

    incident = open_incident(
        agreement=field,
        facts=incident_facts(weapon="tank", target="SOUTH", harms_protected=True),
        by=officer,
    )

    incident.refresh_from_db()
    assert (incident.agreement, incident.opened_by) == (field, officer)
    assert (incident.act, incident.weapon, incident.target.code) == (
        "indirect_fire",
        "tank",
        "SOUTH",
    )
    assert (incident.begins_at, incident.area.code) == (THAT_DAY, "DV-N")
    assert (incident.state, incident.unable_because, incident.merged_into) == ("reported", "", None)
    assert (incident.harms_protected, incident.changed_since_verification) == (True, False)
    assert what_by_whom(incident) == ("incident.opened", officer.public_id, "")
    assert last_entry(incident).effects == effects("2021-03-05")


def test_what_is_not_known_stays_open(officer):
    incident = open_incident(agreement=make_field(), facts=incident_facts(act=None), by=officer)

    assert (incident.act, incident.weapon, incident.target) == ("", "", None)
    assert not incident.harms_protected


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"place": "demo:unknown"}, "place"), ({"act": "sorcery"}, "act"), ({"place": None}, None)],
)
def test_facts_that_do_not_fit_open_nothing(officer, facts, field):
    agreement = make_field()

    with pytest.raises(ValidationError) as error:
        open_incident(agreement=agreement, facts=incident_facts(**facts), by=officer)

    assert set(error.value.message_dict) == {field or "place_text"}
    assert not Incident.objects.exists()


def test_incident_opened_from_a_report_rests_on_it(officer):
    report = make_report()

    incident = open_incident_from(report=report, facts=incident_facts(), by=officer)

    found = ReportLink.objects.get()
    assert (found.incident, found.report, found.kind) == (incident, report, "same")
    assert (found.made_by, found.credibility, found.parted_at) == (officer, "", None)
    assert str(found) == f"{report} tells of the same {incident}"
    assert MonitorReport.objects.get().state == "linked"
    assert kinds_of(incident) == ["incident.opened", "incident.report_linked"]
    assert last_entry(incident).details == {"report": report.receipt, "link": "same"}
    assert last_entry(incident).effects == effects("2021-03-05")


def test_report_that_belongs_to_an_incident_opens_no_other(officer):
    report = make_report()
    make_incident(reports=[report])

    with pytest.raises(AlreadyLinkedError) as error:
        open_incident_from(report=report, facts=incident_facts(), by=officer)

    assert error.value.code == "already_linked"
    assert Incident.objects.count() == 1


def test_report_that_its_author_stopped_opens_nothing(officer):
    report = make_report()
    stop_report(report=report, by=report.author)
    before = LedgerEntry.objects.count()

    with pytest.raises(ReportNotUsableError):
        open_incident_from(report=report, facts=incident_facts(), by=officer)

    assert not Incident.objects.exists()
    assert LedgerEntry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_opens_an_incident_from_a_report():
    report, officers = make_report(), [make_user(Role.OFFICER) for _ in range(2)]

    def open_by(officer):
        return lambda: open_incident_from(report=report, facts=incident_facts(), by=officer).pk

    first, second = one_after_the_other(*map(open_by, officers))

    assert (first, second) == (Incident.objects.get().pk, AlreadyLinkedError)
    assert ReportLink.objects.count() == 1


def test_change_says_what_changed_and_which_days_it_touches(officer):
    incident = make_incident()
    later = datetime(2021, 3, 7, 9, tzinfo=UTC)

    changed = change_incident(
        incident=incident,
        facts=incident_facts(later, act=Act.DIRECT_FIRE, area="DV-S"),
        reason=WHY,
        by=officer,
    )

    assert (changed.begins_at, changed.act, changed.area.code) == (later, "direct_fire", "DV-S")
    assert what_by_whom(incident) == ("incident.changed", officer.public_id, WHY)
    assert last_entry(incident).details == {"changed": ["act", "area", "begins_at", "ends_at"]}
    assert last_entry(incident).effects == effects(
        "2021-03-05", "2021-03-07", areas=("DV-N", "DV-S")
    )
    assert not changed.changed_since_verification


def test_same_facts_change_nothing(officer):
    incident = make_verified(weapon="tank", target="SOUTH")
    kinds = kinds_of(incident)

    same = change_incident(
        incident=incident,
        facts=incident_facts(weapon="tank", target="SOUTH"),
        reason=WHY,
        by=officer,
    )

    assert not same.changed_since_verification
    assert kinds_of(incident) == kinds


@pytest.mark.parametrize(
    ("facts", "changed"),
    [
        ({"weapon": "tank"}, "weapon"),
        ({"target": "SOUTH"}, "target"),
        ({"harms_protected": True}, "harms_protected"),
        ({"place_text": "at the mill"}, "place_text"),
        ({"act": Act.AIR}, "act"),
    ],
)
def test_every_change_after_an_answer_is_marked(officer, facts, changed):
    incident = make_verified()

    change_incident(incident=incident, facts=incident_facts(**facts), reason=WHY, by=officer)

    incident.refresh_from_db()
    assert (incident.state, incident.changed_since_verification) == ("verified", True)
    assert last_entry(incident).details == {"changed": [changed]}


def test_change_that_does_not_fit_is_refused(officer):
    incident = make_incident()

    with pytest.raises(ValidationError):
        change_incident(
            incident=incident, facts=incident_facts(act="sorcery"), reason=WHY, by=officer
        )

    incident.refresh_from_db()
    assert incident.act == "indirect_fire"


def test_second_account_is_linked_not_copied(officer):
    incident, report = make_incident(reports=[make_report()]), make_report()

    found = link(incident, report, officer, LinkKind.CONTRADICTS)

    assert (found.incident, found.report, found.kind) == (incident, report, "contradicts")
    assert [each.state for each in MonitorReport.objects.all()] == ["linked", "linked"]
    assert what_by_whom(incident) == ("incident.report_linked", officer.public_id, "")
    assert last_entry(incident).details == {"report": report.receipt, "link": "contradicts"}
    assert last_entry(incident).effects == effects("2021-03-05")


def test_report_may_belong_to_two_incidents(officer):
    report = make_report()
    incidents = [make_incident(reports=[report]), make_incident(THAT_DAY + timedelta(days=1))]

    link(incidents[1], report, officer, LinkKind.PART_OF)

    assert [each.incident for each in report.links.present()] == incidents


def test_report_is_linked_to_an_incident_once(officer):
    report = make_report()
    incident = make_incident(reports=[report])

    with pytest.raises(AlreadyLinkedError):
        link(incident, report, officer, LinkKind.PART_OF)

    assert ReportLink.objects.count() == 1


def test_report_about_another_agreement_is_not_linked(officer):
    incident, report = make_incident(), make_report(agreement="DEMO-2")

    with pytest.raises(ValidationError) as error:
        link(incident, report, officer)

    assert set(error.value.message_dict) == {"report"}
    assert MonitorReport.objects.get().state == "submitted"


def test_report_that_its_author_stopped_is_not_linked(officer):
    incident, report = make_incident(), make_report()
    stop_report(report=report, by=report.author)

    with pytest.raises(ReportNotUsableError):
        link(incident, report, officer)

    assert not ReportLink.objects.exists()


@pytest.mark.parametrize("make", [make_incident, make_verified])
def test_account_after_an_answer_is_marked_as_a_change(officer, make):
    incident = make()

    link(incident, make_report(), officer)

    incident.refresh_from_db()
    assert incident.changed_since_verification == (make is make_verified)


def test_what_was_merged_into_another_is_worked_on_there(officer):
    part, report = make_incident(), make_report()
    merge_incidents(incident=part, into=make_incident(), reason=WHY, by=officer)

    with pytest.raises(MergedIncidentError) as error:
        link(part, report, officer)
    with pytest.raises(MergedIncidentError):
        change_incident(
            incident=part, facts=replace(incident_facts(), act=Act.AIR), reason=WHY, by=officer
        )

    assert error.value.code == "incident_merged"
    assert kinds_of(part) == ["incident.opened", "incident.merged"]
