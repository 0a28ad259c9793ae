"""What is the same for every kind of published record."""

from datetime import date

import pytest

from ceasefire.accounts.models import User
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import withdraw
from tests.builders.everything import make_everything
from tests.builders.parties import make_party
from tests.builders.talks import make_round, make_statement

pytestmark = pytest.mark.django_db

RESOURCES = {
    "agreements": PublishedKind.AGREEMENT,
    "areas": PublishedKind.AREA,
    "control-claims": PublishedKind.CONTROL_CLAIM,
    "findings": PublishedKind.FINDING,
    "parties": PublishedKind.PARTY,
    "places": PublishedKind.PLACE,
    "provisions": PublishedKind.PROVISION,
    "rounds": PublishedKind.ROUND,
    "statements": PublishedKind.STATEMENT,
    "zones": PublishedKind.ZONE,
}
MISSING = "00000000-0000-4000-8000-000000000000"
every_resource = pytest.mark.parametrize("resource", RESOURCES)


def address_of(resource, row):
    return f"/api/v1/{resource}/{getattr(row, 'public_id', None) or row.code}/"


def ids(answer):
    return [each["id"] for each in answer.json()["results"]]


@pytest.fixture
def walk(partner):
    """`walk(resource, **query)`: the ids of every page after another, and how many pages."""

    def pages(resource, **query):
        answer = partner.get(f"/api/v1/{resource}/", query)
        found, count = ids(answer), 1
        while following := answer.json()["next"]:
            answer = partner.get(following)
            found, count = found + ids(answer), count + 1
        return found, count

    return pages


@every_resource
def test_record_of_a_list_is_the_record_asked_for_by_id(partner, resource):
    row = make_everything()[RESOURCES[resource]]

    listed = partner.get(f"/api/v1/{resource}/").json()["results"]

    single = partner.get(address_of(resource, row)).json()
    assert [each for each in listed if each["id"] == single["id"]] == [single]
    assert single["is_demo"] is True


@every_resource
def test_every_record_is_told_once(walk, resource):
    make_everything()

    found, pages = walk(resource, page_size=1)

    assert (sorted(found), pages) == (sorted(walk(resource)[0]), len(found))
    assert len(set(found)) == len(found)


@every_resource
def test_unknown_parameter_is_refused_by_name(partner, resource):
    for address in (f"/api/v1/{resource}/", f"/api/v1/{resource}/{MISSING}/"):
        answer = partner.get(address, {"colour": "red"})

        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["colour"])
        assert answer["Content-Type"] == "application/problem+json"


@every_resource
def test_visitor_is_shown_nothing(client, resource):
    row = make_everything()[RESOURCES[resource]]

    for address in (f"/api/v1/{resource}/", address_of(resource, row)):
        answer = client.get(address)

        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
        assert answer["WWW-Authenticate"] == "Bearer"


@every_resource
def test_missing_record_is_not_found(partner, resource):
    answer = partner.get(f"/api/v1/{resource}/{MISSING}/")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@every_resource
def test_withdrawn_record_leaves_lists_and_answers_with_its_reason(partner, resource):
    row = make_everything()[RESOURCES[resource]]
    address = address_of(resource, row)
    name = partner.get(address).json()["id"]

    withdraw(kind=RESOURCES[resource], subject=row, by=User.objects.system(), reason="A mistake.")

    shown = partner.get(address).json()
    assert set(shown) == {"id", "published"}
    assert shown["published"]["withdrawn_because"] == "A mistake."
    assert name not in ids(partner.get(f"/api/v1/{resource}/"))


@every_resource
def test_what_the_caller_holds_is_not_sent_again(partner, resource):
    row = make_everything()[RESOURCES[resource]]

    for address in (f"/api/v1/{resource}/", address_of(resource, row)):
        tag = partner.get(address)["ETag"]
        again = partner.get(address, headers={"If-None-Match": tag})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert partner.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_change_gives_another_etag(partner):
    make_statement("words", words="Silence.")
    before = partner.get("/api/v1/statements/")["ETag"]

    make_statement("words", words="Silence since six.")

    answer = partner.get("/api/v1/statements/", headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert [each["words"] for each in answer.json()["results"]] == ["Silence since six."]


def test_answers_are_kept_by_their_caller_alone(partner):
    answer = partner.get("/api/v1/parties/")

    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


def test_record_published_anew_while_a_caller_pages_is_neither_lost_nor_told_twice(partner):
    names = [str(make_party(f"P{number}").public_id) for number in range(6)]
    first = partner.get("/api/v1/parties/", {"page_size": 3})

    for number in range(6):
        make_party(f"P{number}", names={"en": "Renamed"})

    rest = partner.get(first.json()["next"])
    assert sorted(ids(first) + ids(rest)) == sorted(names)


def test_record_added_while_a_caller_pages_moves_nothing(partner):
    for day in (1, 2, 3, 4):
        make_round(f"R{day}", first_day=date(2021, 3, day))
    first = partner.get("/api/v1/rounds/", {"page_size": 2})

    make_round("R9", first_day=date(2021, 3, 9))

    rest = partner.get(first.json()["next"])
    shown = [each["code"] for page in (first, rest) for each in page.json()["results"]]
    assert shown == ["R4", "R3", "R2", "R1"]
    assert rest.json()["next"] is None


@pytest.mark.parametrize("size", ["0", "1001", "-1", "many", ""])
def test_page_size_that_cannot_be_is_refused(partner, size):
    answer = partner.get("/api/v1/parties/", {"page_size": size})

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["page_size"])


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!!", "", "bm90IGEgbW9tZW50IHg=", "MjAyMS0wMy0wMVQwMDowMDowMCBh", "MjAyMS0wMy0wMQ=="],
)
def test_cursor_that_is_none_is_refused(partner, cursor):
    answer = partner.get("/api/v1/parties/", {"cursor": cursor})

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["cursor"])


@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("rounds", {"from": "yesterday"}),
        ("rounds", {"kind": "picnic"}),
        ("statements", {"to": "2021-02-30"}),
        ("agreements", {"in_force_on": "1 March"}),
        ("zones", {"kind": "grey"}),
    ],
)
def test_unreadable_filter_is_refused_by_name(partner, resource, query):
    answer = partner.get(f"/api/v1/{resource}/", query)

    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(query))


def test_next_page_keeps_the_filters(partner):
    for day in (1, 2):
        make_round(f"R{day}", first_day=date(2021, 3, day))
    make_round("R-MAY", first_day=date(2021, 5, 1))

    first = partner.get("/api/v1/rounds/", {"to": "2021-04-01", "page_size": 1}).json()

    assert [each["code"] for each in first["results"]] == ["R2"]
    assert [each["code"] for each in partner.get(first["next"]).json()["results"]] == ["R1"]
