"""How areas, places and zones come into the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.common.citations import Citation
from ceasefire.common.rows import put_row, put_rows
from ceasefire.common.text import normalise
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.places.choices import AreaLevel, ZoneKind
from ceasefire.places.documents import area_document, place_document, zone_document
from ceasefire.places.models import Area, Place, Zone
from ceasefire.places.outlines import cell_of
from ceasefire.publication.services import publish


@dataclass(frozen=True)
class AreaFacts:
    """What is known of an area. `source_names` are (who uses it, name); parents and members codes."""

    code: str
    level: AreaLevel
    names: dict[str, str]
    citation: Citation
    parent: str | None = None
    members: tuple[str, ...] = ()
    source_names: tuple[tuple[str, str], ...] = ()
    outline: dict[str, Any] | None = None
    is_demo: bool = False


@dataclass(frozen=True)
class PlaceFacts:
    """What is known of a settlement: WGS 84 degrees, names by language, spellings to find it by."""

    gazetteer_id: str
    names: dict[str, str]
    latitude: float
    longitude: float
    area: str | None
    citation: Citation
    spellings: tuple[str, ...] = ()
    is_demo: bool = False


@dataclass(frozen=True)
class ZoneFacts:
    """What is known of a zone. Without an outline the extent is said in words.

    `areas` are codes of areas that the zone lies in; `covers_whole_areas` says that
    it covers them entirely.
    """

    code: str
    kind: ZoneKind
    names: dict[str, str]
    citation: Citation
    extent_in_words: str = ""
    outline: dict[str, Any] | None = None
    areas: tuple[str, ...] = ()
    covers_whole_areas: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    is_demo: bool = False


@transaction.atomic
def record_area(*, facts: AreaFacts, by: User) -> Area:
    """Record an area and publish it. The same facts twice change nothing.

    Raises Area.DoesNotExist if the parent or a member is unknown, ValidationError
    if the outline is not one.
    """
    parent = Area.objects.get(code=facts.parent) if facts.parent else None
    members = [Area.objects.get(code=code) for code in facts.members]
    area, changes = put_row(
        Area,
        {"code": facts.code},
        {
            "level": facts.level,
            "names": facts.names,
            "parent": parent,
            "outline": facts.outline,
            "is_demo": facts.is_demo,
            **facts.citation.as_fields(),
        },
    )
    renamed = put_rows(
        area.source_names.all(),
        [
            {"used_by": used_by, "text": text, "normalised": normalise(text)}
            for used_by, text in facts.source_names
        ],
        {"area": area},
    )
    regrouped = set(area.members.all()) != set(members)
    if regrouped:
        area.members.set(members)
    if changes or renamed or regrouped:
        record(EntryKind.AREA_RECORDED, subject=area, by=by, changed=sorted(changes))
        publish(subject=area, document=area_document(area), by=by)
    return area


@transaction.atomic
def record_place(*, facts: PlaceFacts, by: User) -> Place:
    """Record a settlement and publish it. The same facts twice change nothing."""
    area = Area.objects.get(code=facts.area) if facts.area else None
    place, changes = put_row(
        Place, {"gazetteer_id": facts.gazetteer_id}, _place_fields(facts, area)
    )
    if changes:
        record(EntryKind.PLACE_RECORDED, subject=place, by=by, changed=sorted(changes))
        publish(subject=place, document=place_document(place), by=by)
    return place


@transaction.atomic
def record_places(*, facts: Sequence[PlaceFacts], by: User) -> int:
    """Record settlements, told apart together: those that say the same cost no write.

    Returns how many were recorded or changed. Raises KeyError if an area is unknown.
    """
    areas = {area.code: area for area in Area.objects.defer("outline")}
    known = Place.objects.in_bulk([each.gazetteer_id for each in facts], field_name="gazetteer_id")
    differing = [
        each
        for each in facts
        if each.gazetteer_id not in known
        or not _says(known[each.gazetteer_id], each, areas[each.area] if each.area else None)
    ]
    for each in differing:
        record_place(facts=each, by=by)
    return len(differing)


def _says(place: Place, facts: PlaceFacts, area: Area | None) -> bool:
    wanted = _place_fields(facts, area)
    return all(
        getattr(place, name) == value for name, value in wanted.items() if name != "area"
    ) and (place.area_id == (area and area.pk))


def _place_fields(facts: PlaceFacts, area: Area | None) -> dict[str, Any]:
    spellings = {normalise(text) for text in (*facts.names.values(), *facts.spellings)}
    return {
        "names": facts.names,
        "area": area,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "cell": cell_of(latitude=facts.latitude, longitude=facts.longitude),
        "search_names": "\n".join(sorted(spellings)),
        "is_demo": facts.is_demo,
        **facts.citation.as_fields(),
    }


@transaction.atomic
def record_zone(*, facts: ZoneFacts, by: User) -> Zone:
    """Record a zone and publish it. The same facts twice change nothing."""
    zone, changes = put_row(
        Zone,
        {"code": facts.code},
        {
            "kind": facts.kind,
            "names": facts.names,
            "extent_known": facts.outline is not None,
            "extent_in_words": facts.extent_in_words,
            "outline": facts.outline,
            "covers_whole_areas": facts.covers_whole_areas,
            "valid_from": facts.valid_from,
            "valid_to": facts.valid_to,
            "is_demo": facts.is_demo,
            **facts.citation.as_fields(),
        },
    )
    areas = [Area.objects.get(code=code) for code in facts.areas]
    regrouped = set(zone.areas.all()) != set(areas)
    if regrouped:
        zone.areas.set(areas)
    if changes or regrouped:
        record(EntryKind.ZONE_RECORDED, subject=zone, by=by, changed=sorted(changes))
        publish(subject=zone, document=zone_document(zone), by=by)
    return zone
