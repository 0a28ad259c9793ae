import pytest

from reports.statistics.few import few, parts_told


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_small_count_is_told_as_fewer_than_five(number):
    assert few(number) == {"number": None, "fewer_than": 5}


@pytest.mark.parametrize("number", [0, 5, 6, 1000])
def test_count_by_which_nobody_is_found_is_told(number):
    assert few(number) == {"number": number, "fewer_than": None}


def test_parts_are_told_where_none_is_small():
    assert parts_told({"stopped": 7, "went_on": 5, "unknown": 0}) == {
        "stopped": 7,
        "went_on": 5,
        "unknown": 0,
    }


@pytest.mark.parametrize("small", [1, 4])
def test_small_part_takes_those_beside_it_with_it(small):
    assert parts_told({"stopped": 7, "went_on": small}) == {"stopped": None, "went_on": None}
