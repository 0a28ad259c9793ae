"""What was linked is parted, graded and related, and what was parted stays on record."""

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import links_of
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import IncidentRelation, ReportLink
from ceasefire.incidents.opening import (
    AlreadyLinkedError,
    NotLinkedError,
    grade_report,
    link_report,
    part_incidents,
    part_report,
    relate_incidents,
)
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import make_incident, make_report, make_verified
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
WHY = "Another bridge."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def link():
    """How a report stands to an incident that is not concluded."""
    make_incident(reports=[make_report()])
    return ReportLink.objects.get()


@pytest.fixture
def pair():
    return make_incident(), make_incident()


def relate(pair, by, kind=LinkKind.RESPONSE_TO):
    return relate_incidents(incident=pair[0], other=pair[1], kind=kind, by=by)


def test_parted_report_leaves_the_incident_and_stays_on_record(link, officer):
    parted = part_report(link=link, reason=WHY, by=officer)

    assert parted.parted_at is not None
    assert not links_of(link.incident).exists()
    assert ReportLink.objects.get() == link
    assert what_by_whom(link.incident) == ("incident.report_parted", officer.public_id, WHY)
    assert last_entry(link.incident).details == {"report": link.report.receipt}
    assert last_entry(link.incident).effects == effects("2021-03-05")


def test_parted_report_is_parted_once_and_may_be_linked_again(link, officer):
    part_report(link=link, reason=WHY, by=officer)

    with pytest.raises(NotLinkedError) as error:
        part_report(link=link, reason=WHY, by=officer)
    again = link_report(
        incident=link.incident, report=link.report, kind=LinkKind.PART_OF, by=officer
    )

    assert error.value.code == "not_linked"
    assert list(links_of(link.incident)) == [again]
    assert ReportLink.objects.count() == 2


def test_account_parted_after_an_answer_is_marked_as_a_change(officer):
    incident = make_verified()

    part_report(link=ReportLink.objects.get(), reason=WHY, by=officer)

    incident.refresh_from_db()
    assert incident.changed_since_verification


def test_account_of_a_merged_incident_is_not_parted(link, officer):
    merge_incidents(incident=link.incident, into=make_incident(), reason=WHY, by=officer)

    with pytest.raises(MergedIncidentError):
        part_report(link=link, reason=WHY, by=officer)

    link.refresh_from_db()
    assert link.parted_at is None


def test_account_is_graded_apart_from_its_source(link, officer):
    grade_report(link=link, credibility=Credibility.DOUBTFUL, by=officer)
    graded = grade_report(link=link, credibility=Credibility.PROBABLY, by=officer)

    assert (graded.credibility, graded.report.source.reliability) == ("2", "F")
    assert what_by_whom(link.incident) == ("incident.report_graded", officer.public_id, "")
    details = {"report": link.report.receipt, "old": "4", "new": "2"}
    assert (last_entry(link.incident).details, last_entry(link.incident).effects) == (details, {})


def test_incident_is_said_to_stand_so_to_another(pair, officer):
    relation = relate(pair, officer)

    assert (relation.incident, relation.other) == pair
    assert (relation.kind, relation.made_by, relation.parted_at) == ("response_to", officer, None)
    assert str(relation) == f"{pair[0]} is said to be a response to it {pair[1]}"
    assert what_by_whom(pair[0]) == ("incident.related", officer.public_id, "")
    assert last_entry(pair[0]).details == {"other": pair[1].reference, "relation": "response_to"}


def test_same_is_said_of_two_incidents_once(pair, officer):
    relate(pair, officer)

    with pytest.raises(AlreadyLinkedError):
        relate(pair, officer)
    relate(pair, officer, LinkKind.CONTRADICTS)
    relate(pair[::-1], officer)

    assert IncidentRelation.objects.count() == 3


def test_incident_stands_neither_to_itself_nor_to_another_agreement(pair, officer):
    for other in (pair[0], make_incident(agreement="DEMO-2")):
        with pytest.raises(ValidationError) as error:
            relate((pair[0], other), officer)
        assert set(error.value.message_dict) == {"other"}

    assert not IncidentRelation.objects.exists()


def test_merged_incident_is_not_related(pair, officer):
    merge_incidents(incident=pair[1], into=make_incident(), reason=WHY, by=officer)

    with pytest.raises(MergedIncidentError):
        relate(pair, officer)


def test_what_was_said_of_two_incidents_is_taken_back_once(pair, officer):
    relation = relate(pair, officer)

    parted = part_incidents(relation=relation, by=officer)
    with pytest.raises(NotLinkedError):
        part_incidents(relation=relation, by=officer)

    assert parted.parted_at is not None
    assert not IncidentRelation.objects.present().exists()
    assert kinds_of(pair[0])[1:] == ["incident.related", "incident.relation_parted"]
    assert last_entry(pair[0]).details == {"other": pair[1].reference, "relation": "response_to"}
    assert relate(pair, officer) != relation


@pytest.mark.django_db(transaction=True)
def test_of_two_who_part_a_report_at_once_one_is_refused():
    incident = make_incident(reports=[make_report()])
    link, officer = ReportLink.objects.get(), make_user(Role.OFFICER)

    def part():
        return part_report(link=link, reason=WHY, by=officer).pk

    assert one_after_the_other(part, part) == (link.pk, NotLinkedError)
    assert kinds_of(incident).count("incident.report_parted") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_link_a_report_at_once_one_is_refused():
    incident, report, officer = make_incident(), make_report(), make_user(Role.OFFICER)

    def link_it():
        return link_report(incident=incident, report=report, kind=LinkKind.SAME, by=officer).pk

    first, second = one_after_the_other(link_it, link_it)

    assert (first, second) == (ReportLink.objects.get().pk, AlreadyLinkedError)
