"""Coarse by rule, and the same every time: noise would average out."""

from datetime import UTC, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.codes.observations import PartOfDay
from ceasefire.places.coarse import coarse_cell, part_of_day

LEAST_KILOMETRES = 5
PLACES = {
    "latitude": st.floats(-90, 90, allow_nan=False),
    "longitude": st.floats(-180, 180, allow_nan=False),
}
ZONES = st.sampled_from(["UTC", "Asia/Damascus", "Etc/GMT-2", "America/St_Johns"])


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [
        (0, 0, "night"),
        (5, 59, "night"),
        (6, 0, "morning"),
        (11, 59, "morning"),
        (12, 0, "afternoon"),
        (17, 59, "afternoon"),
        (18, 0, "evening"),
        (23, 59, "evening"),
    ],
)
def test_day_has_four_quarters(hour, minute, part):
    assert part_of_day(datetime(2021, 3, 5, hour, minute, tzinfo=UTC), "UTC") == part


def test_quarter_is_one_of_the_day_in_the_zone_of_the_agreement():
    moment = datetime(2021, 3, 5, 10, 30, tzinfo=UTC)

    assert part_of_day(moment, "UTC") == PartOfDay.MORNING
    assert part_of_day(moment, "Etc/GMT-2") == PartOfDay.AFTERNOON


@given(moment=st.datetimes(timezones=st.just(UTC)), zone=ZONES)
def test_quarter_tells_the_moment_and_nothing_of_how_it_was_written(moment, zone):
    elsewhere = moment.astimezone(ZoneInfo("Asia/Tokyo")) if moment.year < 9999 else moment

    assert part_of_day(moment, zone) == part_of_day(elsewhere, zone)


@given(**PLACES)
def test_cell_of_a_point_is_always_the_same_and_always_coarse(latitude, longitude):
    cell = coarse_cell(latitude, longitude)

    assert cell == coarse_cell(latitude, longitude)
    assert h3.get_resolution(cell) == 6
    assert across(cell) >= LEAST_KILOMETRES


@pytest.mark.parametrize("cell", h3.get_pentagons(6))
def test_smallest_cells_of_the_earth_are_wide_enough(cell):
    assert across(cell) >= LEAST_KILOMETRES


@given(**PLACES)
def test_everybody_in_a_cell_is_told_the_same_cell(latitude, longitude):
    cell = coarse_cell(latitude, longitude)

    assert coarse_cell(*h3.cell_to_latlng(cell)) == cell


def across(cell):
    """From corner to corner, in kilometres."""
    corners = h3.cell_to_boundary(cell)
    return max(h3.great_circle_distance(*pair, unit="km") for pair in combinations(corners, 2))
