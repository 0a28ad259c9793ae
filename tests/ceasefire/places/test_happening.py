from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.codes.observations import TimePrecision
from ceasefire.places.happening import HappeningFacts
from tests.builders.field import THAT_DAY, WEIR, make_field, make_incident, make_report

NOON = datetime(2021, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "width"),
    [
        (TimePrecision.MINUTE, timedelta(minutes=1)),
        (TimePrecision.HOUR, timedelta(hours=1)),
        (TimePrecision.PART_OF_DAY, timedelta(hours=6)),
        (TimePrecision.DAY, timedelta(days=1)),
    ],
)
@pytest.mark.parametrize("ends_at", [None, NOON])
def test_window_without_an_end_is_as_wide_as_it_is_precise(precision, width, ends_at):
    facts = HappeningFacts(NOON, ends_at=ends_at, time_precision=precision)

    assert facts.window == (NOON, NOON + width)


def test_window_with_an_end_is_as_it_was_given():
    facts = HappeningFacts(NOON, ends_at=NOON + timedelta(minutes=7))

    assert facts.window == (NOON, NOON + timedelta(minutes=7))


def test_what_is_not_said_is_an_hour_somewhere():
    facts = HappeningFacts(NOON)

    assert (facts.time_precision, facts.place_precision) == ("hour", "exact")
    assert (facts.place, facts.place_text, facts.latitude, facts.area) == (None, "", None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "point"),
    [
        ({"latitude": 0.25, "longitude": 0.75}, (0.25, 0.75)),
        ({"place": None, "latitude": 0.25, "longitude": 0.75}, (0.25, 0.75)),
        ({"place": WEIR}, (0.5, 0.5)),
        ({"place": None, "area": "DV-N"}, None),
    ],
)
def test_point_is_what_was_measured_or_else_the_settlement(where, point):
    assert make_incident(**where).point == point


@pytest.mark.django_db
def test_equator_and_prime_meridian_are_a_point():
    make_field()

    assert make_incident(latitude=0.0, longitude=0.0).point == (0.0, 0.0)


@pytest.mark.django_db
def test_another_row_takes_over_when_and_where():
    report = make_report(THAT_DAY, latitude=0.25, longitude=0.75, place_text="by the mill")

    assert report.happening() == {
        "begins_at": THAT_DAY,
        "ends_at": THAT_DAY + timedelta(minutes=1),
        "time_precision": "minute",
        "place": report.place,
        "place_text": "by the mill",
        "latitude": 0.25,
        "longitude": 0.75,
        "place_precision": "exact",
        "area": report.area,
        "cell": report.cell,
    }
