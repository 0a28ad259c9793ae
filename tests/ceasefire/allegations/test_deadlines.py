"""When an answer is due: by the days of the agreement, over every change of its clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.allegations.deadlines import (
    ReplyRule,
    clock_start,
    deemed_at,
    due_at,
    ends_a_day,
    extended,
    last_day,
)
from ceasefire.common.clock import local_day, start_of_day

WEEK, THREE_DAYS = ReplyRule(), ReplyRule(hours=72)
DAMASCUS, BERLIN, VALLEY = "Asia/Damascus", "Europe/Berlin", "Etc/GMT-2"
ZONES = (DAMASCUS, BERLIN, VALLEY, "Asia/Kathmandu", "Asia/Tehran", "America/Bogota", "Asia/Gaza")

moments = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(ZONES)
rules = st.builds(ReplyRule, days=st.integers(0, 40), hours=st.none() | st.integers(1, 400))


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("acknowledged", "starts"),
    [
        (None, "2021-03-09T10:00Z"),
        ("2021-03-08T10:00Z", "2021-03-08T10:00Z"),
        ("2021-03-09T09:59Z", "2021-03-09T09:59Z"),
        ("2021-03-12T08:00Z", "2021-03-09T10:00Z"),
    ],
)
def test_clock_starts_when_it_is_acknowledged_and_at_the_latest_a_day_after(acknowledged, starts):
    put = at("2021-03-08T10:00Z")

    assert deemed_at(put) == at("2021-03-09T10:00Z")
    assert clock_start(put, acknowledged and at(acknowledged)) == at(starts)


@pytest.mark.parametrize(
    ("zone", "start", "due"),
    [
        (VALLEY, "2021-03-08T10:00Z", "2021-03-15T22:00Z"),
        # A second before midnight, and at midnight: a day apart.
        (VALLEY, "2021-03-08T21:59:59Z", "2021-03-15T22:00Z"),
        (VALLEY, "2021-03-08T22:00Z", "2021-03-16T22:00Z"),
        # Clocks go forward, and back, while the party thinks.
        (BERLIN, "2017-03-25T12:00Z", "2017-04-01T22:00Z"),
        (BERLIN, "2017-10-28T12:00Z", "2017-11-04T23:00Z"),
        # The day after the last has no midnight: its first moment is 01:00.
        (DAMASCUS, "2021-03-18T10:00Z", "2021-03-25T22:00Z"),
        # The last day has 25 hours: what is told twice, between 23:00 and midnight, is in time.
        (DAMASCUS, "2021-10-21T10:00Z", "2021-10-28T22:00Z"),
    ],
)
def test_answer_is_in_time_to_the_end_of_the_seventh_day_after(zone, start, due):
    assert due_at(at(start), WEEK, zone) == at(due)


@pytest.mark.parametrize("start", ["2017-03-25T12:00Z", "2017-10-28T12:00Z", "2021-03-08T23:59Z"])
def test_hours_are_hours_whatever_the_clocks_do(start):
    due = due_at(at(start), THREE_DAYS, BERLIN)

    assert due - at(start) == timedelta(hours=72)
    assert extended(due, THREE_DAYS, BERLIN) - due == timedelta(hours=72)


def test_one_more_period_is_as_many_days_again():
    due = due_at(at("2021-10-21T10:00Z"), WEEK, DAMASCUS)

    assert last_day(due, DAMASCUS).isoformat() == "2021-10-28"
    assert extended(due, WEEK, DAMASCUS) == at("2021-11-04T22:00Z")


def test_last_day_of_a_deadline_within_a_day_is_that_day():
    due = at("2021-03-15T12:00Z")

    assert (last_day(due, VALLEY).isoformat(), ends_a_day(due, VALLEY)) == ("2021-03-15", False)


@given(start=moments, rule=rules, zone=zones)
def test_deadline_in_days_is_the_first_moment_after_the_last_of_them(start, rule, zone):
    days = ReplyRule(rule.days)

    due = due_at(start, days, zone)

    assert due > start
    assert ends_a_day(due, zone)
    assert last_day(due, zone) == local_day(start, zone) + timedelta(days=rule.days)
    assert local_day(due, zone) == last_day(due, zone) + timedelta(days=1)
    assert due.utcoffset() == timedelta(0)


@given(start=moments, rule=rules, zone=zones)
def test_more_time_is_one_period_after_the_first_and_never_less(start, rule, zone):
    due = due_at(start, rule, zone)

    later = extended(due, rule, zone)

    if rule.hours is None:
        assert last_day(later, zone) - last_day(due, zone) == timedelta(days=rule.days)
    else:
        assert later - due == timedelta(hours=rule.hours)


@given(put=moments, hours=st.none() | st.floats(0, 100), rule=rules, zone=zones)
def test_to_acknowledge_gives_no_more_time_than_silence(put, hours, rule, zone):
    acknowledged = None if hours is None else put + timedelta(hours=hours)

    start = clock_start(put, acknowledged)

    assert put <= start <= deemed_at(put)
    assert due_at(start, rule, zone) <= due_at(clock_start(put, None), rule, zone)


def test_first_moment_of_a_day_without_midnight_is_where_its_clock_begins():
    due = start_of_day(at("2021-03-26T12:00Z").date(), DAMASCUS)

    assert due.astimezone(ZoneInfo(DAMASCUS)).strftime("%d %H:%M") == "26 01:00"
    assert ends_a_day(due, DAMASCUS)
