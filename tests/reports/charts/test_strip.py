import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from reports.charts.strip import Mark, Strip, draw_shape, draw_strip

MOVE = re.compile(r"M([\d.]+) ([\d.]+)([a-z])")
FIRST = date(2021, 3, 1)


def day(number):
    return FIRST + timedelta(days=number)


def strip(marks=(), *, length=10, **facts):
    days = [day(number) for number in range(length)]
    return Strip(
        days=days,
        marks=[Mark(*mark) for mark in marks],
        held=facts.pop("held", sorted({mark[0] for mark in marks})),
        title=facts.pop("title", "Registered, day by day"),
        description=facts.pop("description", "Separate marks."),
        **facts,
    )


def drawn(*arguments, **facts):
    return parsed(draw_strip(strip(*arguments, **facts)))


def parsed(text):
    return ElementTree.fromstring(text)  # noqa: S314 -- our own drawing


def marks_of(chart):
    """The marks of each side: across, down, and the letter that its outline begins with."""
    return [
        [(float(x), float(y), outline) for x, y, outline in MOVE.findall(path.get("d"))]
        for path in chart.findall("path[@class='mark']")
    ]


def test_chart_says_what_it_is_to_who_cannot_see_it():
    chart = drawn(title="Marks & days", description="<none>")

    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == "strip-title strip-desc"
    assert [chart.find(part).text for part in ("title", "desc")] == ["Marks & days", "<none>"]


def test_each_side_has_a_shape_of_its_own():
    marks = [(day(0), 0, 3), (day(0), 1, 5), (day(4), 0, 0), (day(4), 1, 2)]

    sides = marks_of(drawn(marks))

    assert [{outline for *_, outline in side} for side in sides] == [{"a"}, {"l"}]
    assert [len(side) for side in sides] == [2, 2]


def test_days_without_a_bulletin_are_blank():
    chart = drawn([(day(2), 0, 4)])

    assert [len(side) for side in marks_of(chart)] == [1]
    assert chart.find("path[@class='held']").get("d").count("M") == 1


def test_no_line_joins_marks():
    chart = drawn([(day(number), 0, number) for number in range(10)])

    assert chart.findall("polyline") == chart.findall("line") == []
    assert {path.get("class") for path in chart.findall("path")} == {
        "axis",
        "grid",
        "held",
        "mark",
    }


def test_higher_number_stands_higher_and_nought_on_the_axis():
    [[(_, nought, _), (_, eight, _)]] = marks_of(drawn([(day(0), 0, 0), (day(1), 0, 8)]))
    axis = drawn().find("path[@class='axis']").get("d")

    assert eight < nought
    assert f" {nought:g}H" in axis


def test_right_to_left_chart_is_the_mirror():
    marks = [(day(0), 0, 1), (day(9), 0, 1)]

    [left] = marks_of(drawn(marks))
    [right] = marks_of(drawn(marks, runs_from_right=True))

    assert left[0] < left[1]
    # a circle is drawn from its left edge, 4 from its middle
    assert [x + 4 for x, *_ in right] == pytest.approx([640 - (x + 4) for x, *_ in left])


def test_nothing_held_is_an_empty_chart():
    chart = drawn()

    assert marks_of(chart) == []
    assert chart.find("path[@class='held']") is None
    assert [label.text for label in chart.findall("text")] == ["0", "1"]


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (5, ["0", "2", "4", "6"]),
        (38, ["0", "10", "20", "30", "40"]),
        (90_001, ["0", "22501", "45002", "67503", "90004"]),
    ],
)
def test_scale_has_at_most_four_round_steps(highest, labels):
    chart = drawn([(day(0), 0, highest)])

    assert [label.text for label in chart.findall("text")] == labels


def test_ticks_are_labelled_in_the_words_given():
    chart = drawn(ticks=[(day(0), "1 Mar"), (day(7), "8 <Mar>")])

    assert [label.text for label in chart.findall("text")][-2:] == ["1 Mar", "8 <Mar>"]


def test_chart_brings_no_style_no_script_and_no_link():
    text = draw_strip(strip([(day(0), 0, 3)]))

    for part in ("style", "<script", "href", "onload", "url("):
        assert part not in text


def test_a_quarter_of_two_sides_fits_into_ten_kilobytes():
    marks = [(day(number), side, number) for number in range(92) for side in (0, 1)]

    assert len(draw_strip(strip(marks, length=92)).encode()) <= 10_000


def test_shapes_beside_the_words_are_those_of_the_chart():
    drawings = [draw_shape(side) for side in range(4)]

    assert len(set(drawings)) == 4
    assert all(parsed(each).get("aria-hidden") == "true" for each in drawings)
