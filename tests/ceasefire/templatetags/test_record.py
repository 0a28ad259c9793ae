from datetime import date

import pytest
from django.utils import translation

from ceasefire.templatetags import record

BRIDGE = {"en": "Weir <Bridge>", "ar": "جسر السد"}
NORTH, SOUTH, HILL = ({"names": {"en": name}} for name in ("North", "South", "Hill"))


def test_name_is_escaped_and_kept_apart():
    assert record.name(BRIDGE) == "<bdi>Weir &lt;Bridge&gt;</bdi>"
    assert record.name(None) == ""
    assert record.plain_name(BRIDGE) == "Weir <Bridge>"
    assert record.plain_name(None) == ""


def test_name_in_another_language_than_the_readers_says_which():
    with translation.override("ar"):
        assert record.name(BRIDGE) == "<bdi>جسر السد</bdi>"
        assert record.name({"en": "Old Mill"}) == '<bdi lang="en">Old Mill</bdi>'


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], ""),
        ([NORTH], "<bdi>North</bdi>"),
        ([NORTH, SOUTH], "<bdi>North</bdi> and <bdi>South</bdi>"),
        ([NORTH, SOUTH, HILL], "<bdi>North</bdi>, <bdi>South</bdi> and <bdi>Hill</bdi>"),
    ],
)
def test_names_are_enumerated_in_their_order(rows, said):
    assert record.listed(rows) == said


def test_names_for_a_title_are_plain():
    assert record.plain_listed([NORTH, SOUTH]) == "North, South"


def test_language_is_named_or_its_code_given():
    assert record.language_name("ar") == "Arabic"
    assert record.language_name("tlh") == "tlh"


def test_words_of_a_code_list():
    assert record.word("north", "Direction") == "north"
    assert record.word("", "Direction") == ""
    assert record.words(["north", "east"], "Direction") == "north and east"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-03-01", "2021-03-01", ["1 March 2021"]),
        ("2021-03-01", "2021-03-02", ["1", "2 March 2021"]),
        ("2021-02-28", "2021-03-01", ["28 February 2021", "1 March 2021"]),
        ("2020-03-01", date(2021, 3, 1), ["1 March 2020", "1 March 2021"]),
    ],
)
def test_days_are_said_once_where_they_share_a_month(first, last, said):
    shown = record.days(first, last)

    assert [each.partition(">")[2] for each in shown.split("</time>")[:-1]] == said
    assert f'datetime="{first}"' in shown


def test_last_day_of_a_half_open_period_is_included():
    assert "28 February 2021" in record.last_included("2021-03-01")
    assert "28 February 2021" in record.last_included(date(2021, 3, 1))


def test_nothing_is_written_for_no_day_or_moment():
    assert (record.day(None), record.moment(None, "UTC")) == ("", "")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2021-03-01T06:00:00+00:00", "1 March 2021, 08:00"),
        ("2021-03-01T06:00Z", "1 March 2021, 08:00"),
        ("2021-03-01", "1 March 2021"),
        ("the <day> after", "<bdi>the &lt;day&gt; after</bdi>"),
    ],
)
def test_term_is_a_moment_a_day_or_words(value, said):
    assert said in record.term(value, "Etc/GMT-2")


def test_number_that_is_not_stated_is_not_nought():
    assert record.stated(0) == "0"
    assert record.stated(310000) == "310,000"
    assert "not stated" in record.stated(None)


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "?kind=zone"),
        ({"page": 2}, "?kind=zone&page=2"),
        ({"kind": ""}, "?"),
        ({"kind": None, "sort": "-day"}, "?sort=-day"),
    ],
)
def test_query_changes_and_forgets_what_is_empty(rf, changes, address):
    context = {"request": rf.get("/", {"kind": "zone", "agreement": ""})}

    assert record.query(context, **changes) == address


def fact(title="Gazette", note=""):
    return {"asserted_by": "North", "source": {"title": title, "url": "", "note": note}}


@pytest.mark.parametrize(
    ("beside", "has_place"), [(None, True), (fact(note="x"), False), (fact("Leaflet"), True)]
)
def test_source_of_the_record_beside_is_not_repeated(beside, has_place):
    assert record.source(fact(), beside)["has_place"] is has_place


def test_source_without_title_or_address_has_no_place():
    assert record.source(fact(""))["has_place"] is False


@pytest.mark.parametrize(
    ("asserted_by", "title", "is_above"),
    [("", "Gazette", True), ("North", "Gazette", False), ("", "Another", False)],
)
def test_fact_of_the_records_own_source_says_so_where_nothing_else_is_said(
    asserted_by, title, is_above
):
    told = {**fact(title), "asserted_by": asserted_by}

    assert record.source(told, fact("Gazette"), as_above=True)["as_above"] is is_above
    assert record.source(told, fact("Gazette"))["as_above"] is False


def test_words_between_backticks_are_code_and_escaped():
    assert record.with_code("Use `<GET>` & `HEAD`.") == (
        "Use <code>&lt;GET&gt;</code> &amp; <code>HEAD</code>."
    )
