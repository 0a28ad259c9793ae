"""Calls by area, as readers are told of them. The numbers were worked out by hand."""

from datetime import date, timedelta

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.codes.calls import CallAnswer
from reports.figures.calls import calls_part
from reports.figures.field import field_part, read_field
from reports.statistics.periods import day_of, week_of
from tests.builders.calls import make_call, make_duty_point, stopped, went_on
from tests.builders.field import THAT_DAY, make_field

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 5)
MINUTE = timedelta(minutes=1)


def told(period=None):
    return calls_part(Agreement.objects.get(code="DEMO-1"), period or week_of(DAY))


def call(times, *, after=None, at=THAT_DAY, **facts):
    """So many calls; fire stopped `after` so many minutes, one more after each."""
    point = make_duty_point()
    for more in range(times):
        if after:
            facts["stop"] = stopped(at + (after + more) * MINUTE)
        make_call(at, point=point, **facts)


def numbers(line, *names):
    return [line[name] for name in names]


def test_period_without_calls_has_no_lines():
    make_field()

    assert told() == []


def test_calls_are_counted_by_area_in_order_of_code():
    call(5, area="DV-S", stop=went_on())
    call(6, after=3)
    call(5, answer=CallAnswer.NOT_REACHED)

    north, south = told()

    assert [each["area"]["code"] for each in (north, south)] == ["DV-N", "DV-S"]
    assert north["calls"] == {"number": 11, "fewer_than": None}
    parts = ("answered", "not_reached", "stopped", "went_on", "unknown")
    assert numbers(north, *parts) == [6, 5, 6, 0, 5]
    assert (north["minutes"], north["median_minutes"]) == ([3, 4, 5, 6, 7, 8], None)
    assert numbers(south, *parts) == [5, 0, 0, 5, 0]
    assert (south["minutes"], south["median_minutes"]) == ([], None)


def test_few_calls_are_told_as_fewer_than_five_and_nothing_beside():
    call(4, after=3)

    [line] = told()

    assert line["calls"] == {"number": None, "fewer_than": 5}
    assert numbers(line, "answered", "stopped", "minutes", "median_minutes") == [
        None,
        None,
        [],
        None,
    ]


def test_small_part_is_not_told_by_those_beside_it():
    call(6, after=3)
    call(1, stop=went_on())

    [line] = told()

    assert line["calls"]["number"] == 7
    assert numbers(line, "answered", "not_reached") == [7, 0]
    assert numbers(line, "stopped", "went_on", "unknown", "minutes") == [None, None, None, []]


def test_median_takes_the_place_of_minutes_from_ten_on():
    call(10, after=1)

    [line] = told()

    assert (line["minutes"], line["median_minutes"]) == ([], 6)  # of 5 and 6, half up


def test_calls_belong_to_the_local_day_on_which_they_were_made():
    first = THAT_DAY.replace(hour=22, minute=0) - timedelta(days=1)  # midnight in the valley
    for at in (first - MINUTE, first, first + timedelta(days=1, minutes=-1), first + timedelta(1)):
        call(5, at=at)

    assert [each["calls"]["number"] for each in told(day_of(DAY))] == [10]


def test_calls_are_part_of_what_the_field_tells_and_name_no_party():
    call(5)

    part = field_part(read_field(Agreement.objects.get(code="DEMO-1"), week_of(DAY)))

    assert part["calls"] == told()
    assert "NORTH" not in str(part["calls"])
