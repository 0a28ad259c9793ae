"""Agreements with all their parts, and their referral ladders."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.services import AgreementFacts, record_agreement
from ceasefire.allegations.ladder import LadderFacts, LevelFacts, record_ladder
from ceasefire.common.citations import Citation
from ceasefire.places.models import Zone
from ceasefire.reference.mentions import Mention
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import Folder, Placed, Step


@dataclass(frozen=True)
class AreaLine:
    """A zone inside or outside the agreement."""

    zone: str
    rule: AreaRule


@dataclass(frozen=True)
class TermLine:
    """What one source says of a term."""

    term: Term
    value: str
    citation: Citation


# parts that the service takes as tuples are read by the names of their columns; the ladder has a
# service of its own
APART = {"areas", "asserted_terms", "ladder"}


def agreements(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """Each agreement as one step: its service writes it whole. Their ladders follow.

    They are written in the order of their `position`, so that one may name those before it.
    """
    yield from _wholes(tables, reader)
    yield from _ladders(tables, reader)


def _wholes(tables: list[Placed], reader: Reader) -> Iterator[Step]:
    for table, spot in sorted(tables, key=_position):
        areas = reader.read_all(AreaLine, table.get("areas", []), spot.at("areas"))
        reader.mentions += [Mention(Zone, each.zone, spot.at("areas")) for each in areas]
        said = table.get("asserted_terms", [])
        terms = reader.read_all(TermLine, said, spot.at("asserted_terms"))
        rest = {name: value for name, value in table.items() if name not in APART}
        facts = reader.read(AgreementFacts, rest, spot)
        if facts is not None:
            whole = replace(
                facts,
                areas=tuple((each.zone, each.rule) for each in areas),
                asserted_terms=tuple((each.term, each.value, each.citation) for each in terms),
            )
            yield Step(spot, partial(record_agreement, facts=whole), Agreement, (facts.code,))


def _ladders(tables: list[Placed], reader: Reader) -> Iterator[Step]:
    """The ladder of each agreement that has one, lowest level first."""
    for table, spot in tables:
        levels = reader.read_all(LevelFacts, table.get("ladder", []), spot.at("ladder"))
        if levels:
            facts = LadderFacts(str(table.get("code", "")), tuple(levels))
            at = replace(spot, record=f"ladder {facts.agreement}")
            yield Step(at, partial(record_ladder, facts=facts), Agreement)


def _position(placed: Placed) -> int:
    position = placed[0].get("position", 0)
    return position if isinstance(position, int) else 0
