import pytest

from ceasefire.codes.agreements import AgreementClass, AgreementForm, TextStatus
from tests.builders.agreements import IN_FORCE, make_agreement
from tests.builders.everything import make_everything

pytestmark = pytest.mark.django_db


def test_agreement_is_known_by_its_code(partner):
    make_everything()

    shown = partner.get("/api/v1/agreements/DEMO-1/").json()

    assert (shown["id"], shown["code"], shown["is_demo"]) == ("DEMO-1", "DEMO-1", True)
    assert shown["class"] == "preliminary"
    assert (shown["parent"], shown["supersedes"]) == ("DEMO-0", "DEMO-0")
    assert [each["number"] for each in shown["provisions"]] == ["P1", "P2"]


def test_moments_are_in_utc_with_their_zone_beside(partner):
    make_agreement(effective_from=IN_FORCE.replace(hour=6))

    shown = partner.get("/api/v1/agreements/DEMO-1/").json()

    assert shown["effective_from"] == "2021-03-01T06:00:00+00:00"
    assert shown["time_zone"] == "Etc/GMT-2"


def test_participants_keep_the_order_of_the_agreement(partner):
    make_everything()

    shown = partner.get("/api/v1/agreements/DEMO-1/").json()["participations"]

    assert [each["party"]["code"] for each in shown] == [
        "NORTH", "SOUTH", "QUARRY-BAND", "QUARRY-BAND",
    ]  # fmt: skip
    assert [each["status"] for each in shown][2:] == ["claimed_by_other", "denied_by_actor"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"class": AgreementClass.DEFINITIVE}, ["DEMO-2"]),
        ({"form": AgreementForm.UNILATERAL}, ["DEMO-2"]),
        ({"text_status": TextStatus.LEAKED_DRAFT}, ["DEMO-2"]),
        ({"name": "second PEACE"}, ["DEMO-2"]),
        ({"name": "السّلام"}, ["DEMO-2"]),
        ({"name": "demo-1"}, ["DEMO-1"]),
        ({"in_force_on": "2021-02-28"}, []),
        ({"in_force_on": "2021-03-01"}, ["DEMO-1"]),
        ({"in_force_on": "2024-01-01"}, ["DEMO-2", "DEMO-1"]),
        ({"in_force_on": "2024-06-02"}, ["DEMO-1"]),
    ],
)
def test_list_is_narrowed(codes, query, found):
    make_agreement()
    make_agreement(
        "DEMO-2",
        names={"en": "The second peace", "ar": "السلام الثاني"},
        agreement_class=AgreementClass.DEFINITIVE,
        form=AgreementForm.UNILATERAL,
        text_status=TextStatus.LEAKED_DRAFT,
        effective_from=IN_FORCE.replace(year=2023),
        effective_to=IN_FORCE.replace(year=2024, month=6),
    )

    assert codes("agreements", **query) == found


def test_agreement_of_which_no_start_is_known_is_never_in_force(codes):
    make_agreement(effective_from=None)

    assert codes("agreements", in_force_on="2021-03-01") == []


def test_day_in_force_is_a_day_of_the_agreements_own_zone(codes):
    make_agreement(effective_from=IN_FORCE.replace(hour=23), time_zone="Etc/GMT-2")

    assert codes("agreements", in_force_on="2021-03-01") == []
    assert codes("agreements", in_force_on="2021-03-02") == ["DEMO-1"]
