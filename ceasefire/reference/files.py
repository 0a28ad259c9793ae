"""Read the files of a set: sources first, then every record in an order that can be written."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ceasefire.common.citations import Citation
from ceasefire.incidents.models import ControlClaim
from ceasefire.incidents.services import ControlClaimFacts, record_control_claim
from ceasefire.monitoring.models import BulletinSeries
from ceasefire.monitoring.services import SeriesFacts, record_series
from ceasefire.places.models import Place, Zone
from ceasefire.places.services import PlaceFacts, ZoneFacts, record_place, record_zone
from ceasefire.reference.agreements import agreements
from ceasefire.reference.areas import area_tables, areas
from ceasefire.reference.bulletins import bulletin_tables
from ceasefire.reference.faults import Faults, FaultyFilesError, Spot
from ceasefire.reference.gazetteer import gazetteers
from ceasefire.reference.mentions import CODES, KnownBy, recorded
from ceasefire.reference.monitors import monitor_tables
from ceasefire.reference.parties import parties, relations
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import OneByOne, Placed, ReadKind, Step
from ceasefire.talks.models import Round, Statement
from ceasefire.talks.services import (
    RoundFacts,
    StatementFacts,
    record_round,
    record_statement,
)

SETS = Path(__file__).parent
SOURCES = "sources.toml"

# In the order of writing: a record may name those above it.
KINDS: dict[str, ReadKind] = {
    "party": parties,
    "relation": relations,
    "area": areas,
    "area_table": area_tables,
    "reporting_area": areas,
    "gazetteer": gazetteers,
    "place": OneByOne(PlaceFacts, record_place, Place, "gazetteer_id"),
    "zone": OneByOne(ZoneFacts, record_zone, Zone),
    "agreement": agreements,
    "round": OneByOne(RoundFacts, record_round, Round),
    "statement": OneByOne(StatementFacts, record_statement, Statement, "key"),
    "control_claim": OneByOne(ControlClaimFacts, record_control_claim, ControlClaim, "key"),
    "series": OneByOne(SeriesFacts, record_series, BulletinSeries),
    "bulletin_table": bulletin_tables,
    "monitor_table": monitor_tables,
}
NAMED_BY = ("file", "code", "key", "gazetteer_id", "party")


@dataclass(frozen=True)
class Source:
    """A source of the set, named by records with a word."""

    title: str
    url: str = ""
    note: str = ""


def set_names(sets: Path = SETS) -> list[str]:
    """The sets there are: folders with sources."""
    return sorted(path.parent.name for path in sets.glob(f"*/{SOURCES}"))


def read_steps(folder: Path) -> list[Step]:
    """Every record of the set in `folder`. Raises FaultyFilesError if anything in it is wrong."""
    faults = Faults()
    if folder.name not in set_names(folder.parent):
        known = ", ".join(set_names(folder.parent)) or "none"
        faults.add(Spot(folder.name), f"there is no such set; there are: {known}")
        raise FaultyFilesError(faults.found)
    reader = Reader(_sources(folder, faults), faults)
    tables = _tables(folder, faults)
    steps = [
        step for kind, read in KINDS.items() for step in read(tables.get(kind, []), reader, folder)
    ]
    _check_codes(reader, steps)
    if faults.found:
        raise FaultyFilesError(faults.found)
    return steps


def _sources(folder: Path, faults: Faults) -> dict[str, Citation]:
    """The citations that records name by a word."""
    reader = Reader({}, faults)
    path = folder / SOURCES
    found = {
        word: reader.read(Source, table, Spot(_name(folder, path), word))
        for word, table in _toml(folder, path, faults).items()
    }
    return {
        word: Citation(source.title, source.url, source.note)
        for word, source in found.items()
        if source is not None
    }


def _tables(folder: Path, faults: Faults) -> dict[str, list[Placed]]:
    """The tables of all files by kind, in the order of file names."""
    found: dict[str, list[Placed]] = {}
    for path in sorted(folder.rglob("*.toml")):
        if path.name == SOURCES:
            continue
        for kind, tables in _toml(folder, path, faults).items():
            spot = Spot(_name(folder, path), kind)
            if kind not in KINDS:
                faults.add(spot, "is not a kind of record")
            elif not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
                faults.add(spot, f"is not a list of tables, [[{kind}]]")
            else:
                found.setdefault(kind, []).extend(
                    (table, replace(spot, record=f"{kind} {_called(table, number)}"))
                    for number, table in enumerate(tables)
                )
    return found


def _called(table: dict[str, Any], number: int) -> str:
    names = [str(table[key]) for key in NAMED_BY if key in table]
    return names[0] if names else f"#{number + 1}"


def _toml(folder: Path, path: Path, faults: Faults) -> dict[str, Any]:
    try:
        with path.open("rb") as opened:
            return tomllib.load(opened)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.add(Spot(_name(folder, path)), f"cannot be read: {error}")
        return {}


def _name(folder: Path, path: Path) -> str:
    return str(path.relative_to(folder.parent))


def _check_codes(reader: Reader, steps: list[Step]) -> None:
    """Each code is given once, and every code mentioned is given here or in the record already."""
    known: dict[KnownBy, set[str]] = {kind: recorded(kind) for kind in CODES}
    given: set[tuple[KnownBy, str]] = set()
    for step in steps:
        for code in step.codes:
            if (step.kind, code) in given:
                reader.faults.add(step.spot, f"{code!r} is given a second time")
            given.add((step.kind, code))
            known.setdefault(step.kind, set()).add(code)
    for mention in reader.mentions:
        if mention.code not in known[mention.kind]:
            name = mention.kind._meta.verbose_name
            reader.faults.add(mention.spot, f"no {name} has the code {mention.code!r}")
