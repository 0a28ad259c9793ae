from datetime import date
from decimal import Decimal

from reports.statistics.steps import Stated, steps


def stated(day, value):
    return Stated(date.fromisoformat(day), Decimal(value))


def test_cumulative_values_are_read_as_steps_with_their_length():
    found = steps(
        [stated("2017-03-01", 1281), stated("2017-01-23", 1144), stated("2017-02-17", 1259)]
    )

    assert [(step.change, step.days) for step in found] == [(115, 25), (22, 12)]
    assert not any(step.is_restated for step in found)


def test_fall_is_restated_and_has_no_change():
    [step] = steps([stated("2021-03-01", 90), stated("2021-03-04", 85)])

    assert (step.is_restated, step.change, step.days) == (True, None, 3)


def test_unchanged_value_is_a_step_of_nothing():
    [step] = steps([stated("2021-03-01", 90), stated("2021-03-02", 90)])

    assert (step.change, step.is_restated) == (0, False)


def test_last_value_given_for_a_day_counts():
    [step] = steps([stated("2021-03-01", 1), stated("2021-03-02", 5), stated("2021-03-02", 7)])

    assert step.change == 6


def test_one_value_makes_no_step():
    assert steps([stated("2021-03-01", 1)]) == []
