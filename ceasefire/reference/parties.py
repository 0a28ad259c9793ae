"""Parties, and how each stands to others."""

from collections.abc import Iterator
from functools import partial

from ceasefire.parties.models import Party
from ceasefire.parties.services import PartyFacts, RelationFacts, record_party, record_relations
from ceasefire.reference.faults import Spot
from ceasefire.reference.mentions import Mention
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import Folder, OneByOne, Placed, Step

parties = OneByOne(PartyFacts, record_party, Party)


def relations(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """The relations of each party together, from whichever files they stand in."""
    by_party: dict[str, list[RelationFacts]] = {}
    spots: dict[str, Spot] = {}
    for table, spot in tables:
        party = table.get("party")
        rest = {name: value for name, value in table.items() if name != "party"}
        facts = reader.read(RelationFacts, rest, spot)
        if not isinstance(party, str):
            reader.faults.add(spot.at("party"), "is missing or not a text")
        elif facts is not None:
            reader.mentions.append(Mention(Party, party, spot.at("party")))
            by_party.setdefault(party, []).append(facts)
            spots[party] = spot
    for party, found in by_party.items():
        write = partial(record_relations, code=party, relations=tuple(found))
        yield Step(spots[party], write, Party)
