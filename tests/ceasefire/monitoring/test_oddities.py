from datetime import date

import pytest

from ceasefire.monitoring.choices import BreakdownStatement, DateBasis, Flag
from ceasefire.monitoring.oddities import (
    AreaCountFacts,
    BulletinFacts,
    SideFacts,
    ViewFacts,
    bulletin_flags,
    side_flags,
)


def side(total, *counts, **facts):
    lines = tuple(AreaCountFacts(f"DV-{at}", count) for at, count in enumerate(counts, start=1))
    return SideFacts("NORTH", total, lines, **facts)


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        (side(5, 3, 2), []),
        (side(0), []),
        (side(5, 3, None), [Flag.BREAKDOWN_UNDER]),
        (side(5, 3, 3), [Flag.BREAKDOWN_OVER]),
        (side(0, 1), [Flag.BREAKDOWN_OVER]),
        (side(5), [Flag.NO_BREAKDOWN]),
        (side(None, 3), [Flag.TOTAL_BLANK]),
        (side(None), [Flag.TOTAL_BLANK]),
        (side(5, 3, 2, notes=("headline says 6",)), [Flag.NOTED]),
        (side(5, 3, 2, breakdown=BreakdownStatement.YES), []),
        (side(5, 3, 2, breakdown=BreakdownStatement.NO), [Flag.BREAKDOWN_DISPUTED]),
        (side(0, breakdown=BreakdownStatement.NOT_APPLICABLE), []),
        (side(0, breakdown=BreakdownStatement.YES), [Flag.BREAKDOWN_DISPUTED]),
    ],
)
def test_side_flags_name_what_is_odd_about_a_count(facts, flags):
    assert side_flags(facts) == flags


def test_side_flags_name_an_area_listed_twice_even_without_a_total():
    lines = (AreaCountFacts("DV-1", 11), AreaCountFacts("DV-1", 9))

    assert side_flags(SideFacts("NORTH", 20, lines)) == [Flag.AREA_TWICE]
    assert side_flags(SideFacts("NORTH", None, lines)) == [Flag.TOTAL_BLANK, Flag.AREA_TWICE]


@pytest.mark.parametrize(
    ("facts", "is_flagged"),
    [
        (side(5, 5, views=(ViewFacts("SOUTH", confirmed=2, not_confirmed=3),)), False),
        (side(5, 5, views=(ViewFacts("SOUTH", confirmed=2, not_confirmed=4),)), True),
        (side(5, 5, views=(ViewFacts("SOUTH", not_confirmed=5, excluded_target=1),)), True),
        (SideFacts("NORTH", 5, (AreaCountFacts("DV-1", 5, not_confirmed=6),)), True),
        (SideFacts("NORTH", 5, (AreaCountFacts("DV-1", None, not_confirmed=5),)), False),
    ],
)
def test_side_flags_name_a_view_of_more_than_was_registered(facts, is_flagged):
    assert (Flag.VIEW_OVER_TOTAL in side_flags(facts)) is is_flagged


@pytest.mark.parametrize(
    ("basis", "flags"),
    [
        (DateBasis.BULLETIN, []),
        (DateBasis.ARTICLE, [Flag.DATE_FROM_PAGE]),
        (DateBasis.INFERRED, [Flag.DATE_INFERRED]),
        (DateBasis.NONE, [Flag.UNDATED]),
    ],
)
def test_bulletin_flags_say_how_the_day_is_known(basis, flags):
    day = date(2021, 3, 5) if basis in {DateBasis.BULLETIN, DateBasis.ARTICLE} else None
    facts = BulletinFacts("S", day, basis, "https://valley.invalid/1", sides=(side(0),))

    assert bulletin_flags(facts, ["NORTH"]) == flags


def test_bulletin_flags_gather_the_sides_and_name_a_missing_one():
    sides = (side(5, 3), SideFacts("SOUTH", None))
    facts = BulletinFacts("S", None, DateBasis.NONE, "https://valley.invalid/1", sides=sides)

    assert bulletin_flags(facts, ["NORTH", "SOUTH"]) == [
        Flag.UNDATED,
        Flag.TOTAL_BLANK,
        Flag.BREAKDOWN_UNDER,
    ]
    assert Flag.SIDE_MISSING in bulletin_flags(facts, ["NORTH", "SOUTH", "EAST"])
