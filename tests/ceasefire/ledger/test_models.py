"""Whoever asks the database to change the ledger is refused, the owner included."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ceasefire.ledger.models import LedgerEntry
from tests.builders.database import acting_as
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db
ROLES = ["ceasefire_web", "ceasefire_worker"]


@pytest.fixture
def entry():
    make_party()
    return LedgerEntry.objects.last()


@pytest.fixture
def kept(entry):
    """Fails afterwards if any entry was changed."""
    before = list(LedgerEntry.objects.values())
    yield entry
    assert list(LedgerEntry.objects.values()) == before


def test_owner_cannot_change_an_entry(kept):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        LedgerEntry.objects.filter(pk=kept.pk).update(reason="Another reason")


def test_owner_cannot_remove_an_entry(kept):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        kept.delete()


def test_saving_an_entry_again_is_refused(kept):
    kept.reason = "Another reason"

    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        kept.save()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ceasefire_ledgerentry SET reason = 'Another reason'",
        "DELETE FROM ceasefire_ledgerentry",
        "TRUNCATE ceasefire_ledgerentry",
        "ALTER TABLE ceasefire_ledgerentry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
@pytest.mark.usefixtures("kept")
def test_roles_of_the_service_may_not_even_try(role, statement):
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        acting_as(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("role", ROLES)
def test_roles_of_the_service_may_add(role, entry):
    entry.pk = None

    with acting_as(role):
        entry.save(force_insert=True)

    assert LedgerEntry.objects.last().pk == entry.pk


def test_entry_shows_what_was_done_to_what(entry):
    assert str(entry) == f"{entry.kind} {entry.subject_type} {entry.subject_id}"
