from datetime import date

import pytest

from ceasefire.talks.choices import RoundKind
from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.talks import delegation_facts, make_round

pytestmark = pytest.mark.django_db


def test_round_is_told_with_who_was_expected_and_who_says_so(partner):
    talks = make_everything()["round"]

    shown = partner.get(f"/api/v1/rounds/{talks.public_id}/").json()

    assert (shown["is_closed"], shown["line_up_disclosed"]) == (True, False)
    assert [(each["party"]["code"], each["status"]) for each in shown["delegations"]] == [
        ("NORTH", "attended"),
        ("SOUTH", "expected"),
    ]
    assert shown["delegations"][0]["asserted_by"] == "Northern Command"
    assert [each["kind"] for each in shown["items"]] == [
        "agenda", "follow_up", "outcome", "proposal",
    ]  # fmt: skip


def test_what_nobody_says_is_null(partner):
    talks = make_round()

    shown = partner.get(f"/api/v1/rounds/{talks.public_id}/").json()

    assert (shown["is_closed"], shown["line_up_disclosed"], shown["number"]) == (None, None, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"agreement": "DEMO-2"}, ["R-OTHER"]),
        ({"kind": RoundKind.TECHNICAL}, ["R-MAY"]),
        ({"party": "NORTH"}, ["R-MAY"]),
        ({"from": "2021-03-11"}, ["R-MAY", "R-OTHER", "R-MARCH"]),
        ({"from": "2021-03-12"}, ["R-MAY", "R-OTHER"]),
        ({"to": "2021-03-10"}, []),
        ({"to": "2021-03-11"}, ["R-MARCH"]),
        ({"from": "2021-03-11", "to": "2021-05-01"}, ["R-OTHER", "R-MARCH"]),
    ],
)
def test_list_is_narrowed(codes, query, found):
    make_agreement("DEMO-2")
    make_round("R-MARCH", first_day=date(2021, 3, 10), last_day=date(2021, 3, 11))
    make_round("R-OTHER", agreement="DEMO-2", first_day=date(2021, 4, 1))
    delegations = (delegation_facts("NORTH"),)
    make_round(
        "R-MAY", first_day=date(2021, 5, 1), kind=RoundKind.TECHNICAL, delegations=delegations
    )

    assert codes("rounds", **query) == found
