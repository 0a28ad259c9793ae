"""How long a case was at a level: whole days by the agreement's clock, in time or overdue."""

from datetime import date, datetime

import pytest

from ceasefire.allegations.stays import LevelTimes, Stay, TimeAtLevel, level_times, time_at_level

BERLIN, VALLEY = "Europe/Berlin", "Etc/GMT-2"


def at(moment):
    return datetime.fromisoformat(f"{moment}Z")


@pytest.mark.parametrize(
    ("zone", "since", "until", "whole"),
    [
        (VALLEY, "2021-03-05T09:30", "2021-03-05T10:29", (0, 0)),
        (VALLEY, "2021-03-05T09:30", "2021-03-06T09:29", (0, 23)),
        (VALLEY, "2021-03-05T09:30", "2021-03-06T09:30", (1, 0)),
        (VALLEY, "2021-03-05T09:30", "2021-03-08T08:00", (2, 22)),
        (VALLEY, "2021-03-05T21:30", "2021-03-05T22:30", (0, 1)),  # over midnight there
        (BERLIN, "2021-03-27T11:00", "2021-03-28T10:00", (1, 0)),  # a day of 23 hours
        (BERLIN, "2021-10-30T10:00", "2021-10-31T10:00", (0, 24)),  # the day has 25 hours
        (BERLIN, "2021-10-30T10:00", "2021-10-31T11:00", (1, 0)),
    ],
)
def test_whole_days_and_the_hours_left_over(zone, since, until, whole):
    stay = Stay(1, at(since), at(until))

    time = time_at_level(stay, zone, at("2030-01-01T00:00"))

    assert time == TimeAtLevel(1, at(since), at(until), *whole, due_on=None, is_overdue=False)


def test_stay_that_lasts_is_told_up_to_now():
    time = time_at_level(Stay(1, at("2021-03-05T09:30")), VALLEY, at("2021-03-07T10:30"))

    assert (time.until, time.days, time.hours) == (None, 2, 1)


@pytest.mark.parametrize(
    ("until", "now", "is_overdue"),
    [
        (None, "2021-03-08T21:59", False),
        (None, "2021-03-08T22:00", True),
        ("2021-03-08T21:59", "2021-03-20T00:00", False),
        ("2021-03-08T22:00", "2021-03-20T00:00", True),
    ],
)
def test_answer_is_in_time_to_the_end_of_the_last_day(until, now, is_overdue):
    stay = Stay(1, at("2021-03-05T09:30"), until and at(until), answers_within_days=3)

    time = time_at_level(stay, VALLEY, at(now))

    assert (time.due_on, time.is_overdue) == (date(2021, 3, 8), is_overdue)


def test_times_of_levels_stand_in_the_order_of_the_levels():
    begun = at("2021-03-05T09:30")
    stays = [
        Stay(7, begun, at("2021-03-06T09:30")),
        Stay(4, begun, at("2021-03-05T10:00")),
        Stay(7, begun, at("2021-03-09T09:30")),
        Stay(4, begun, at("2021-03-07T09:30")),
        Stay(7, begun, at("2021-03-07T09:30")),
    ]

    found = level_times([7, 4, 9], [time_at_level(each, VALLEY, begun) for each in stays])

    assert found == [LevelTimes(7, 3, 2, 4), LevelTimes(4, 2, 1.0, 2), LevelTimes(9, 0)]
