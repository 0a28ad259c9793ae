"""What can never be true of an incident, whoever writes it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceasefire.codes.incidents import IncidentState
from ceasefire.incidents.models import Incident, IncidentRelation, ReportLink
from tests.builders.field import THAT_DAY, make_incident, make_report

pytestmark = pytest.mark.django_db


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"ends_at": THAT_DAY}, "incident_ends_after_it_begins"),
        ({"ends_at": THAT_DAY - timedelta(hours=1)}, "incident_ends_after_it_begins"),
        ({"latitude": 0.5}, "incident_has_a_whole_point_or_none"),
        ({"longitude": 0.5}, "incident_has_a_whole_point_or_none"),
        ({"state": "unable_to_verify"}, "incident_that_could_not_be_checked_says_why"),
        ({"unable_because": "too_late"}, "incident_that_could_not_be_checked_says_why"),
    ],
)
def test_database_refuses_what_cannot_be(facts, constraint):
    incident = make_incident()

    with refused(constraint), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(**facts)


def test_incident_is_never_merged_into_itself():
    incident = make_incident()

    with refused("incident_is_not_merged_into_itself"), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(merged_into=incident)


def test_reference_is_its_own():
    one, other = make_incident(), make_incident()

    assert (str(one), one.reference != other.reference) == (one.reference, True)
    with refused("reference"), transaction.atomic():
        Incident.objects.filter(pk=one.pk).update(reference=other.reference)


def test_report_is_linked_to_an_incident_once_at_a_time():
    make_incident(reports=[make_report()])
    link = ReportLink.objects.get()
    again = {name: getattr(link, name) for name in ("incident", "report", "kind", "made_by")}

    with refused("one_link_between_report_and_incident"), transaction.atomic():
        ReportLink.objects.create(**again)
    ReportLink.objects.update(parted_at=timezone.now())
    ReportLink.objects.create(**again)

    assert (ReportLink.objects.count(), ReportLink.objects.present().count()) == (2, 1)


def test_incidents_stand_so_to_each_other_once_at_a_time():
    one, other = make_incident(), make_incident()
    facts = {"incident": one, "other": other, "kind": "same", "made_by": one.opened_by}
    IncidentRelation.objects.create(**facts)

    with refused("one_relation_between_incidents"), transaction.atomic():
        IncidentRelation.objects.create(**facts)
    with refused("incident_relates_to_another"), transaction.atomic():
        IncidentRelation.objects.create(**{**facts, "other": one})


@pytest.mark.parametrize("state", IncidentState)
def test_incident_is_concluded_once_an_answer_stands(state):
    is_open = state in {IncidentState.REPORTED, IncidentState.UNDER_VERIFICATION}

    assert Incident(state=state).is_concluded == (not is_open)


def test_incident_is_counted_on_the_day_of_the_agreements_zone():
    incident = make_incident(datetime(2021, 3, 5, 22, 30, tzinfo=UTC))

    assert incident.local_day.isoformat() == "2021-03-06"
