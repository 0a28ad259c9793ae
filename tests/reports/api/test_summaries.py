from datetime import date

import pytest

from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import Bulletin
from reports.statistics.periods import Period
from tests.builders.accounts import make_user, sign_in
from tests.builders.monitoring import correct_bulletin, side_facts
from tests.builders.summaries import (
    make_draft,
    make_record_between_rounds,
    make_released,
    make_rich_record,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/summaries/"


def listed(partner, **query):
    answer = partner.get(LIST, query)
    assert answer.status_code == 200, answer.content
    return [each["id"] for each in answer.json()["results"]]


def test_released_summary_is_read_with_every_figure(partner):
    make_record_between_rounds()
    summary = make_released()

    answer = partner.get(f"{LIST}{summary.public_id}/").json()

    assert (answer["from"], answer["to"], answer["kind"], answer["edition"]) == (
        "2021-03-12",
        "2021-03-26",
        "inter_round",
        1,
    )
    [series] = answer["series"]
    assert [(side["side"]["code"], side["registered"]) for side in series["sides"]] == [
        ("NORTH", 14),
        ("SOUTH", 8),
    ]
    assert answer["published"]["version"] == 1


def test_what_is_not_released_is_not_there(partner):
    make_record_between_rounds()
    draft = make_draft()

    missing = partner.get(f"{LIST}00000000-0000-4000-8000-000000000000/")
    hidden = partner.get(f"{LIST}{draft.public_id}/")

    assert listed(partner) == []
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_draft_is_not_there_for_staff_either(client):
    make_record_between_rounds()
    draft = make_draft()
    sign_in(client, make_user(Role.ADJUDICATOR))

    assert client.get(f"{LIST}{draft.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"kind": "inter_round"}, True),
        ({"kind": "month"}, False),
        ({"agreement": "DEMO-1"}, True),
        ({"agreement": "DEMO-2"}, False),
        ({"from": "2021-03-25"}, True),
        ({"from": "2021-03-26"}, False),
        ({"to": "2021-03-13"}, True),
        ({"to": "2021-03-12"}, False),
    ],
)
def test_list_narrows_to_periods_that_touch_the_days_asked_for(partner, query, is_found):
    make_record_between_rounds()
    summary = make_released()

    assert listed(partner, **query) == ([str(summary.public_id)] if is_found else [])


def test_unknown_parameter_is_refused(partner):
    assert partner.get(LIST, {"status": "drafted"}).status_code == 400


def test_list_has_heads_and_totals(partner):
    make_record_between_rounds()
    summary = make_released()

    [told] = partner.get(LIST).json()["results"]

    assert (told["id"], told["kind"], told["edition"]) == (
        str(summary.public_id),
        "inter_round",
        1,
    )
    assert told["inputs_hash"] == summary.inputs_hash
    [series] = told["series"]
    assert (series["held"], series["expected"]) == (2, 14)
    assert [(side["side"]["code"], side["registered"]) for side in series["sides"]] == [
        ("NORTH", 14),
        ("SOUTH", 8),
    ]


def test_released_documents_are_as_described(partner, described):
    make_rich_record()
    make_released(Period(date(2021, 3, 12), date(2021, 3, 14)))
    make_released()
    bulletin = Bulletin.objects.get(period_end=date(2021, 3, 15))
    correct_bulletin(bulletin, north=side_facts("NORTH", None), south=3)
    make_released()

    answer = partner.get(LIST).json()

    assert len(answer["results"]) == 3
    assert described("summaries", answer) == []
    for each in answer["results"]:
        single = partner.get(f"{LIST}{each['id']}/").json()
        assert described("summaries/{id}", single) == []
        assert described("summaries/{id}", {**single, "colour": "red"}) != []
