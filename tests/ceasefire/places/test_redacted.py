"""Outsiders are told a day and its quarter, a settlement or a wide cell, and no words."""

import json
from datetime import UTC, datetime

import pytest

from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.places.coarse import coarse_cell
from ceasefire.places.models import Area, Place
from ceasefire.places.redacted import redacted
from tests.builders.field import make_incident

pytestmark = pytest.mark.django_db
ZONE = "Etc/GMT-2"
POINT = {"latitude": 0.512345, "longitude": 0.498765}
CLOSE = [PlacePrecision.EXACT, PlacePrecision.WITHIN_25_KM]
FAR = [PlacePrecision.DISTRICT, PlacePrecision.GOVERNORATE]


def told(**facts):
    return redacted(make_incident(**facts), ZONE)


def test_settlement_is_named_with_its_area_and_the_quarter_of_the_day():
    found = told()

    area, place = Area.objects.get(code="DV-N"), Place.objects.get()
    assert found == {
        "day": "2021-03-05",
        "part_of_day": "morning",
        "area": {"id": str(area.public_id), "code": "DV-N", "names": {"en": "North Valley"}},
        "place": {"id": str(place.public_id), "code": "demo:weir", "names": place.names},
        "cell": None,
        "place_precision": "exact",
    }


def test_day_is_one_of_the_zone_of_the_agreement():
    late = told(at=datetime(2021, 3, 5, 22, 30, tzinfo=UTC))

    assert (late["day"], late["part_of_day"]) == ("2021-03-06", "night")


@pytest.mark.parametrize("precision", TimePrecision)
def test_quarter_of_a_day_is_told_unless_only_the_day_is_known(precision):
    part = told(time_precision=precision)["part_of_day"]

    assert part == (None if precision == TimePrecision.DAY else "morning")


@pytest.mark.parametrize("precision", PlacePrecision)
def test_settlement_is_told_only_if_it_was_there_or_near(precision):
    found = told(place_precision=precision)

    assert (found["place"] is not None) == (precision in CLOSE)
    assert (found["cell"], found["place_precision"]) == (None, precision.value)
    assert found["area"]["code"] == "DV-N"


def test_point_without_a_settlement_is_told_as_a_wide_cell():
    found = told(place=None, **POINT)

    assert (found["place"], found["cell"]) == (None, coarse_cell(*POINT.values()))


@pytest.mark.parametrize("precision", [PlacePrecision.WITHIN_25_KM, *FAR])
def test_point_that_is_not_exact_is_told_as_an_area_only(precision):
    found = told(place=None, place_precision=precision, **POINT)

    assert (found["place"], found["cell"], found["area"]["code"]) == (None, None, "DV-N")


def test_place_known_in_words_only_is_told_as_nothing():
    found = told(place=None, place_text="behind the mill")

    assert (found["place"], found["cell"], found["area"]) == (None, None, None)


@pytest.mark.parametrize("place", ["demo:weir", None])
def test_neither_point_nor_words_nor_minute_are_told(place):
    at = datetime(2021, 3, 5, 9, 47, tzinfo=UTC)
    incident = make_incident(at, place=place, place_text="behind the mill", **POINT)

    text = json.dumps(redacted(incident, ZONE))

    canaries = ["mill", "0.512345", "0.498765", "0.5123", "09:47", "11:47", incident.cell]
    assert [canary for canary in canaries if canary in text] == []
