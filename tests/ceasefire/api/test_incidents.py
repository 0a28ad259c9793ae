import pytest

from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.roles import Role
from ceasefire.verification.publishing import publish_incident
from tests.builders.accounts import make_user
from tests.builders.answers import POSSIBLE, attribute
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    verify,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/incidents/"


@pytest.fixture
def found(partner):
    """`found(**query)`: the references of the incidents that answer it."""

    def listed(**query):
        answer = partner.get(LIST, query)
        assert answer.status_code == 200, answer.content
        return {each["reference"] for each in answer.json()["results"]}

    return listed


def test_only_published_incidents_are_told(partner, found):
    published = make_published()
    unpublished = make_verified()

    assert found() == {published.reference}
    assert partner.get(f"{LIST}{unpublished.public_id}/").status_code == 404


def test_incident_is_as_described(partner, described):
    incident = make_published(reports=[make_report(killed=(1, 2))])
    unable = make_incident(reports=[make_report()])
    verify(
        unable,
        value=IncidentState.UNABLE_TO_VERIFY,
        unable_because=UnableBecause.NO_ACCESS,
        evidence=(),
        rests_on=(),
    )
    publish_incident(incident=unable, by=make_user(Role.OFFICER))

    answer = partner.get(LIST).json()

    assert described("incidents", answer) == []
    single = partner.get(f"{LIST}{incident.public_id}/").json()
    assert described("incidents/{id}", single) == []
    assert described("incidents/{id}", {**single, "colour": "red"}) != []
    assert single["casualties"] == [
        {"outcome": "killed", "status": "civilian", "low": 1, "high": 2}
    ]


def test_by_whom_is_told_as_described_and_narrows_the_list(partner, described, found):
    incident, _other = make_verified(), make_published()
    attribute(incident, "SOUTH", POSSIBLE)
    publish_incident(incident=incident, by=make_user(Role.OFFICER))

    single = partner.get(f"{LIST}{incident.public_id}/").json()

    assert described("incidents/{id}", single) == []
    [south] = single["by_whom"]["parties"]
    assert (south["party"]["code"], south["state"], south["is_disputed"]) == (
        "SOUTH", "possible", False,
    )  # fmt: skip
    assert found(by_whom="possible") == {incident.reference}


def test_incident_tells_nothing_of_who_told_it(partner):
    report = make_report(
        narrative="CANARY of words", relayed_from="CANARY of names", place_text="CANARY of a house"
    )
    incident = make_published(reports=[report], place_text="CANARY of a yard")

    text = partner.get(f"{LIST}{incident.public_id}/").content.decode()

    told = (report.receipt, report.source.pseudonym, report.author.name, "CANARY", "09:30")
    assert [word for word in told if word in text] == []


def test_under_a_mandate_to_record_no_state_is_told(partner, described, found):
    make_field(acts=(*RECORD_ONLY, "publish"))
    incident = make_incident(reports=[make_report()])
    publish_incident(incident=incident, by=make_user(Role.OFFICER))

    single = partner.get(f"{LIST}{incident.public_id}/").json()

    assert "state" not in single
    assert described("incidents/{id}", single) == []
    assert found(state="verified") == set()


def test_incidents_are_found_by_day_act_area_place_and_state(found):
    here = make_published()
    there = make_published(
        THAT_DAY.replace(day=9), act="air", place=None, area="DV-S", place_text="x"
    )

    assert found(**{"from": "2021-03-09"}) == {there.reference}
    assert found(to="2021-03-09") == {here.reference}
    assert found(act="air") == {there.reference}
    assert found(area="DV-S") == {there.reference}
    assert found(place="weir") == {here.reference}
    assert found(state="verified", agreement="DEMO-1") == {here.reference, there.reference}
    assert found(state="refuted") == set()
