"""Areas from a table: codes, names in several languages, the names that sources use, outlines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from shapely import make_valid
from shapely.geometry import mapping, shape

from ceasefire.common.citations import Citation
from ceasefire.places.choices import AreaLevel
from ceasefire.places.models import Area
from ceasefire.places.services import AreaFacts, record_area
from ceasefire.reference.faults import Spot
from ceasefire.reference.mentions import Mention
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import Folder, Placed, Step
from ceasefire.reference.tables import Line, read_json, read_lines
from ceasefire.reference.topojson import outlines

OTHER_SPELLINGS = "|"  # separates the name from other spellings of it in a cell


@dataclass(frozen=True)
class UsedName:
    """A name by which some source calls an area."""

    used_by: str
    text: str


@dataclass(frozen=True)
class AreaTable:
    """Which columns of a CSV file say what. `names` and `source_names` name columns by language
    and by who uses the name; `outline_id` is the column with the id of the outline."""

    file: str
    code: str
    level: AreaLevel
    names: dict[str, str]
    citation: Citation
    parent: str | None = None
    source_names: dict[str, str] = field(default_factory=dict)
    outlines: str = ""
    outline_object: str = ""
    outline_id: str = ""
    note: str = ""
    is_demo: bool = False

    @property
    def columns(self) -> set[str]:
        single = {self.code, self.outline_id, self.note} - {""}
        return single | set(self.names.values()) | set(self.source_names.values())


def area_tables(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """One step for each line of each table."""
    for table, spot in tables:
        facts = reader.read(AreaTable, table, spot)
        if facts is None:
            continue
        if facts.parent:
            reader.mentions.append(Mention(Area, facts.parent, spot.at("parent")))
        drawn = _outlines(facts, reader, folder)
        for line, at in read_lines(folder, facts.file, facts.columns, reader.faults):
            area = _area(facts, line, drawn, at, reader)
            reader.area_names.update(dict.fromkeys(area.source_names, area.code))
            yield Step(
                Spot(at.file, f"area {area.code}"),
                partial(record_area, facts=area),
                Area,
                (area.code,),
            )


def areas(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """Areas written one by one."""
    for table, spot in tables:
        used = reader.read_all(UsedName, table.get("source_names", []), spot.at("source_names"))
        rest = {name: value for name, value in table.items() if name != "source_names"}
        facts = reader.read(AreaFacts, rest, spot)
        if facts is not None:
            names = tuple((each.used_by, each.text) for each in used)
            reader.area_names.update(dict.fromkeys(names, facts.code))
            write = partial(record_area, facts=replace(facts, source_names=names))
            yield Step(spot, write, Area, (facts.code,))


def _outlines(facts: AreaTable, reader: Reader, folder: Folder) -> dict[str, dict[str, Any]]:
    if not facts.outlines:
        return {}
    topology = read_json(folder, facts.outlines, reader.faults)
    return outlines(topology, facts.outline_object) if topology else {}


def _area(
    facts: AreaTable,
    line: Line,
    drawn: Mapping[str, dict[str, Any]],
    at: Spot,
    reader: Reader,
) -> AreaFacts:
    cells = {
        language: [text.strip() for text in line[column].split(OTHER_SPELLINGS)]
        for language, column in facts.names.items()
    }
    used = [(user, line[column]) for user, column in facts.source_names.items() if line[column]]
    used += [(language, text) for language, cell in cells.items() for text in cell[1:]]
    outline = drawn.get(line[facts.outline_id]) if facts.outline_id else None
    if facts.outlines and outline is None:
        reader.faults.add(at.at(facts.outline_id), f"no outline has the id in {facts.outlines}")
    note = line[facts.note] if facts.note else ""
    notes = [each for each in (facts.citation.source_note, note) if each]
    return AreaFacts(
        code=line[facts.code],
        level=facts.level,
        names={language: cell[0] for language, cell in cells.items() if cell[0]},
        citation=replace(facts.citation, source_note=" ".join(notes)),
        parent=facts.parent,
        source_names=tuple(used),
        outline=outline and _settled(outline),
        is_demo=facts.is_demo,
    )


def _settled(outline: dict[str, Any]) -> dict[str, Any]:
    """The outline without spikes that have no width; its area stays the same."""
    geometry = shape(outline)
    if geometry.is_valid:
        return outline
    mended = mapping(make_valid(geometry, method="structure", keep_collapsed=False))
    return {"type": mended["type"], "coordinates": _lists(mended["coordinates"])}


def _lists(coordinates: Any) -> Any:
    return [_lists(each) for each in coordinates] if isinstance(coordinates, tuple) else coordinates
