"""Outlines (GeoJSON, longitude first) and points (latitude, longitude) on the ground."""

from typing import Any

import h3
from django.core.exceptions import ValidationError
from shapely import Point
from shapely.errors import GEOSException
from shapely.geometry import shape

CELL_RESOLUTION = 7  # hexagons of about 5 km², 1.4 km edges


def validate_outline(outline: object) -> None:
    """Refuse what is not a valid GeoJSON Polygon or MultiPolygon."""
    kind = outline.get("type") if isinstance(outline, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ValidationError("An outline is a GeoJSON Polygon or MultiPolygon.", code="outline")
    try:
        geometry = shape(outline)
    except (GEOSException, ValueError, TypeError, KeyError, IndexError) as error:
        raise ValidationError(f"Not an outline: {error}", code="outline") from error
    if geometry.is_empty or not geometry.is_valid:
        raise ValidationError("The outline is empty or crosses itself.", code="outline")


def contains(outline: dict[str, Any], *, latitude: float, longitude: float) -> bool:
    """Whether the point lies in the outline or on its edge."""
    return bool(shape(outline).covers(Point(longitude, latitude)))


def cell_of(*, latitude: float, longitude: float) -> str:
    """The H3 cell of a point."""
    return str(h3.latlng_to_cell(latitude, longitude, CELL_RESOLUTION))


def degrees_away(outline: dict[str, Any], *, latitude: float, longitude: float) -> float:
    """How far the point lies from the outline, in degrees; 0 inside it."""
    return float(shape(outline).distance(Point(longitude, latitude)))
