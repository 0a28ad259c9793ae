from datetime import date

import pytest

from ceasefire.talks.choices import StatementKind
from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.talks import make_round, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(partner):
    def listed(**query):
        answer = partner.get("/api/v1/statements/", query)
        return [each["words"] for each in answer.json()["results"]]

    return listed


def test_statement_is_told_with_speaker_place_and_relay(partner):
    statement = make_everything()["statement"]

    shown = partner.get(f"/api/v1/statements/{statement.public_id}/").json()

    assert (shown["speaker"], shown["capacity"]) == ("Colonel A. Weir", "spokesman")
    assert (shown["said_on"], shown["said_when"]) == ("2021-03-10", "after the talks")
    assert shown["round"]["code"] == "DEMO-R1"
    assert shown["about_place"]["code"] == "demo:weir"
    assert (shown["asserted_by"], shown["relayed_by"]) == ("Northern Command", "Valley Gazette")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"agreement": "DEMO-2"}, ["Other"]),
        ({"kind": StatementKind.ACCUSATION}, ["Fire!"]),
        ({"round": "R-1"}, ["Fire!"]),
        ({"body": "NORTH"}, ["Fire!"]),
        ({"words": "fIrE"}, ["Fire!"]),
        ({"words": "colonel"}, ["Fire!"]),
        ({"from": "2021-03-02"}, ["Other"]),
        ({"to": "2021-03-02"}, ["Fire!"]),
        ({"to": "2021-03-01"}, []),
    ],
)
def test_list_is_narrowed(said, query, found):
    make_agreement("DEMO-2")
    make_round("R-1")
    make_statement(
        words="Fire!",
        kind=StatementKind.ACCUSATION,
        round="R-1",
        body="NORTH",
        speaker="A Colonel",
        said_on=date(2021, 3, 1),
    )
    make_statement(words="Undated", said_on=None)
    make_statement(words="Other", agreement="DEMO-2", said_on=date(2021, 3, 2))

    assert said(**query) == found


def test_undated_statement_comes_last(said):
    make_statement(words="Undated", said_on=None)
    make_statement(words="Dated")

    assert said() == ["Dated", "Undated"]
