"""What was shown stays as it was shown, whoever asks the database to change it."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import withdraw
from tests.builders.database import acting_as
from tests.builders.parties import make_party
from tests.builders.publication import show

pytestmark = pytest.mark.django_db
SHOWN = [
    "kind", "public_id", "version", "version_id", "audience", "agreement", "sort_at", "document",
    "published_at", "embargo_until", "reason", "by_id", "xact", "id",
]  # fmt: skip
TABLE = PublishedVersion._meta.db_table


@pytest.fixture
def version():
    make_party("NORTH")
    return PublishedVersion.objects.get()


@pytest.fixture
def withdrawn(version):
    """A superseded tombstone, and the version that took its place."""
    party = make_party("SOUTH")
    withdraw(kind=PublishedKind.PARTY, subject=party, by=User.objects.system(), reason="In doubt")
    show(party, "South")
    return PublishedVersion.objects.get(public_id=str(party.public_id), version=1)


def other_value(field):
    values = {
        "CharField": "'other'", "TextField": "'other'", "JSONField": "'{}'",
        "UUIDField": "gen_random_uuid()", "DateTimeField": "now() + interval '1 day'",
    }  # fmt: skip
    return values.get(field.get_internal_type(), "424242")


@pytest.mark.parametrize("role", ["ceasefire", "ceasefire_web"])
@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.usefixtures("version")
def test_nothing_that_was_shown_can_be_changed(name, role):
    field = next(each for each in PublishedVersion._meta.fields if each.attname == name)
    statement = f'UPDATE {TABLE} SET "{field.column}" = {other_value(field)}'

    with (
        pytest.raises(IntegrityError, match="never changed or removed"),
        transaction.atomic(),
        acting_as(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_list_of_what_was_shown_is_complete():
    marks = {"superseded_at", "withdrawn_at", "withdrawn_because"}

    assert {field.attname for field in PublishedVersion._meta.fields} == {*SHOWN, *marks}


def test_owner_cannot_remove_a_version(version):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        version.delete()


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("ceasefire_web", f"DELETE FROM {TABLE}"),
        ("ceasefire_web", f"TRUNCATE {TABLE}"),
        ("ceasefire_worker", f"DELETE FROM {TABLE}"),
    ],
)
@pytest.mark.usefixtures("version")
def test_roles_of_the_service_may_not_even_try_to_remove(role, statement):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        acting_as(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "marks",
    [
        {"withdrawn_at": None, "withdrawn_because": ""},
        {"withdrawn_because": "Another reason"},
        {"withdrawn_at": timezone.now()},
        {"superseded_at": None},
        {"superseded_at": timezone.now()},
    ],
    ids=["not withdrawn", "another reason", "another moment", "current again", "another moment"],
)
def test_mark_once_set_stays(withdrawn, marks):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        PublishedVersion.objects.filter(pk=withdrawn.pk).update(**marks)


def test_withdrawal_needs_a_reason(version):
    version.withdrawn_at = timezone.now()

    with pytest.raises(IntegrityError, match="withdrawn_version_says_why"), transaction.atomic():
        version.save(update_fields=["withdrawn_at"])


def test_one_record_has_one_current_version(version):
    version.pk, version.version_id = None, "00000000-0000-4000-8000-000000000000"
    version.version = 2

    with pytest.raises(IntegrityError, match="one_current_version"), transaction.atomic():
        version.save(force_insert=True)


def test_version_is_shown_by_kind_id_and_number(version):
    assert str(version) == f"party {version.public_id} v1"
