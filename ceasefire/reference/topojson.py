"""TopoJSON to GeoJSON, as far as polygons go. Pure.

Arcs are lists of points as steps from one to the next, in whole numbers that
`transform` turns into degrees. A ring names its arcs in order; ~n is arc n backwards.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

Point = list[float]


def outlines(topology: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """The polygons of the object `name` by their id, as GeoJSON geometries."""
    arcs = [_degrees(topology["transform"], arc) for arc in topology["arcs"]]
    return {
        str(shape["id"]): {
            "type": shape["type"],
            "coordinates": [_ring(arcs, ring) for ring in shape["arcs"]]
            if shape["type"] == "Polygon"
            else [[_ring(arcs, ring) for ring in part] for part in shape["arcs"]],
        }
        for shape in topology["objects"][name]["geometries"]
    }


def _degrees(transform: Mapping[str, Any], arc: Sequence[Sequence[int]]) -> list[Point]:
    (east, north), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    # five decimals are a metre; the file itself is coarser
    return [[round(x * east + west, 5), round(y * north + south, 5)] for x, y in steps]


def _ring(arcs: Sequence[list[Point]], numbers: Sequence[int]) -> list[Point]:
    """The arcs one after the other; each begins where the last one ended."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring
