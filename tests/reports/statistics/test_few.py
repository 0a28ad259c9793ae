import pytest

from reports.statistics.few import few


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_small_count_is_told_as_fewer_than_five(number):
    assert few(number) == {"number": None, "fewer_than": 5}


@pytest.mark.parametrize("number", [0, 5, 6, 1000])
def test_count_by_which_nobody_is_found_is_told(number):
    assert few(number) == {"number": number, "fewer_than": None}
