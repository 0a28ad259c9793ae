import pytest

from ceasefire.codes.parties import PartyKind
from ceasefire.parties.choices import AliasKind
from ceasefire.parties.services import AliasFacts
from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import make_agreement
from tests.builders.parties import INVENTED, make_party

pytestmark = pytest.mark.django_db


def test_list_shows_what_was_published(partner):
    party = make_party("NORTH", names={"en": "Northern Command", "ar": "القيادة الشمالية"})

    [shown] = partner.get("/api/v1/parties/").json()["results"]

    assert (shown["id"], shown["code"]) == (str(party.public_id), "NORTH")
    assert shown["names"] == {"en": "Northern Command", "ar": "القيادة الشمالية"}
    assert shown["published"]["version"] == 1


def test_list_finds_a_party_by_an_alias_in_another_spelling(partner):
    alias = AliasFacts("الجَيْش الأوّل", "ar", AliasKind.SELF, INVENTED)
    make_party("NORTH", aliases=[alias])
    make_party("SOUTH")

    shown = partner.get("/api/v1/parties/", {"name": "الجيش الاول"}).json()["results"]

    assert [each["code"] for each in shown] == ["NORTH"]


def test_list_narrows_by_kind(partner):
    make_party("NORTH", kind=PartyKind.STATE_FORCES)
    make_party("SOUTH", kind=PartyKind.ARMED_OPPOSITION)

    shown = partner.get("/api/v1/parties/", {"kind": "armed_opposition"}).json()["results"]

    assert [each["code"] for each in shown] == ["SOUTH"]


def test_list_narrows_by_agreement(codes):
    make_party("APART")
    make_agreement()

    assert sorted(codes("parties", agreement="DEMO-1")) == ["NORTH", "SOUTH"]
    assert codes("parties", agreement="DEMO-9") == []


def test_unknown_parameter_is_refused_by_name(partner):
    answer = partner.get("/api/v1/parties/", {"colour": "red"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "invalid"
    assert list(answer.json()["errors"]) == ["colour"]


def test_without_sign_in_nothing_is_shown(client):
    make_party()

    answer = client.get("/api/v1/parties/")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "not_authenticated"


def test_missing_party_is_not_found(partner):
    answer = partner.get("/api/v1/parties/00000000-0000-4000-8000-000000000000/")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_signed_in_person_may_read(client):
    sign_in(client, make_user())
    make_party("NORTH")

    assert client.get("/api/v1/parties/").status_code == 200
