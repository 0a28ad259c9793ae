import pytest

from ceasefire.codes.agreements import ProvisionKind, TextStatus
from tests.builders.agreements import make_agreement, provision_facts
from tests.builders.everything import make_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers(partner):
    def listed(**query):
        answer = partner.get("/api/v1/provisions/", query)
        return sorted(each["number"] for each in answer.json()["results"])

    return listed


def test_provision_is_told_with_its_agreement_and_zone(partner):
    provision = make_everything()["provision"]

    shown = partner.get(f"/api/v1/provisions/{provision.public_id}/").json()

    assert (shown["agreement"]["code"], shown["number"]) == ("DEMO-1", "P1")
    assert shown["zone"]["code"] == "DZ-IN"
    assert (shown["from"], shown["due_on"]) == ("2021-03-01T06:00:00+00:00", "2021-03-08")
    assert shown["spares_excluded_targets"] is True


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"agreement": "DEMO-2"}, ["A1"]),
        ({"kind": ProvisionKind.NO_AIR}, ["P2"]),
        ({"text_status": TextStatus.SUMMARY}, ["P2"]),
        ({"words": "FLY"}, ["P2"]),
        ({"words": "flee"}, []),
    ],
)
def test_list_is_narrowed(numbers, query, found):
    make_agreement("DEMO-2", provisions=[provision_facts("A1")])
    flights = provision_facts(
        "P2", kind=ProvisionKind.NO_AIR, text="Nobody may fly.", text_status=TextStatus.SUMMARY
    )
    make_agreement(provisions=[provision_facts("P1"), flights])

    assert numbers(**query) == found
