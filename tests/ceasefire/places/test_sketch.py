import pytest

from ceasefire.places.sketch import sketch
from tests.builders.places import square

# Longitude first; north is up, so the first position lies at the lower left.
UNIT = "M8 328L328 328L328 8L8 8Z"


def test_square_on_the_equator_fills_its_box():
    drawn = sketch(square(west=-0.5, south=-0.5))

    assert (drawn.width, drawn.height, drawn.path) == (336.0, 336.0, UNIT)
    assert drawn.point is None


def test_longitudes_shrink_towards_the_poles():
    drawn = sketch(square(west=10, south=59.5))

    assert (drawn.width, drawn.height) == (pytest.approx(176, abs=0.1), 336.0)


def test_point_is_given_as_latitude_and_longitude():
    drawn = sketch(square(west=-0.5, south=-0.5), point=(0.5, -0.5))

    assert drawn.point == (8.0, 8.0)


def test_holes_and_islands_are_rings_of_one_path():
    outer, hole = (square(degrees=3)["coordinates"][0], square(west=1, south=1)["coordinates"][0])
    island = square(west=5)["coordinates"]
    outline = {"type": "MultiPolygon", "coordinates": [[outer, hole], island]}

    drawn = sketch(outline)

    assert drawn.path.count("M") == drawn.path.count("Z") == 3


def test_heights_are_left_out():
    ring = [[*position, 120.0] for position in square(west=-0.5, south=-0.5)["coordinates"][0]]

    assert sketch({"type": "Polygon", "coordinates": [ring]}).path == UNIT
