from datetime import date

import pytest
from django.utils import translation

from reports.templatetags import figures


@pytest.mark.parametrize(
    ("first", "last", "options", "words"),
    [
        ("2017-02-01", "2017-02-25", {}, "1–25 February"),
        ("2017-02-01", "2017-02-26", {"half_open": True}, "1–25 February"),
        ("2017-02-25", "2017-02-25", {}, "25 February"),
        ("2017-02-25", "2017-02-25", {"with_year": True}, "25 February 2017"),
        ("2017-01-25", "2017-02-14", {}, "25 January – 14 February"),
        ("2017-01-25", "2017-02-14", {"with_year": True}, "25 January – 14 February 2017"),
        ("2016-12-30", "2017-01-02", {}, "30 December 2016 – 2 January 2017"),
        (date(2017, 2, 1), date(2017, 2, 25), {}, "1–25 February"),
    ],
)
def test_days_are_spelt_with_each_part_said_once(first, last, options, words):
    assert figures.spell(first, last, **options) == words


def test_party_is_called_by_its_short_name_in_the_readers_language():
    party = {"short_names": {"en": "Northern <part>", "ar": "الجانب الشمالي"}}

    assert figures.short(party) == "<bdi>Northern &lt;part&gt;</bdi>"
    with translation.override("ar"):
        assert figures.short(party) == "<bdi>الجانب الشمالي</bdi>"
    assert figures.short(None) == ""


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"days": 1, "change": 4, "is_restated": False}, "(+4 in 1 day, as then stated)"),
        ({"days": 9, "change": 0, "is_restated": False}, "(+0 in 9 days, as then stated)"),
        ({"days": 9, "change": None, "is_restated": True}, "(restated: lower than on 11 March)"),
    ],
)
def test_rise_is_said_with_its_length_and_a_fall_as_restated(step, words):
    assert figures.rise({"from": "2021-03-11", **step}) == words


def test_kinds_and_measures_are_said_in_words():
    assert figures.summary_kind("inter_round") == "Between rounds"
    assert figures.measure("killed") == "people killed"
    assert figures.day_of_month("2021-03-11") == "11 March"


def test_lines_of_a_round_stand_in_the_order_of_a_meeting():
    kinds = ["follow_up", "outcome", "agenda", "proposal", "agenda"]
    lines = [{"kind": kind, "text": str(number)} for number, kind in enumerate(kinds)]

    assert [each["text"] for each in figures.by_kind(lines)] == ["2", "4", "3", "1", "0"]


def test_note_on_both_sides_is_said_once():
    counts = [{"notes": ["a", "b"]}, {"notes": ["b", "c"]}, {"notes": []}]

    assert figures.notes(counts) == ["a", "b", "c"]


def test_each_side_has_its_shape():
    assert figures.shape(0) != figures.shape(1)
    assert figures.shape(0).startswith("<svg")
