"""Windows of time beside each other, and what they share."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.allegations.ranges import SHORTEST, WIDTH, Bar, Range, bars_of, shared

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ranges = st.builds(
    lambda begins, minutes: Range(NOON + begins * HOUR, NOON + begins * HOUR + minutes * HOUR / 60),
    st.integers(-50, 50),
    st.integers(1, 3000),
)


def hours(begins, ends):
    return Range(NOON + begins * HOUR, NOON + ends * HOUR)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (hours(0, 2), hours(1, 3), hours(1, 2)),
        (hours(0, 9), hours(1, 3), hours(1, 3)),
        (hours(0, 1), hours(1, 3), None),
        (hours(0, 1), hours(2, 3), None),
    ],
)
def test_time_that_both_hold(one, other, both):
    assert shared(one, other) == shared(other, one) == both


def test_bars_stand_on_one_scale():
    day, hour = hours(0, 24), hours(12, 13)

    assert bars_of([hour, day]) == [Bar(300, 25), Bar(0, WIDTH)]
    assert [bar.mirrored for bar in bars_of([hour, day])] == [275, 0]


@given(ranges, ranges)
def test_bars_are_seen_and_stay_inside(one, other):
    for bar in bars_of([one, other]):
        assert SHORTEST <= bar.length <= WIDTH
        assert 0 <= bar.offset <= WIDTH - bar.length
        assert 0 <= bar.mirrored <= WIDTH - bar.length
