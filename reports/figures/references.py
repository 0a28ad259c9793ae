"""How documents name parties and areas: by id, with every name, so that a reader chooses."""

from collections.abc import Iterable
from typing import Any

from ceasefire.common.documents import named
from ceasefire.parties.models import Party
from ceasefire.places.models import Area

Reference = dict[str, Any]


def party_reference(party: Party) -> Reference:
    """A party's id, code, names and names for narrow columns."""
    return {
        "id": str(party.public_id),
        "code": party.code,
        "names": party.names,
        "short_names": {**party.names, **party.short_names},
    }


def party_references(public_ids: Iterable[str]) -> dict[str, Reference]:
    """References by public id, in the order in which the record got to know the parties."""
    parties = Party.objects.filter(public_id__in=set(public_ids)).order_by("pk")
    return {str(party.public_id): party_reference(party) for party in parties}


def area_references(codes: Iterable[str]) -> dict[str, Reference]:
    """References by code, in order of code."""
    areas = Area.objects.filter(code__in=set(codes)).order_by("code")
    return {area.code: _area_reference(area) for area in areas.defer("outline")}


def _area_reference(area: Area) -> Reference:
    reference = named(area)
    assert reference is not None  # noqa: S101 -- named() of a row is never None
    return reference
