import pytest

from ceasefire.monitoring.columns import columns_of

NORTH = {"id": "n", "code": "NORTH", "names": {"en": "Northern Command"}, "short_names": {}}
SOUTH = {
    "id": "s",
    "code": "SOUTH",
    "names": {"en": "Southern Command"},
    "short_names": {"en": "South"},
}


def line(code, count):
    return {"area": {"id": f"id-{code}", "code": code, "names": {"en": code}}, "count": count}


def told(side, total, *lines, views=(), **facts):
    return {
        "side": side,
        "total": total,
        "areas": list(lines),
        "views": [{"author": author} for author in views],
        "accused": None,
        "flags": [],
        "notes": [],
        **facts,
    }


def columns(*counts, flags=()):
    return columns_of({"sides": [SOUTH, NORTH], "counts": list(counts), "flags": list(flags)})


def test_areas_of_both_sides_stand_on_the_same_lines_by_code():
    shown = columns(
        told(NORTH, 8, line("B", 5), line("A", 3)), told(SOUTH, 2, line("C", None), line("B", 2))
    )

    assert [side.side["code"] for side in shown.sides] == ["SOUTH", "NORTH"]
    assert [
        (each.area["code"], [[told["count"] for told in cell] for cell in each.cells])
        for each in shown.lines
    ] == [("A", [[], [3]]), ("B", [[2], [5]]), ("C", [[None], []])]


def test_area_listed_twice_has_both_numbers_in_its_cell():
    [each] = columns(told(NORTH, 20, line("A", 11), line("A", 9))).lines

    assert [told["count"] for told in each.cells[1]] == [11, 9]


@pytest.mark.parametrize(
    ("total", "counts", "added_up", "beyond", "exceeds_by"),
    [
        (8, (5, 3), 8, 0, 0),
        (9, (5, None), 5, 4, 0),
        (8, (5, 5), 10, -2, 2),
        (None, (5, 3), 8, None, 0),
        (8, (), None, None, 0),
        (8, (None,), None, None, 0),
        (0, (), None, None, 0),
    ],
)
def test_total_is_checked_against_what_the_areas_add_up_to(
    total, counts, added_up, beyond, exceeds_by
):
    lines = [line(f"A{at}", count) for at, count in enumerate(counts)]

    side = columns(told(NORTH, total, *lines)).sides[1]

    assert (side.added_up, side.beyond, side.exceeds_by) == (added_up, beyond, exceeds_by)


def test_side_that_the_source_has_not_is_empty():
    shown = columns(told(NORTH, 8))

    south, _ = shown.sides
    assert south.total is None
    assert (south.count, south.added_up, south.beyond, south.lines) == (None, None, None, [])
    assert shown.held == 1


def test_unheard_are_those_whose_view_of_records_is_not_in_the_source():
    south, north = {"en": "South"}, {"en": "Northern Command"}

    assert columns(told(NORTH, 8), told(SOUTH, 2)).unheard == [(north, south), (south, north)]
    assert columns(told(NORTH, 8, views=[SOUTH]), told(SOUTH, 2)).unheard == [(north, south)]
    assert columns(told(NORTH, None), told(SOUTH, 0)).unheard == [(south, north)]
    assert columns(
        told(NORTH, 8, views=[{"id": "mayor", "names": {}, "short_names": {}}])
    ).unheard == [(south, north)]


def test_flags_of_one_side_are_not_those_of_the_bulletin():
    shown = columns(told(NORTH, 8, flags=["noted"]), flags=["undated", "noted"])

    assert shown.flags == ["undated"]


def test_notes_views_and_accused_are_found_on_either_side():
    plain = columns(told(NORTH, 8), told(SOUTH, 2))
    full = columns(told(NORTH, 8, notes=["odd"], views=[SOUTH], accused=SOUTH))

    assert (plain.noted, plain.has_views, plain.names_accused) == ([], False, False)
    assert [side.side["code"] for side in full.noted] == ["NORTH"]
    assert (full.has_views, full.names_accused) == (True, True)
