"""Access that was asked for, on the overview and among what a new edition says otherwise."""

import pytest

from ceasefire.codes.humanitarian import AccessDecisionKind
from reports.summaries.changes import changes_between
from reports.web.shown_field import names_in_field
from tests.builders.access import make_access_decision, make_access_request
from tests.ceasefire.web.pages import body_rows, elements, parsed, section, text_of

pytestmark = pytest.mark.django_db
CAPTION = "Access that was asked for, by area: what was said"


def field_with(asked):
    """The parts of a document that are compared, with requests for one area; none without it."""
    area = {"code": "DV-N", "names": {"en": "North Valley"}}
    field = {"incidents": {"by_state": []}, "allegations": {"matrix": []}}
    if asked is not None:
        field["access"] = [{"area": area, "asked": {"number": asked, "fewer_than": None}}]
    return {"series": [], "incidents": [], "allegations": [], "field": field}


def test_overview_tells_access_by_area_without_a_party(reader):
    for _ in range(5):
        make_access_decision(AccessDecisionKind.REFUSED)
        make_access_request(area="DV-S", asked_of="SOUTH")
    make_access_decision(request=make_access_request(area="DV-S"))

    page = parsed(reader.get("/overview/DEMO-1/", {"on": "2021-03-05"}))

    tables = elements(section(page, "field-title"), "table")
    table = next(each for each in tables if CAPTION in text_of(each))
    assert [text_of(row) for row in body_rows(table)] == [
        "North Valley 5 0 0 0 5 0",
        "South Valley 6 – – – – –",
    ]
    assert "Command" not in text_of(table)


def test_edition_says_which_requests_were_counted_otherwise():
    changes = [changes_between(field_with(old), field_with(6)) for old in (5, None)]

    assert changes == [
        [{"figure": "access", "area": "DV-N", "old": old, "new": 6}] for old in (5, None)
    ]
    assert names_in_field(field_with(6)["field"])["DV-N"] == "North Valley"
