"""Calls to stop it, on the overview and among what a new edition says otherwise."""

from datetime import timedelta

import pytest

from reports.summaries.changes import changes_between
from reports.web.shown_field import names_in_field
from tests.builders.calls import make_call, make_duty_point, stopped, went_on
from tests.builders.field import THAT_DAY
from tests.ceasefire.web.pages import body_rows, elements, parsed, section, text_of

pytestmark = pytest.mark.django_db
DEMO = "/overview/DEMO-1/"
CAPTION = "Calls to stop it, by area: a call is no admission and no evidence"


def field_with(calls):
    """The parts of a document that are compared, with calls for one area; none without it."""
    area = {"code": "DV-N", "names": {"en": "North Valley"}}
    field = {"incidents": {"by_state": []}, "allegations": {"matrix": []}}
    if calls is not None:
        field["calls"] = [{"area": area, "calls": {"number": calls, "fewer_than": None}}]
    return {"series": [], "incidents": [], "allegations": [], "field": field}


def test_overview_tells_calls_by_area_without_a_party(reader):
    point = make_duty_point()
    for after in range(1, 11):
        at = THAT_DAY + timedelta(minutes=2 * after)
        make_call(point=point, stop=stopped(at))
    for _ in range(6):
        make_call(point=point, area="DV-S", stop=went_on())
    make_call(point=point, area="DV-S")

    page = parsed(reader.get(DEMO, {"on": "2021-03-05"}))

    field = section(page, "field-title")
    table = next(each for each in elements(field, "table") if CAPTION in text_of(each))
    assert [text_of(row) for row in body_rows(table)] == [
        "North Valley 10 10 10 0 0 median 11",
        "South Valley 7 7 – – – –",
    ]
    assert "Command" not in text_of(table)


def test_edition_says_which_calls_were_counted_otherwise():
    [change] = changes_between(field_with(5), field_with(6))

    assert change == {"figure": "calls", "area": "DV-N", "old": 5, "new": 6}
    assert names_in_field(field_with(6)["field"])["DV-N"] == "North Valley"


def test_edition_before_that_says_nothing_of_calls_is_compared_all_the_same():
    assert changes_between(field_with(None), field_with(5)) == [
        {"figure": "calls", "area": "DV-N", "old": None, "new": 5}
    ]
