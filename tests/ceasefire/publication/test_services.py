"""What outsiders are shown comes in numbered versions, and goes only visibly."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import (
    AlreadyWithdrawnError,
    NotPublishedError,
    publish,
    withdraw,
)
from tests.builders.accounts import make_user
from tests.builders.database import taken_back
from tests.builders.parties import make_party
from tests.builders.publication import SORT_AT, party_said_to_be, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    """A party whose first version was published when it was recorded."""
    return make_party("NORTH")


def versions_of(row):
    return PublishedVersion.objects.filter(public_id=str(row.public_id)).order_by("version")


def entries_about(row, kind):
    return LedgerEntry.objects.about(row).filter(kind=kind)


def test_publishing_keeps_the_document_and_says_who_and_why(party):
    officer = make_user(Role.OFFICER)
    document = party_said_to_be("North", agreement="DEMO-1")

    version = publish(subject=party, document=document, by=officer, reason="Name corrected")

    version.refresh_from_db()
    assert (version.kind, version.public_id, version.version) == ("party", str(party.public_id), 2)
    assert (version.document, version.agreement) == ({"names": {"en": "North"}}, "DEMO-1")
    assert (version.sort_at, version.audience) == (SORT_AT, "readers")
    assert (version.by, version.reason) == (officer, "Name corrected")
    entry = entries_about(party, "version.published").last()
    assert (entry.actor_id, entry.reason) == (officer.public_id, "Name corrected")
    assert entry.details == {"published_kind": "party", "version": 2}


def test_next_version_supersedes_the_last_one(party):
    show(party, "North")

    first, second = versions_of(party)

    assert first.superseded_at is not None
    assert second.superseded_at is None
    assert list(PublishedVersion.objects.current()) == [second]


def test_same_document_changes_nothing(party):
    version = show(party, "North")
    before = LedgerEntry.objects.count()

    again = show(party, "North", reason="Once more")

    assert again == version
    assert (again.version, again.reason) == (2, "")
    assert LedgerEntry.objects.count() == before


def test_version_is_lost_with_the_change_that_failed(party):
    with taken_back():
        show(party, "North")

    assert [each.version for each in versions_of(party)] == [1]
    assert entries_about(party, "version.published").count() == 1


def test_withdrawn_version_stays_as_a_tombstone_with_its_reason(party):
    officer = make_user(Role.OFFICER)

    withdrawn = withdraw(
        kind=PublishedKind.PARTY, subject=party, by=officer, reason="Not this party"
    )

    withdrawn.refresh_from_db()
    assert (withdrawn.version, withdrawn.withdrawn_because) == (1, "Not this party")
    assert withdrawn.withdrawn_at is not None
    assert withdrawn.superseded_at is None
    assert PublishedVersion.objects.current().get() == withdrawn
    assert not PublishedVersion.objects.current().standing().exists()
    entry = entries_about(party, "version.withdrawn").get()
    assert (entry.actor_id, entry.reason) == (officer.public_id, "Not this party")


def test_withdrawn_record_may_be_published_again_even_with_the_same_words(party):
    show(party, "North")
    withdraw(kind=PublishedKind.PARTY, subject=party, by=User.objects.system(), reason="In doubt")

    version = show(party, "North", reason="Doubt removed")

    assert version.version == 3
    tombstone = versions_of(party).get(version=2)
    assert tombstone.withdrawn_because == "In doubt"
    assert tombstone.superseded_at is not None


def test_what_was_never_published_cannot_be_withdrawn(party):
    system = User.objects.system()

    with pytest.raises(NotPublishedError, match="NORTH") as refused:
        withdraw(kind=PublishedKind.ZONE, subject=party, by=system, reason="In doubt")

    assert refused.value.code == "not_published"
    assert versions_of(party).get().withdrawn_at is None


def test_what_is_withdrawn_cannot_be_withdrawn_again(party):
    facts = {"kind": PublishedKind.PARTY, "subject": party, "by": User.objects.system()}
    withdraw(reason="In doubt", **facts)

    with pytest.raises(AlreadyWithdrawnError) as refused:
        withdraw(reason="Another reason", **facts)

    assert refused.value.code == "already_withdrawn"
    assert versions_of(party).get().withdrawn_because == "In doubt"


@pytest.mark.django_db(transaction=True)
def test_publishers_at_once_make_versions_in_turn(party, size):
    publishers = size(4, 12)
    together = Barrier(publishers)

    def publish_one(number):
        try:
            together.wait(timeout=20)
            return show(party, f"North {number}").version
        finally:
            connection.close()

    with ThreadPoolExecutor(publishers) as pool:
        numbers = sorted(pool.map(publish_one, range(publishers)))

    assert numbers == list(range(2, publishers + 2))
    assert PublishedVersion.objects.current().get().version == publishers + 1
    assert entries_about(party, "version.published").count() == publishers + 1


@pytest.mark.django_db(transaction=True)
def test_publishers_of_the_same_words_at_once_make_one_version(party):
    together = Barrier(3)

    def publish_same(_):
        try:
            together.wait(timeout=20)
            return show(party, "North").version
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        numbers = set(pool.map(publish_same, range(3)))

    assert numbers == {2}
    assert versions_of(party).count() == 2
