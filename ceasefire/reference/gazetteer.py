"""Settlements from a gazetteer: a CSV file in the columns of GeoNames."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ceasefire.common.citations import Citation
from ceasefire.places.models import Place
from ceasefire.places.services import PlaceFacts, record_places
from ceasefire.reference.faults import Faults, Spot
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import Folder, Placed, Step
from ceasefire.reference.tables import Line, read_lines

ALTERNATES = "|"  # separates alternate names in a cell
COLUMNS = {
    "geonameid",
    "name",
    "name_ar",
    "latitude",
    "longitude",
    "admin1",
    "alternate_names",
}


@dataclass(frozen=True)
class Gazetteer:
    """A file of settlements. `prefix` goes before each id; `areas_named_by` says whose names
    for areas stand in the column admin1."""

    file: str
    prefix: str
    areas_named_by: str
    citation: Citation


def gazetteers(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """All settlements of a file in one step: hundreds of them, and seldom a change."""
    for table, spot in tables:
        gazetteer = reader.read(Gazetteer, table, spot)
        if gazetteer is not None:
            lines = read_lines(folder, gazetteer.file, COLUMNS, reader.faults)
            found = [_place(gazetteer, line, at, reader) for line, at in lines]
            places = tuple(place for place in found if place is not None)
            codes = tuple(place.gazetteer_id for place in places)
            yield Step(spot, partial(record_places, facts=places), Place, codes)


def _place(gazetteer: Gazetteer, line: Line, at: Spot, reader: Reader) -> PlaceFacts | None:
    area = reader.area_names.get((gazetteer.areas_named_by, line["admin1"]))
    if area is None:
        reader.faults.add(at.at("admin1"), f"no area is called {line['admin1']!r}")
    latitude, longitude = (
        _degrees(line[name], at.at(name), reader.faults) for name in ("latitude", "longitude")
    )
    if area is None or latitude is None or longitude is None:
        return None
    names = {"en": line["name"], "ar": line["name_ar"]}
    return PlaceFacts(
        gazetteer_id=f"{gazetteer.prefix}:{line['geonameid']}",
        names={language: name for language, name in names.items() if name},
        latitude=latitude,
        longitude=longitude,
        area=area,
        citation=gazetteer.citation,
        spellings=tuple(name for name in line["alternate_names"].split(ALTERNATES) if name),
    )


def _degrees(cell: str, at: Spot, faults: Faults) -> float | None:
    try:
        return float(cell)
    except ValueError:
        faults.add(at, f"{cell!r} is not a number of degrees")
        return None
