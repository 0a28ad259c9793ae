from reports.rollups.choices import Word
from reports.rollups.marginals import AreaLine, Issue, SideLine, ViewLine, marginals_of

NORTH, SOUTH = "north-id", "south-id"


def issue(*sides, series="S", is_page_dated=False, recorded=1):
    return Issue(series, is_page_dated, recorded, sides)


def side(public_id=NORTH, total=0, areas=(), views=()):
    return SideLine(public_id, total, tuple(areas), tuple(views))


def test_each_side_is_counted_for_itself():
    counted = marginals_of([issue(side(NORTH, 10), side(SOUTH, 8))])

    assert counted == {
        ("bulletin", "S", "held"): 1,
        ("bulletin_side", f"S/{NORTH}", "issues"): 1,
        ("bulletin_side", f"S/{NORTH}", "registered"): 10,
        ("bulletin_side", f"S/{SOUTH}", "issues"): 1,
        ("bulletin_side", f"S/{SOUTH}", "registered"): 8,
        ("bulletin_area", f"S/{NORTH}/", "registered"): 10,
        ("bulletin_area", f"S/{SOUTH}/", "registered"): 8,
    }


def test_stated_nought_is_an_issue_and_silence_is_none():
    counted = marginals_of([issue(side(NORTH, 0))])

    assert counted == {
        ("bulletin", "S", "held"): 1,
        ("bulletin_side", f"S/{NORTH}", "issues"): 1,
    }


def test_areas_are_counted_and_what_the_total_says_beyond_them():
    lines = [AreaLine("DV-1", 4), AreaLine("DV-2", 1), AreaLine("DV-1", 2), AreaLine("DV-3", None)]

    counted = marginals_of([issue(side(NORTH, 9, lines))])

    areas = {key: n for (dimension, key, _), n in counted.items() if dimension == "bulletin_area"}
    assert areas == {f"S/{NORTH}/DV-1": 6, f"S/{NORTH}/DV-2": 1, f"S/{NORTH}/": 2}


def test_areas_beyond_the_total_leave_nothing_beyond_the_areas():
    counted = marginals_of([issue(side(NORTH, 3, [AreaLine("DV-1", 5)]))])

    assert ("bulletin_area", f"S/{NORTH}/", "registered") not in counted
    assert counted["bulletin_area", f"S/{NORTH}/DV-1", "registered"] == 5


def test_side_without_a_total_adds_to_no_total_but_to_its_areas():
    lines = [AreaLine("DV-1", 5)]
    views = [ViewLine(SOUTH, ((Word.NOT_CONFIRMED, 5),))]

    counted = marginals_of([issue(side(NORTH, None, lines, views))])

    assert counted == {
        ("bulletin", "S", "held"): 1,
        ("bulletin_side", f"S/{NORTH}", "without_total"): 1,
        ("bulletin_area", f"S/{NORTH}/DV-1", "registered"): 5,
    }


def test_view_is_counted_with_what_it_is_a_view_of():
    views = [ViewLine(SOUTH, ((Word.CONFIRMED, 3), (Word.NOT_CONFIRMED, 9)))]

    counted = marginals_of([issue(side(NORTH, 12, views=views))])

    said = {
        state: n for (dimension, _, state), n in counted.items() if dimension == "bulletin_view"
    }
    assert said == {
        "confirmed": 3,
        "confirmed_of": 12,
        "confirmed_issues": 1,
        "not_confirmed": 9,
        "not_confirmed_of": 12,
        "not_confirmed_issues": 1,
    }


def test_view_of_an_area_is_counted_with_what_the_area_had():
    lines = [
        AreaLine("DV-1", 3, ((Word.NOT_CONFIRMED, 2),)),
        AreaLine("DV-2", None, ((Word.NOT_CONFIRMED, 1),)),
    ]

    counted = marginals_of([issue(side(NORTH, 3, lines))])

    said = {key: n for (_, key, state), n in counted.items() if state == "not_confirmed_of"}
    assert said == {f"S/{NORTH}/DV-1": 3}


def test_issue_held_from_two_sources_is_counted_once_from_the_dated_text():
    page = issue(side(NORTH, 99), is_page_dated=True, recorded=1)
    text = issue(side(NORTH, 7), recorded=2)
    later = issue(side(NORTH, 8), recorded=3)

    counted = marginals_of([page, later, text])

    assert counted["bulletin_side", f"S/{NORTH}", "registered"] == 7
    assert counted["bulletin", "S", "held"] == 1
    assert counted["bulletin", "S", "repeated"] == 2
    assert ("bulletin", "S", "page_dated") not in counted


def test_page_dated_issue_is_held_and_told_apart():
    counted = marginals_of([issue(side(NORTH, 1), is_page_dated=True)])

    assert counted["bulletin", "S", "held"] == counted["bulletin", "S", "page_dated"] == 1


def test_series_are_never_added():
    counted = marginals_of([issue(side(NORTH, 1), series="S"), issue(side(NORTH, 2), series="T")])

    assert counted["bulletin_side", f"S/{NORTH}", "registered"] == 1
    assert counted["bulletin_side", f"T/{NORTH}", "registered"] == 2
    assert ("bulletin", "S", "repeated") not in counted
