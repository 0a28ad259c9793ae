"""An entry and the change it tells of are kept together or not at all."""

import pytest
from django.db import connection, transaction

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.services import record
from ceasefire.ledger.signals import entry_recorded
from ceasefire.outbox.models import Letter
from ceasefire.parties.models import Party
from tests.builders.accounts import make_user
from tests.builders.database import taken_back
from tests.builders.days import days_of
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver():
    """Connect a receiver of `entry_recorded` for the length of one test."""
    connected = []

    def connect(function):
        entry_recorded.connect(function, weak=False)
        connected.append(function)

    yield connect
    for function in connected:
        entry_recorded.disconnect(function)


def owe_a_letter(sender, entry, **_):
    Letter.objects.create(to_address="a@people.invalid", from_address="r@record.invalid")


def test_entry_says_who_did_what_to_what_and_why():
    party, officer = make_party("NORTH"), make_user(Role.OFFICER)

    entry = record(
        EntryKind.PARTY_RECORDED, subject=party, by=officer, reason="A new source", number=7
    )

    entry.refresh_from_db()
    assert (entry.kind, entry.reason) == ("party.recorded", "A new source")
    assert (entry.subject_type, entry.subject_id) == ("ceasefire.party", str(party.public_id))
    assert (entry.actor_id, entry.actor_role) == (officer.public_id, "officer")
    assert entry.details == {"number": 7}
    assert entry.effects == {}


def test_entry_says_which_days_and_areas_it_touches():
    effects = Effects.on("DEMO-1", days_of("2017-02-10", "2017-02-09"), {"DV02", "DV01"})

    entry = record(
        EntryKind.PARTY_RECORDED, subject=make_party(), by=User.objects.system(), effects=effects
    )

    entry.refresh_from_db()
    assert entry.effects == {
        "agreement": "DEMO-1",
        "areas": ["DV01", "DV02"],
        "days": ["2017-02-09", "2017-02-10"],
    }


def test_entry_keeps_the_role_its_author_had_then():
    person = make_user(Role.OFFICER)
    entry = record(EntryKind.PARTY_RECORDED, subject=make_party(), by=person)

    User.objects.filter(pk=person.pk).update(role=Role.AUDITOR)

    entry.refresh_from_db()
    assert entry.actor_role == "officer"


def test_entries_of_one_transaction_carry_its_number():
    party, system = make_party(), User.objects.system()

    entries = [record(EntryKind.PARTY_RECORDED, subject=party, by=system) for _ in range(2)]

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        [number] = cursor.fetchone()
    for entry in entries:
        entry.refresh_from_db()
    assert [entry.xact for entry in entries] == [number, number]


@pytest.mark.django_db(transaction=True)
def test_later_transaction_has_a_greater_number():
    party, system = make_party(), User.objects.system()

    for _ in range(2):
        with transaction.atomic():
            record(EntryKind.PARTY_RECORDED, subject=party, by=system)

    numbers = [entry.xact for entry in LedgerEntry.objects.all()]
    assert numbers == sorted(numbers)
    assert numbers[-1] > numbers[-2]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    party, system = make_party(), User.objects.system()
    before = LedgerEntry.objects.count()

    with pytest.raises(RuntimeError, match="transaction"):
        record(EntryKind.PARTY_RECORDED, subject=party, by=system)

    assert LedgerEntry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_entry_is_lost_with_the_change_that_failed():
    party, system = make_party(names={"en": "North"}), User.objects.system()
    before = LedgerEntry.objects.count()

    with taken_back():
        Party.objects.filter(pk=party.pk).update(names={"en": "South"})
        record(EntryKind.PARTY_RECORDED, subject=party, by=system)

    party.refresh_from_db()
    assert party.names == {"en": "North"}
    assert LedgerEntry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_rows_owed_are_kept_or_lost_with_the_entry(receiver):
    party, system = make_party(), User.objects.system()
    receiver(owe_a_letter)

    with transaction.atomic():
        record(EntryKind.PARTY_RECORDED, subject=party, by=system)
    with taken_back():
        record(EntryKind.PARTY_RECORDED, subject=party, by=system)
        assert Letter.objects.count() == 2

    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_receiver_that_fails_takes_the_change_with_it(receiver):
    def fail(sender, entry, **_):
        raise ZeroDivisionError

    party, system = make_party(), User.objects.system()
    before = LedgerEntry.objects.count()
    receiver(fail)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(EntryKind.PARTY_RECORDED, subject=party, by=system)

    assert LedgerEntry.objects.count() == before


def test_receiver_is_told_the_entry_inside_the_transaction(receiver):
    told = []
    receiver(lambda sender, entry, **_: told.append((entry.pk, connection.in_atomic_block)))

    entry = record(EntryKind.PARTY_RECORDED, subject=make_party(), by=User.objects.system())

    assert told[-1] == (entry.pk, True)
