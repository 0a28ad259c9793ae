from datetime import date

import pytest

from ceasefire.incidents.choices import ControlKind
from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.incidents import make_control_claim
from tests.builders.places import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed(partner):
    def listed(**query):
        answer = partner.get("/api/v1/control-claims/", query)
        return sorted(each["place_text"] for each in answer.json()["results"])

    return listed


def test_claim_says_who_what_where_from_which_side_and_says_whom(partner):
    claim = make_everything()["control_claim"]

    shown = partner.get(f"/api/v1/control-claims/{claim.public_id}/").json()

    assert [each["code"] for each in shown["parties"]] == ["NORTH", "QUARRY-BAND"]
    assert (shown["kind"], shown["directions"]) == ("cut_off", ["south", "east"])
    assert (shown["place"]["code"], shown["area"]["code"]) == ("demo:weir", "DV-N")
    assert (shown["against"]["code"], shown["on_day"]) == ("SOUTH", "2021-03-05")
    assert shown["asserted_by"] == "Northern Command"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"agreement": "DEMO-2"}, ["Other"]),
        ({"kind": ControlKind.BESIEGED}, ["Mill"]),
        ({"party": "SOUTH"}, ["Mill"]),
        ({"party": "NORTH"}, ["Mill", "Other", "The bridge"]),
        ({"place": "mill"}, ["Mill"]),
        ({"place": "جسر"}, ["The bridge"]),
        ({"from": "2021-03-06"}, ["Mill"]),
        ({"to": "2021-03-06"}, ["Other", "The bridge"]),
    ],
)
def test_list_is_narrowed(claimed, query, found):
    make_agreement("DEMO-2")
    make_place("demo:weir")
    make_control_claim(place_text="The bridge", place="demo:weir")
    make_control_claim(place_text="Other", agreement="DEMO-2")
    make_control_claim(
        place_text="Mill",
        kind=ControlKind.BESIEGED,
        parties=("SOUTH",),
        against="NORTH",
        on_day=date(2021, 3, 6),
    )

    assert claimed(**query) == found
