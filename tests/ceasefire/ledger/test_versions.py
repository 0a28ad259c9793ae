"""What a row said after each change, written by the database itself."""

import pytest
from django.db import IntegrityError, connection, transaction

from ceasefire.allegations.models import AllegationVersion
from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident, IncidentVersion
from ceasefire.incidents.opening import change_incident
from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import make_user
from tests.builders.cases import make_admitted, make_allegation
from tests.builders.database import taken_back
from tests.builders.field import incident_facts, make_incident

pytestmark = pytest.mark.django_db
MODELS = {IncidentVersion: make_incident, AllegationVersion: make_allegation}


def change(incident, **facts):
    return change_incident(
        incident=incident,
        facts=incident_facts(**facts),
        reason="Told again",
        by=make_user(Role.OFFICER),
    )


def versions_of(incident):
    return IncidentVersion.objects.filter(pgh_obj=incident)


def test_every_change_makes_a_version():
    incident = make_incident()

    change(incident, act=Act.AIR)
    change(incident, act=Act.AIR, weapon="helicopter")

    assert list(versions_of(incident).values_list("act", "weapon")) == [
        ("indirect_fire", ""),
        ("air", ""),
        ("air", "helicopter"),
    ]
    assert [version.pgh_label for version in versions_of(incident)] == [
        "insert",
        "update",
        "update",
    ]


def test_same_facts_make_no_version():
    incident = make_incident()

    change(incident)
    Incident.objects.filter(pk=incident.pk).update(act="indirect_fire")

    assert versions_of(incident).count() == 1


def test_change_by_raw_statement_is_seen_too():
    incident = make_incident()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE ceasefire_incident SET weapon = 'tank' WHERE id = %s", [incident.pk])

    assert versions_of(incident).last().weapon == "tank"


def test_change_that_failed_leaves_no_version():
    incident = make_incident()

    with taken_back():
        change(incident, act=Act.AIR)

    assert versions_of(incident).count() == 1


@pytest.mark.django_db(transaction=True)
def test_version_and_entry_of_one_transaction_have_one_number():
    incident = make_incident()
    change(incident, act=Act.AIR)

    opened, changed = versions_of(incident)

    entries = LedgerEntry.objects.about(incident).order_by("pk")
    assert [opened.xact, changed.xact] == [entry.xact for entry in entries]
    assert opened.xact != changed.xact
    assert str(opened) == f"version {opened.pgh_id}"


def test_allegation_keeps_what_became_of_it():
    allegation = make_admitted()

    assert list(AllegationVersion.objects.values_list("state", "incident")) == [
        ("lodged", None),
        ("admissible", allegation.incident_id),
    ]


@pytest.mark.parametrize("model", MODELS)
def test_version_is_never_changed_or_removed(model):
    MODELS[model]()

    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        model.objects.update(state="withdrawn")
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        model.objects.all()._raw_delete("default")

    assert model.objects.count() == 1
