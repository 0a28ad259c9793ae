"""Outlines are GeoJSON that encloses something; points lie in them or not."""

import h3
import pytest
from django.core.exceptions import ValidationError

from ceasefire.places.outlines import cell_of, contains, validate_outline
from tests.builders.places import square

TWO_SQUARES = {
    "type": "MultiPolygon",
    "coordinates": [square()["coordinates"], square(west=5.0)["coordinates"]],
}
HOURGLASS = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


@pytest.mark.parametrize("outline", [square(), TWO_SQUARES], ids=["one part", "two parts"])
def test_area_with_an_inside_is_an_outline(outline):
    validate_outline(outline)


@pytest.mark.parametrize(
    ("outline", "said"),
    [
        (None, "Polygon or MultiPolygon"),
        ("Polygon", "Polygon or MultiPolygon"),
        ({}, "Polygon or MultiPolygon"),
        ({"type": "Point", "coordinates": [0, 0]}, "Polygon or MultiPolygon"),
        ({"type": "Polygon"}, "Not an outline"),
        ({"type": "Polygon", "coordinates": "around here"}, "Not an outline"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "Not an outline"),
        ({"type": "Polygon", "coordinates": []}, "empty or crosses itself"),
        (HOURGLASS, "empty or crosses itself"),
    ],
)
def test_what_encloses_nothing_is_refused(outline, said):
    with pytest.raises(ValidationError, match=said) as refused:
        validate_outline(outline)

    assert refused.value.code == "outline"


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        (0.5, 0.5, True),
        (0.0, 0.5, True),  # on the edge
        (0.5, 5.5, True),
        (0.5, 3.0, False),
        (5.5, 0.5, False),  # the second part lies east, not north: longitude comes first
    ],
)
def test_point_is_inside_or_on_the_edge(latitude, longitude, inside):
    assert contains(TWO_SQUARES, latitude=latitude, longitude=longitude) is inside


def test_cells_are_about_five_square_kilometres():
    here = cell_of(latitude=10.0, longitude=20.0)

    assert 4 < h3.cell_area(here, unit="km^2") < 6
    assert here == cell_of(latitude=10.001, longitude=20.001)
    assert here != cell_of(latitude=10.05, longitude=20.0)
