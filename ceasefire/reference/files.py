"""Read the files of a set: sources first, then every record in an order that can be written."""

import tomllib
from pathlib import Path
from typing import Any

from ceasefire.common.citations import Citation
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
from ceasefire.reference.mentions import recorded
from ceasefire.reference.monitors import monitor_tables
from ceasefire.reference.parties import parties, relations
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import OneByOne, Placed, ReadKind, Step
from ceasefire.talks.models import Round
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
    "statement": OneByOne(StatementFacts, record_statement, key="key"),
    "control_claim": OneByOne(ControlClaimFacts, record_control_claim, key="key"),
    "series": OneByOne(SeriesFacts, record_series, BulletinSeries),
    "bulletin_table": bulletin_tables,
    "monitor_table": monitor_tables,
}
NAMED_BY = ("code", "key", "party", "file")


def set_names() -> list[str]:
    """The sets there are: folders with sources."""
    return sorted(path.parent.name for path in SETS.glob(f"*/{SOURCES}"))


def read_steps(folder: Path) -> list[Step]:
    """Every record of the set in `folder`. Raises FaultyFilesError if anything in it is wrong."""
    faults = Faults()
    reader = Reader(_sources(folder, faults), faults)
    tables = _tables(folder, faults)
    steps = [
        step for kind, read in KINDS.items() for step in read(tables.get(kind, []), reader, folder)
    ]
    _check_mentions(reader, steps)
    if faults.found:
        raise FaultyFilesError(faults.found)
    return steps


def _sources(folder: Path, faults: Faults) -> dict[str, Citation]:
    """The citations that records name by a word."""
    reader = Reader({}, faults)
    found: dict[str, Citation] = {}
    for word, table in _toml(folder / SOURCES, faults).items():
        spot = Spot(SOURCES, word)
        title, url, note = (_text(table, name, spot, reader) for name in ("title", "url", "note"))
        if not title:
            faults.add(spot.at("title"), "is missing")
        found[word] = Citation(title, url, note)
        for name in table.keys() - {"title", "url", "note"}:
            faults.add(spot.at(name), "is not a known key")
    return found


def _text(table: dict[str, Any], name: str, spot: Spot, reader: Reader) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        reader.faults.add(spot.at(name), f"{value!r} is not a text")
        return ""
    return value


def _tables(folder: Path, faults: Faults) -> dict[str, list[Placed]]:
    """The tables of all files by kind, in the order of file names."""
    found: dict[str, list[Placed]] = {}
    for path in sorted(folder.rglob("*.toml")):
        if path.name == SOURCES:
            continue
        file = str(path.relative_to(folder.parent))
        for kind, tables in _toml(path, faults).items():
            if kind not in KINDS or not isinstance(tables, list):
                faults.add(Spot(file, kind), "is not a kind of record")
                continue
            found.setdefault(kind, []).extend(
                (table, Spot(file, f"{kind} {_named(table, number)}"))
                for number, table in enumerate(tables)
            )
    return found


def _named(table: dict[str, Any], number: int) -> str:
    names = [str(table[key]) for key in NAMED_BY if key in table]
    return names[0] if names else f"#{number + 1}"


def _toml(path: Path, faults: Faults) -> dict[str, Any]:
    try:
        with path.open("rb") as opened:
            return tomllib.load(opened)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.add(Spot(path.name), f"cannot be read: {error}")
        return {}


def _check_mentions(reader: Reader, steps: list[Step]) -> None:
    """Every code mentioned is one of this set's, or already in the record."""
    known: dict[object, set[str]] = {}
    for step in steps:
        if step.kind is not None:
            known.setdefault(step.kind, set()).update(step.codes)
    for mention in reader.mentions:
        of_kind = known.setdefault(mention.kind, set())
        if mention.code not in of_kind and mention.code not in recorded(mention.kind):
            name = mention.kind._meta.verbose_name
            reader.faults.add(mention.spot, f"no {name} has the code {mention.code!r}")
