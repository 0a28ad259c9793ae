from datetime import date
from decimal import Decimal

import pytest

from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.context_reading import read_measures
from tests.ceasefire.monitoring.tables import SOURCE, as_csv


def measure(name="humanitarian_actions", value="4", **cells):
    return {
        "period_end_date": "2021-03-05",
        "inferred_date": "",
        "date_basis": "bulletin",
        "measure": name,
        "value": value,
        "source_url": SOURCE,
        **cells,
    }


def read(*rows):
    return read_measures(as_csv(list(rows)))


def test_measures_are_gathered_by_source_in_the_order_of_their_names():
    other = {"period_end_date": "", "date_basis": "inferred", "inferred_date": "2021-03"}

    result = read(measure("b", "64.1"), measure("c", **other), measure("a", "0"))

    dated, undated = sorted(result.sources, key=len, reverse=True)
    assert [(row.measure, row.value) for row in dated] == [
        ("a", Decimal(0)),
        ("b", Decimal("64.1")),
    ]
    assert (dated[0].period_end, dated[0].date_basis) == (date(2021, 3, 5), DateBasis.BULLETIN)
    assert (undated[0].period_end, undated[0].inferred_date) == (None, "2021-03")
    assert result.rejected == ()


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"value": ""}, "value"),
        ({"value": "-4"}, "value"),
        ({"value": "-4.5"}, "value"),
        ({"value": "1,144"}, "value"),
        ({"value": "1.2345"}, "value"),
        ({"value": "1" * 12}, "value"),
        ({"value": "NaN"}, "value"),
        ({"measure": ""}, "measure"),
        ({"measure": "Aid!"}, "measure"),
        ({"source_url": ""}, "source_url"),
        ({"date_basis": "none"}, "date_basis"),
    ],
)
def test_row_that_cannot_be_read_is_rejected_and_the_rest_kept(cells, column):
    result = read(measure() | cells, measure("other"))

    assert [(row.line, row.column) for row in result.rejected] == [(2, column)]
    assert [row.measure for row in result.sources[0]] == ["other"]


def test_measure_given_twice_alike_counts_once():
    result = read(measure(), measure(value="4.0"))

    [[row]] = result.sources
    assert (row.value, result.rejected) == (Decimal(4), ())


def test_measure_with_two_values_is_rejected():
    result = read(measure(), measure("other"), measure(value="5"))

    assert [(row.line, row.column) for row in result.rejected] == [(2, "value"), (4, "value")]
    assert [row.measure for row in result.sources[0]] == ["other"]


def test_source_whose_day_is_known_in_two_ways_is_rejected():
    result = read(measure(), measure("other", date_basis="article"))

    assert [row.column for row in result.rejected] == ["date_basis", "date_basis"]
    assert result.sources == ()
