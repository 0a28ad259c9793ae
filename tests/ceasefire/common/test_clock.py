"""Days in the time zones of places where ceasefires are agreed, over every change of clocks."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.common.clock import (
    days_between,
    last_day,
    local_day,
    start_of_day,
    validate_time_zone,
)

ZONES = [
    "Asia/Damascus", "Asia/Gaza", "Asia/Hebron", "Asia/Beirut", "Asia/Baghdad", "Asia/Tehran",
    "Asia/Baku", "Asia/Yerevan", "Asia/Tbilisi", "Asia/Kabul", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Pyongyang", "Asia/Yangon", "Africa/Khartoum", "Africa/Juba", "Africa/Tripoli",
    "Africa/Casablanca", "America/Bogota", "America/Caracas", "Europe/Kyiv", "Europe/Simferopol",
    "Europe/Istanbul", "Europe/Moscow",
]  # fmt: skip
FIRST, LAST = datetime(2010, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@cache
def transitions(zone):
    """Every moment of 2010–2030 at which the zone's offset changes, found by halving."""
    found, step = [], timedelta(hours=6)
    before = FIRST
    while before < LAST:
        after = before + step
        if offset(before, zone) != offset(after, zone):
            found.append(first_with_new_offset(before, after, zone))
        before = after
    return found


def first_with_new_offset(before, after, zone):
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if offset(middle, zone) == offset(before, zone):
            before = middle
        else:
            after = middle
    return after


def offset(moment, zone):
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


def assert_in_its_day_only(moment, zone):
    day = local_day(moment, zone)
    starts = [start_of_day(day + timedelta(days=count), zone) for count in (-1, 0, 1, 2)]
    assert starts == sorted(starts)
    assert starts[1] <= moment < starts[2]


@pytest.mark.parametrize("zone", ZONES)
def test_every_moment_around_a_change_of_clocks_is_in_exactly_one_day(zone):
    around = [timedelta(hours=hours, seconds=odd) for hours in range(-26, 27) for odd in (-1, 0, 1)]

    for change in transitions(zone):
        for distance in around:
            assert_in_its_day_only(change + distance, zone)


@given(zone=st.sampled_from(ZONES), seconds=st.integers(0, int((LAST - FIRST).total_seconds()) - 1))
def test_any_moment_is_in_exactly_one_day(zone, seconds):
    assert_in_its_day_only(FIRST + timedelta(seconds=seconds), zone)


@pytest.mark.parametrize("zone", ZONES)
def test_days_follow_each_other_without_gap(zone):
    for change in transitions(zone):
        day = local_day(change, zone) - timedelta(days=2)
        days = [day + timedelta(days=count) for count in range(5)]
        lengths = [
            start_of_day(each + timedelta(days=1), zone) - start_of_day(each, zone) for each in days
        ]
        assert all(timedelta(hours=22) <= length <= timedelta(hours=26) for length in lengths)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Damascus", date(2017, 3, 31), 23),  # clocks went forward at midnight itself
        ("Asia/Damascus", date(2017, 10, 26), 25),  # and back to 23:00 of the day before
        ("Asia/Damascus", date(2017, 2, 10), 24),
        ("Asia/Damascus", date(2022, 10, 28), 24),  # the change to permanent +03 made no jump
        ("Europe/Kyiv", date(2017, 3, 26), 23),
        ("Europe/Kyiv", date(2017, 10, 29), 25),
        ("Africa/Juba", date(2021, 1, 31), 25),
        ("Asia/Pyongyang", date(2018, 5, 4), 23.5),
    ],
)
def test_day_has_as_many_hours_as_its_clocks_say(zone, day, hours):
    length = start_of_day(day + timedelta(days=1), zone) - start_of_day(day, zone)

    assert length == timedelta(hours=hours)


def test_ceasefire_of_2016_starts_at_its_own_midnight():
    in_force = start_of_day(date(2016, 12, 30), "Asia/Damascus")

    assert in_force == datetime(2016, 12, 29, 22, tzinfo=UTC)
    assert local_day(in_force, "Asia/Damascus") == date(2016, 12, 30)
    assert local_day(in_force - timedelta(minutes=1), "Asia/Damascus") == date(2016, 12, 29)


def test_both_passes_of_a_repeated_hour_are_in_one_day():
    kyiv = ZoneInfo("Europe/Kyiv")
    passes = [datetime(2017, 10, 29, 3, 30, tzinfo=kyiv, fold=fold) for fold in (0, 1)]

    moments = [each.astimezone(UTC) for each in passes]

    assert moments[1] - moments[0] == timedelta(hours=1)
    assert {local_day(moment, "Europe/Kyiv") for moment in moments} == {date(2017, 10, 29)}


def test_days_between_leaves_the_end_out():
    days = days_between(date(2017, 1, 25), date(2017, 1, 28))

    assert days == [date(2017, 1, 25), date(2017, 1, 26), date(2017, 1, 27)]
    assert days_between(date(2017, 1, 25), date(2017, 1, 25)) == []


def test_last_day_is_the_one_before_the_end():
    assert last_day(date(2017, 3, 1)) == date(2017, 2, 28)


def test_validate_time_zone_accepts_iana_names_only():
    validate_time_zone("Asia/Damascus")

    for wrong in ("Damascus", "UTC+3", "", "EEST"):
        with pytest.raises(ValidationError) as refused:
            validate_time_zone(wrong)
        assert refused.value.code == "time_zone"
