from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ceasefire.accounts.models import User
from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.counts import Dimension, Question
from ceasefire.monitoring.oddities import AreaCountFacts, SideFacts, ViewFacts
from ceasefire.monitoring.queries import count_bulletins
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import withdraw
from tests.builders.accounts import make_user
from tests.builders.monitoring import (
    correct_bulletin,
    known_series,
    make_bulletin,
    make_series,
    side_facts,
)

pytestmark = pytest.mark.django_db

SIDES = ("NORTH", "SOUTH")
FIGURES = ("count", "issues_held", "issues_expected")
VIEW = ("unconfirmed", "unconfirmed_of", "confirmed", "excluded_target")


def ask(*group_by, sides=SIDES, reader=None, series=None, **facts):
    question = Question(
        sides=sides, group_by=frozenset(Dimension(name) for name in group_by), **facts
    )
    return count_bulletins(
        series=series or known_series(), question=question, reader=reader or make_user()
    )


def table(sums, *columns):
    return [tuple(getattr(each, name) for name in columns) for each in sums]


def rows(*group_by, columns=FIGURES, **facts):
    counts = ask(*group_by, **facts)
    keys = [name for name in ("side", "day", "month", "area") if name in group_by]
    return table(counts.dated, *keys, *columns)


def test_stated_totals_are_added_by_side_and_month_and_never_areas():
    make_bulletin("2021-03-05", north=side_facts("NORTH", 7, {"DV-1": 3}), south=2)
    make_bulletin("2021-03-06", north=side_facts("NORTH", 5, {"DV-1": 9}), south=0)
    make_bulletin("2021-04-01", north=1, south=None)

    assert rows("side", "month") == [
        ("NORTH", date(2021, 3, 1), 12, 2, 30),
        ("NORTH", date(2021, 4, 1), 1, 1, 1),
        ("SOUTH", date(2021, 3, 1), 2, 2, 30),
    ]


def test_one_side_is_counted_alone_without_naming_it():
    make_bulletin("2021-03-05", north=7, south=2)
    make_bulletin("2021-03-06", north=5, south=3)

    assert rows(sides=("SOUTH",)) == [(5, 2, 5)]
    assert rows("day", sides=("SOUTH",)) == [
        (date(2021, 3, 5), 2, 1, 1),
        (date(2021, 3, 6), 3, 1, 1),
    ]


def test_period_is_half_open():
    for day in ("2021-03-04", "2021-03-05", "2021-03-06", "2021-03-07"):
        make_bulletin(day, north=1, south=0)

    counted = rows("side", sides=("NORTH",), start=date(2021, 3, 5), end=date(2021, 3, 7))

    assert counted == [("NORTH", 2, 2, 2)]


def test_zero_is_a_count_and_a_missing_total_is_not():
    make_bulletin("2021-03-05", north=0, south=SideFacts("SOUTH", None))
    make_bulletin("2021-03-06", north=SideFacts("NORTH", None), south=SideFacts("SOUTH", None))

    counts = ask("side")

    assert table(counts.dated, "side", "count", "issues_held") == [("NORTH", 0, 1)]
    assert counts.without_total == 3


def test_bulletins_without_a_day_are_counted_apart_whatever_the_period():
    make_bulletin(None, north=4, south=1)
    make_bulletin(
        None, date_basis=DateBasis.INFERRED, inferred_date="2021-03-05", north=5, south=None
    )
    make_bulletin("2021-03-05", date_basis=DateBasis.ARTICLE, north=1, south=1)

    counts = ask("side", "month", start=date(2021, 3, 1), end=date(2021, 4, 1))

    assert table(counts.dated, "side", "count") == [("NORTH", 1), ("SOUTH", 1)]
    assert counts.undated_issues == 2
    assert table(counts.undated, "side", "month", *FIGURES) == [
        ("NORTH", None, 9, 2, None),
        ("SOUTH", None, 1, 1, None),
    ]


def test_undated_bulletins_that_lack_the_side_asked_for_are_not_counted():
    make_bulletin(None, north=4, south=None)

    counts = ask(sides=("SOUTH",))

    assert (counts.undated_issues, counts.undated) == (0, ())


def test_missing_total_of_an_undated_bulletin_is_counted_too():
    make_bulletin(None, north=SideFacts("NORTH", None), south=1)

    assert ask("side").without_total == 1


def test_other_sides_view_is_added_over_the_bulletins_that_state_it():
    make_bulletin("2021-03-05", north=side_facts("NORTH", 8, view={"not_confirmed": 8}), south=1)
    make_bulletin("2021-03-06", north=side_facts("NORTH", 5, view={"not_confirmed": 2}), south=1)
    make_bulletin(
        "2021-03-07",
        north=side_facts("NORTH", 9, view={"confirmed": 3, "excluded_target": 1}),
        south=1,
    )
    make_bulletin("2021-03-08", north=4, south=1)

    counts = ask("side")

    assert table(counts.dated, "side", "count", *VIEW, "unconfirmed_in") == [
        ("NORTH", 26, 10, 13, 3, 1, 2),
        ("SOUTH", 4, None, None, None, None, 0),
    ]


def test_whole_of_the_unconfirmed_is_not_known_where_a_total_is_missing():
    view = ViewFacts("SOUTH", not_confirmed=2)
    make_bulletin("2021-03-05", north=SideFacts("NORTH", None, views=(view,)))
    make_bulletin("2021-03-06", north=side_facts("NORTH", 5, view={"not_confirmed": 1}))

    [north, _] = ask("side").dated

    assert (north.count, north.unconfirmed, north.unconfirmed_of) == (5, 3, None)


def test_word_of_a_third_party_is_not_the_other_sides_view():
    mayor = ViewFacts("MAYOR", confirmed=4, not_confirmed=1)
    make_bulletin(north=side_facts("NORTH", 5, views=(mayor,)))

    assert table(ask("side").dated, *VIEW)[0] == (None, None, None, None)


def test_in_a_series_of_three_sides_nobody_is_the_other_side():
    make_series(sides=("NORTH", "SOUTH", "MAYOR"))
    make_bulletin(north=side_facts("NORTH", 5, view={"not_confirmed": 1}))

    [north] = ask("side", sides=("NORTH",)).dated

    assert (north.count, north.unconfirmed) == (5, None)


def test_by_area_counts_of_areas_are_added_and_the_rest_of_the_totals_lies_in_none():
    make_bulletin("2021-03-05", north=side_facts("NORTH", 7, {"DV-1": 3, "DV-2": 1}), south=2)
    make_bulletin("2021-03-06", north=side_facts("NORTH", 5, {"DV-1": 9}), south=0)
    make_bulletin("2021-03-07", north=side_facts("NORTH", 4, {}), south=None)

    assert rows("side", "area") == [
        ("NORTH", "DV-1", 12, 2, 6),
        ("NORTH", "DV-2", 1, 2, 6),
        ("NORTH", None, 7, 3, 6),
        ("SOUTH", "DV-1", 2, 2, 6),
        ("SOUTH", None, 0, 2, 6),
    ]


def test_area_listed_twice_counts_both_lines_of_one_bulletin():
    make_bulletin(north=side_facts("NORTH", 20, [("DV-1", 11), ("DV-1", 9)]), south=0)

    assert rows("area", sides=("NORTH",)) == [("DV-1", 20, 1, 4), (None, 0, 1, 4)]


def test_one_area_is_counted_alone():
    make_bulletin("2021-03-05", north=side_facts("NORTH", 7, {"DV-1": 3, "DV-2": 1}), south=2)
    make_bulletin("2021-04-05", north=side_facts("NORTH", 5, {"DV-2": 5}), south=0)

    assert rows("side", "month", area="DV-1") == [
        ("NORTH", date(2021, 3, 1), 3, 1, 30),
        ("SOUTH", date(2021, 3, 1), 2, 1, 30),
    ]
    assert rows("side", "area", area="DV-1", sides=("NORTH",)) == [
        ("NORTH", "DV-1", 3, 2, 35),
        ("NORTH", None, 3, 2, 35),
    ]


def test_area_without_a_number_is_no_count():
    lines = (AreaCountFacts("DV-1", None), AreaCountFacts("DV-2", 2))
    make_bulletin(north=SideFacts("NORTH", None, lines), south=None)

    assert rows("side", "area") == [("NORTH", "DV-2", 2, 1, 4)]


def test_view_by_area_is_added_where_it_is_stated_and_the_rest_lies_in_no_area():
    lines = (AreaCountFacts("DV-1", 3, not_confirmed=3, confirmed=0), AreaCountFacts("DV-2", 2))
    view = ViewFacts("SOUTH", not_confirmed=4, excluded_target=1)
    make_bulletin(north=SideFacts("NORTH", 6, lines, (view,)), south=None)

    assert rows("area", columns=("count", *VIEW), sides=("NORTH",)) == [
        ("DV-1", 3, 3, 3, 0, None),
        ("DV-2", 2, None, None, None, None),
        (None, 1, 1, 3, None, 1),
    ]


def test_undated_bulletins_are_counted_by_area_too():
    make_bulletin(None, north=side_facts("NORTH", 7, {"DV-1": 3}), south=None)

    counts = ask("side", "area", "day")

    assert table(counts.undated, "side", "area", *FIGURES) == [
        ("NORTH", "DV-1", 3, 1, None),
        ("NORTH", None, 4, 1, None),
    ]
    assert counts.dated == ()


def test_every_area_row_and_the_rest_add_up_to_the_total():
    make_bulletin("2021-03-05", north=side_facts("NORTH", 7, {"DV-1": 3, "DV-2": 1}), south=9)
    make_bulletin("2021-03-09", north=side_facts("NORTH", 2, {"DV-3": 2}), south=0)

    by_area = ask("side", "area").dated
    totals = {each.side: each.count for each in ask("side").dated}

    for side in SIDES:
        assert sum(each.count for each in by_area if each.side == side) == totals[side]


def test_only_what_stands_published_for_the_reader_is_counted():
    make_bulletin("2021-03-05", north=7)
    withdrawn = make_bulletin("2021-03-06", north=100)
    withdraw(
        kind=PublishedKind.BULLETIN, subject=withdrawn, by=User.objects.system(), reason="an error"
    )

    assert rows("side", sides=("NORTH",)) == [("NORTH", 7, 1, 4)]
    assert ask("side", reader=AnonymousUser()).dated == ()
    assert ask("side", reader=AnonymousUser()).without_total == 0


def test_corrected_bulletin_counts_once_as_corrected():
    bulletin = make_bulletin("2021-03-05", north=7)
    correct_bulletin(bulletin, north=8)

    assert rows("side", sides=("NORTH",)) == [("NORTH", 8, 1, 4)]


def test_other_series_are_never_added():
    make_bulletin("2021-03-05", north=7)
    weekly = make_series("DEMO-1-WEEKLY")
    make_bulletin("2021-03-05", series="DEMO-1-WEEKLY", north=50)

    assert rows("side", sides=("NORTH",)) == [("NORTH", 7, 1, 4)]
    assert ask("side", sides=("NORTH",), series=weekly).dated[0].count == 50


@pytest.mark.parametrize("group_by", [("side",), ("side", "area", "day", "month")])
def test_number_of_statements_does_not_grow_with_bulletins(group_by):
    reader = make_user()

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ask(*group_by, reader=reader)
        return len(captured)

    make_bulletin("2021-03-05", north=7)
    few = statements()
    for day in range(6, 12):
        make_bulletin(f"2021-03-{day:02}", north=7)

    assert statements() == few <= 6
