"""Parties and what is said of them come into the record once, with who says so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ceasefire.accounts.models import User
from ceasefire.codes.parties import PartyKind
from ceasefire.codes.roles import Role
from ceasefire.common.citations import Citation
from ceasefire.ledger.models import LedgerEntry
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.models import Party
from ceasefire.parties.services import (
    AliasFacts,
    PartyFacts,
    RelationFacts,
    record_party,
    record_relations,
)
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.parties import INVENTED, make_commands, make_party

pytestmark = pytest.mark.django_db
FORMER = AliasFacts("First Command", "en", AliasKind.FORMER, INVENTED, valid_to=date(2020, 1, 1))
BACKS = RelationFacts(RelationKind.BACKS, "SOUTH", INVENTED, place_text="Weir Bridge")


def recorded(row):
    """How often the row was recorded, and how many versions of it were published."""
    entries = LedgerEntry.objects.about(row).filter(kind="party.recorded")
    return entries.count(), PublishedVersion.objects.filter(public_id=row.public_id).count()


def relate(*relations, code="NORTH"):
    return record_relations(code=code, relations=relations, by=User.objects.system())


def test_party_is_recorded_with_its_names_and_published():
    officer = make_user(Role.OFFICER)
    facts = PartyFacts(
        code="NORTH",
        kind=PartyKind.STATE_FORCES,
        names={"en": "Northern Command"},
        short_names={"en": "North"},
        aliases=(FORMER,),
        citation=Citation(asserted_by="A body"),
        is_demo=True,
    )

    party = record_party(facts=facts, by=officer)

    party.refresh_from_db()
    assert (party.code, party.kind, party.is_demo) == ("NORTH", "state_forces", True)
    assert (party.names, party.short_names) == ({"en": "Northern Command"}, {"en": "North"})
    assert party.asserted_by == "A body"
    [alias] = party.aliases.all()
    assert (alias.text, alias.kind, alias.valid_to) == ("First Command", "former", date(2020, 1, 1))
    entry = LedgerEntry.objects.about(party).get(kind="party.recorded")
    assert entry.actor_id == officer.public_id
    assert entry.details["changes"]["names"] == {"old": None, "new": {"en": "Northern Command"}}
    assert PublishedVersion.objects.get().document["aliases"][0]["text"] == "First Command"


def test_same_party_again_changes_nothing():
    first = make_party("NORTH", aliases=[FORMER])

    second = make_party("NORTH", aliases=[FORMER])

    assert second == first
    assert recorded(first) == (1, 1)


def test_new_name_is_recorded_and_published_anew():
    make_party("NORTH", names={"en": "North"})

    party = make_party("NORTH", names={"en": "Northern Command"})

    assert recorded(party) == (2, 2)
    entry = LedgerEntry.objects.about(party).filter(kind="party.recorded").last()
    assert entry.details["changes"]["names"]["old"] == {"en": "North"}


def test_alias_alone_is_a_change():
    make_party("NORTH")

    party = make_party("NORTH", aliases=[FORMER])

    assert recorded(party) == (2, 2)


def test_alias_that_is_no_longer_stated_goes_and_its_version_stays():
    make_party("NORTH", aliases=[FORMER])

    party = make_party("NORTH")

    assert not party.aliases.exists()
    first, second = PublishedVersion.objects.order_by("version")
    assert [len(each.document["aliases"]) for each in (first, second)] == [1, 0]


def test_party_without_a_source_is_refused():
    facts = PartyFacts("NORTH", PartyKind.STATE_FORCES, {"en": "North"}, Citation())

    with pytest.raises(ValidationError, match="has_a_source"):
        record_party(facts=facts, by=User.objects.system())

    assert not Party.objects.exists()


def test_alias_stated_twice_is_refused():
    with pytest.raises(ValidationError, match="already exists"):
        make_party("NORTH", aliases=[FORMER, FORMER])


def test_relation_is_recorded_as_somebodys_word():
    north, south = make_commands()
    relation = RelationFacts(
        RelationKind.JOINT_OPERATION,
        "SOUTH",
        Citation(asserted_by="A body", relayed_by="An agency"),
        target=make_party("RAIDERS").code,
        valid_from=date(2021, 3, 1),
        valid_to=date(2021, 3, 31),
    )

    relate(relation)

    [told] = north.relations.all()
    assert (told.other, told.target.code, told.kind) == (south, "RAIDERS", "joint_operation")
    assert (told.asserted_by, told.relayed_by) == ("A body", "An agency")
    assert recorded(north) == (2, 2)
    assert recorded(south) == (1, 1)


def test_same_relations_again_change_nothing():
    north, _ = make_commands()
    relate(BACKS)
    ids = [each.public_id for each in north.relations.all()]

    relate(BACKS)

    assert [each.public_id for each in north.relations.all()] == ids
    assert recorded(north) == (2, 2)


def test_relations_replace_those_recorded_before():
    north, _ = make_commands()
    relate(BACKS)

    relate(RelationFacts(RelationKind.SUCCEEDS, "SOUTH", INVENTED))

    assert [each.kind for each in north.relations.all()] == ["succeeds"]
    assert recorded(north) == (3, 3)


@pytest.mark.parametrize("unknown", ["other", "target", "code"])
def test_unknown_party_is_refused_and_nothing_is_kept(unknown):
    north, _ = make_commands()
    codes = {"other": "SOUTH", "target": "SOUTH", "code": "NORTH", unknown: "NOWHERE"}
    facts = RelationFacts(RelationKind.BACKS, codes["other"], INVENTED, target=codes["target"])

    with pytest.raises(Party.DoesNotExist):
        relate(facts, code=codes["code"])

    assert not north.relations.exists()
    assert recorded(north) == (1, 1)


def test_party_has_no_relation_to_itself():
    make_commands()

    with pytest.raises(ValidationError, match="relation_is_with_another_party"):
        relate(RelationFacts(RelationKind.BACKS, "NORTH", INVENTED))


def test_joint_operation_needs_its_days():
    make_commands()

    with pytest.raises(ValidationError, match="joint_operation_is_dated"):
        relate(RelationFacts(RelationKind.JOINT_OPERATION, "SOUTH", INVENTED))
