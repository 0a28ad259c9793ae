import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.models import User
from ceasefire.codes.roles import STAFF, Role
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import subject_key
from ceasefire.ledger.services import record
from ceasefire.outbox.models import Letter
from tests.builders.accounts import make_user
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db


def test_about_tells_the_entries_of_one_row_oldest_first():
    party, other = make_party(), make_party()
    system = User.objects.system()
    later = record(EntryKind.PARTY_RECORDED, subject=party, by=system, reason="Later")
    record(EntryKind.PARTY_RECORDED, subject=other, by=system)

    entries = list(LedgerEntry.objects.about(party))

    assert {entry.subject_id for entry in entries} == {str(party.public_id)}
    assert entries[-1] == later
    assert [entry.pk for entry in entries] == sorted(entry.pk for entry in entries)


def test_row_of_another_kind_with_the_same_key_is_not_meant():
    party = make_party()
    LedgerEntry.objects.create(
        kind=EntryKind.ROUND_RECORDED,
        subject_type="ceasefire.round",
        subject_id=str(party.public_id),
        actor_id=User.objects.system().public_id,
        actor_role=Role.SYSTEM,
    )

    assert not LedgerEntry.objects.about(party).filter(kind=EntryKind.ROUND_RECORDED).exists()


@pytest.mark.parametrize("role", STAFF)
def test_staff_see_what_others_did(role):
    entry = record(EntryKind.PARTY_RECORDED, subject=make_party(), by=User.objects.system())

    assert entry in LedgerEntry.objects.visible_to(make_user(role))


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF])
def test_others_see_only_what_they_did_themselves(role):
    party, reader = make_party(), make_user(role)
    own = record(EntryKind.PARTY_RECORDED, subject=party, by=reader)

    assert list(LedgerEntry.objects.visible_to(reader)) == [own]


def test_visitors_see_nothing():
    make_party()

    assert LedgerEntry.objects.exists()
    assert not LedgerEntry.objects.visible_to(AnonymousUser()).exists()


def test_rows_are_named_by_public_id_else_by_code_else_by_key():
    party = make_party("NORTH")
    letter = Letter.objects.create(to_address="a@people.invalid", from_address="r@record.invalid")

    assert subject_key(party) == str(party.public_id)
    assert subject_key(letter) == str(letter.pk)
