from decimal import Decimal

import pytest

from reports.figures import bulletins
from reports.rollups.choices import Word
from reports.rollups.marginals import AreaLine, Issue, SideLine, ViewLine, marginals_of
from reports.rollups.sums import Part, Stated, Sums
from reports.statistics.issues import IssuesHeld

NORTH = ("S", "north")


def sums(total=9, *, areas=(("DV-1", 6), ("DV-2", 1)), view=()):
    lines = tuple(AreaLine(area, count, ((Word.NOT_CONFIRMED, 1),)) for area, count in areas)
    side = SideLine("north", total, lines, (ViewLine("south", tuple(view)),))
    return Sums(marginals_of([Issue("S", is_page_dated=False, recorded=1, sides=(side,))]))


def held(number, expected):
    days = tuple(range(expected))
    return IssuesHeld(days, frozenset(days[:number]))


def test_side_is_its_stated_totals():
    assert bulletins.registered_by_side(sums(), *NORTH) == 9
    assert bulletins.registered_by_side(sums(0, areas=()), *NORTH) == 0


def test_side_that_states_nothing_is_none_and_not_nought():
    assert bulletins.registered_by_side(sums(None), *NORTH) is None
    assert bulletins.registered_by_side(Sums({}), *NORTH) is None
    assert bulletins.issues_without_total(sums(None), *NORTH) == 1


def test_areas_and_what_lies_beyond_them():
    assert bulletins.registered_in_area(sums(), *NORTH, "DV-1") == 6
    assert bulletins.beyond_areas(sums(), *NORTH) == 2
    assert sums().areas(*NORTH) == ["DV-1", "DV-2"]


def test_word_of_an_area_is_given_where_it_is_stated():
    said = bulletins.said_of_area(sums(), *NORTH, "DV-1", Word.NOT_CONFIRMED)

    assert said == Part(1, 6)
    assert bulletins.said_of_area(sums(), *NORTH, "DV-1", Word.CONFIRMED) is None


def test_word_on_a_side_is_n_of_m_in_k_issues_or_nothing():
    told = sums(view=[(Word.CONFIRMED, 0), (Word.NOT_CONFIRMED, 5)])

    assert bulletins.accepted_by_both(told, *NORTH, "south") == Stated(0, 9, 1)
    assert bulletins.said_of_side(told, *NORTH, "south", Word.NOT_CONFIRMED) == Stated(5, 9, 1)
    assert bulletins.said_of_side(told, *NORTH, "south", Word.EXCLUDED_TARGET) is None
    assert told.authors(*NORTH) == {"south"}


@pytest.mark.parametrize(("number", "rate"), [(7, None), (8, Decimal("9.0"))])
def test_rate_is_withheld_below_80_per_cent_of_the_issues(number, rate):
    assert bulletins.rate_of_side(sums(), *NORTH, held(number, 10)) == rate


def test_rate_of_a_side_that_states_nothing_is_withheld():
    assert bulletins.rate_of_side(sums(None), *NORTH, held(10, 10)) is None
