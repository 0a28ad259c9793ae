"""Rows locked for a decision, as they stand and in one order."""

import pytest
from django.db import transaction

from ceasefire.codes.incidents import CONCLUDED, IncidentState
from ceasefire.codes.roles import Role
from ceasefire.incidents.held import (
    MergedIncidentError,
    locked_incident,
    locked_incidents,
    mark_changed,
)
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident
from tests.builders.accounts import make_user
from tests.builders.field import make_incident
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db


def test_row_is_as_it_stands_not_as_it_was_read():
    incident = make_incident()
    Incident.objects.filter(pk=incident.pk).update(weapon="tank")

    with transaction.atomic():
        assert locked_incident(incident).weapon == "tank"


def test_rows_come_in_the_order_asked_for():
    one, other = make_incident(), make_incident()

    with transaction.atomic():
        assert locked_incidents(other, one) == [other, one]
        assert locked_incidents(one, one) == [one, one]


def test_what_is_part_of_another_is_refused():
    part, whole = make_incident(), make_incident()
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))

    for asked in ((part,), (whole, part), (part, whole)):
        with pytest.raises(MergedIncidentError), transaction.atomic():
            locked_incidents(*asked)


@pytest.mark.parametrize("state", IncidentState)
def test_only_what_was_concluded_is_marked_as_changed(state):
    incident = Incident(state=state)

    mark_changed(incident)

    assert incident.changed_since_verification == (state in CONCLUDED)
    assert incident.is_concluded == (state in CONCLUDED)


@pytest.mark.django_db(transaction=True)
def test_two_who_lock_the_same_rows_in_opposite_order_do_not_block_each_other():
    one, other = make_incident(), make_incident()

    def lock(*rows):
        def run():
            with transaction.atomic():
                return [row.pk for row in locked_incidents(*rows)]

        return run

    first, second = one_after_the_other(lock(one, other), lock(other, one))

    assert (first, second) == ([one.pk, other.pk], [other.pk, one.pk])
