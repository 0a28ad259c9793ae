"""What outsiders are shown of areas, places and zones."""

from ceasefire.common.documents import moment_of_day, named, sourced
from ceasefire.places.models import Area, Place, Zone
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def area_document(area: Area) -> PublicDocument:
    """A governorate or the like. The outline is GeoJSON, longitude first; null if none is known."""
    body = {
        "code": area.code,
        "level": area.level,
        "names": area.names,
        "is_demo": area.is_demo,
        "parent": named(area.parent),
        "members": [named(member) for member in area.members.all()],
        "source_names": [
            {"used_by": each.used_by, "text": each.text} for each in area.source_names.all()
        ],
        "outline": area.outline,
        **sourced(area),
    }
    return PublicDocument(PublishedKind.AREA, body, moment_of_day(None))


def place_document(place: Place) -> PublicDocument:
    """A settlement: WGS 84 degrees, and the H3 cell it lies in."""
    body = {
        "code": place.gazetteer_id,
        "names": place.names,
        "is_demo": place.is_demo,
        "area": named(place.area),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "cell": place.cell,
        **sourced(place),
    }
    return PublicDocument(PublishedKind.PLACE, body, moment_of_day(None))


def zone_document(zone: Zone) -> PublicDocument:
    """A zone: its extent in words where no outline was published."""
    body = {
        "code": zone.code,
        "kind": zone.kind,
        "names": zone.names,
        "is_demo": zone.is_demo,
        "extent_known": zone.extent_known,
        "extent_in_words": zone.extent_in_words,
        "outline": zone.outline,
        "areas": [named(area) for area in zone.areas.all()],
        "covers_whole_areas": zone.covers_whole_areas,
        "from": zone.valid_from and zone.valid_from.isoformat(),
        "to": zone.valid_to and zone.valid_to.isoformat(),
        **sourced(zone),
    }
    return PublicDocument(PublishedKind.ZONE, body, moment_of_day(zone.valid_from))
