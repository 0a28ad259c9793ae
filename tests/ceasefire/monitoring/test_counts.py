from datetime import date

import pytest

from ceasefire.monitoring.counts import (
    Dimension,
    Extent,
    Question,
    Sum,
    extent_of,
    in_order,
    with_expected,
)

MARCH = date(2021, 3, 1)


def question(**facts):
    return Question(sides=("SOUTH", "NORTH"), **facts)


def extent(starts_on=date(2021, 3, 2), ends_on=None, last_held=date(2021, 4, 10), **facts):
    return extent_of(question(**facts), starts_on=starts_on, ends_on=ends_on, last_held=last_held)


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, (date(2021, 3, 2), date(2021, 4, 10))),
        ({"start": date(2021, 1, 1)}, (date(2021, 3, 2), date(2021, 4, 10))),
        ({"start": date(2021, 3, 9)}, (date(2021, 3, 9), date(2021, 4, 10))),
        ({"end": date(2021, 3, 9)}, (date(2021, 3, 2), date(2021, 3, 8))),
        ({"end": date(2021, 6, 1)}, (date(2021, 3, 2), date(2021, 5, 31))),
        (
            {"end": date(2021, 6, 1), "ends_on": date(2021, 5, 4)},
            (date(2021, 3, 2), date(2021, 5, 4)),
        ),
        ({"ends_on": date(2021, 3, 4)}, (date(2021, 3, 2), date(2021, 3, 4))),
    ],
)
def test_extent_holds_the_days_asked_for_on_which_the_series_was_issued(facts, days):
    assert extent(**facts) == Extent(*days)


@pytest.mark.parametrize(
    "facts",
    [
        {"last_held": None},
        {"start": date(2021, 4, 11)},
        {"end": date(2021, 3, 2)},
        {"end": date(1, 1, 2), "starts_on": date(1, 1, 2)},
    ],
)
def test_extent_without_days_is_none(facts):
    assert extent(**facts) is None


def test_issues_expected_are_the_days_of_the_group_within_the_extent():
    days = Extent(date(2021, 3, 2), date(2021, 4, 10))

    def expected(**key):
        return with_expected(
            Sum(is_dated=True, count=1, issues_held=1, **key), days
        ).issues_expected

    assert expected() == 40
    assert expected(month=MARCH) == 30
    assert expected(month=date(2021, 4, 1)) == 10
    assert expected(month=date(2020, 2, 1)) == 0
    assert expected(day=date(2021, 3, 5)) == 1
    assert expected(day=date(2021, 3, 5), month=MARCH) == 1


def test_nothing_is_expected_of_the_undated_nor_outside_all_days():
    undated = Sum(is_dated=False, count=1, issues_held=1)
    dated = Sum(is_dated=True, count=1, issues_held=1)

    assert with_expected(undated, Extent(MARCH, MARCH)).issues_expected is None
    assert with_expected(dated, None).issues_expected == 0


def test_sums_stand_in_the_series_order_of_sides_then_by_time_then_by_area():
    def each(side, month, area):
        key = {"side": side, "month": date(2021, month, 1), "area": area}
        return Sum(is_dated=True, count=1, issues_held=1, **key)

    wanted = [
        each("SOUTH", 3, "DV-1"),
        each("SOUTH", 3, "DV-2"),
        each("SOUTH", 3, None),
        each("SOUTH", 4, "DV-1"),
        each("NORTH", 3, "DV-1"),
    ]

    assert in_order(reversed(wanted), question()) == wanted


def test_sum_carries_the_keys_it_is_grouped_by_and_nothing_else():
    month = Sum(is_dated=True, count=4, issues_held=2, side="NORTH", month=MARCH, unconfirmed_in=1)
    figures = {
        "count": 4,
        "issues_held": 2,
        "issues_expected": None,
        "unconfirmed": None,
        "unconfirmed_of": None,
        "confirmed": None,
        "excluded_target": None,
    }

    assert month.as_json({Dimension.SIDE, Dimension.MONTH}) == {
        "side": "NORTH",
        "month": "2021-03",
        **figures,
    }
    assert month.as_json({Dimension.AREA}) == {"area": None, **figures}
    assert month.as_json(()) == figures
