import pytest

from reports.statistics.minutes import minutes_told


@pytest.mark.parametrize("minutes", [[], [0], [7, 3, 3], list(range(9))])
def test_few_values_are_told_one_by_one(minutes):
    assert minutes_told(minutes) == {"minutes": sorted(minutes), "median_minutes": None}


@pytest.mark.parametrize(
    ("minutes", "median"),
    [
        ([5] * 10, 5),
        ([9, 1, 2, 3, 4, 5, 6, 7, 8, 10], 6),  # between 5 and 6: halves go up
        ([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 90], 7),
    ],
)
def test_many_values_are_told_by_their_median(minutes, median):
    assert minutes_told(minutes) == {"minutes": [], "median_minutes": median}
