"""An outline as one SVG path. A drawing to recognise a shape by, not a map.

Plate carrée with longitudes shortened by the cosine of the middle latitude, so
that shapes of a few degrees keep their proportions. Source of the formula: the
equidistant cylindrical projection, standard parallel at the middle latitude.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Any

LONGER_SIDE = 320.0  # SVG units of the longer side, without the margin
MARGIN = 8.0
Position = tuple[float, float]


@dataclass(frozen=True)
class Sketch:
    """A path in a box of `width` by `height` units; `point` is drawn on it if there is one."""

    width: float
    height: float
    path: str
    point: Position | None = None


def sketch(outline: dict[str, Any], *, point: Position | None = None) -> Sketch:
    """Draw a valid GeoJSON Polygon or MultiPolygon; `point` is (latitude, longitude) in degrees."""
    rings = list(_rings(outline))
    longitudes = [longitude for ring in rings for longitude, _ in ring]
    latitudes = [latitude for ring in rings for _, latitude in ring]
    west, north = min(longitudes), max(latitudes)
    narrowing = cos(radians((north + min(latitudes)) / 2))
    width, height = (max(longitudes) - west) * narrowing, north - min(latitudes)
    scale = LONGER_SIDE / max(width, height)

    def place(longitude: float, latitude: float) -> Position:
        across = MARGIN + (longitude - west) * narrowing * scale
        return round(across, 1), round(MARGIN + (north - latitude) * scale, 1)

    return Sketch(
        width=round(width * scale + 2 * MARGIN, 1),
        height=round(height * scale + 2 * MARGIN, 1),
        path="".join(_closed(place(*position) for position in ring) for ring in rings),
        point=place(point[1], point[0]) if point else None,
    )


def _rings(outline: dict[str, Any]) -> Iterator[list[Position]]:
    """Every ring, holes included: the path is filled by the even-odd rule."""
    many = outline["type"] == "MultiPolygon"
    for polygon in outline["coordinates"] if many else [outline["coordinates"]]:
        for ring in polygon:
            # the last position repeats the first; a third number would be the height
            yield [(position[0], position[1]) for position in ring[:-1]]


def _closed(positions: Iterable[Position]) -> str:
    return "M" + "L".join(f"{across:g} {down:g}" for across, down in positions) + "Z"
