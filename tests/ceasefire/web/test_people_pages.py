"""What administrators do with people, through the pages."""

import pytest

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.parties.models import Liaison
from tests.builders.accounts import (
    make_administrator,
    make_suspended,
    make_team,
    make_token,
    make_user,
    sign_in,
)
from tests.builders.parties import make_party
from tests.ceasefire.web.pages import (
    elements,
    facts,
    first,
    links,
    parsed,
    parsed_part,
    row_heads,
    rows,
    text_of,
)

pytestmark = pytest.mark.django_db
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def admin(client):
    person = make_administrator(name="Ada Admin")
    sign_in(client, person)
    return person


def page_of(person):
    return f"/people/{person.public_id}/"


def chosen(tree):
    """What the selections of a page stand at."""
    return [each.get("value") for each in tree.iter("option") if "selected" in each.attrib]


def errors(response):
    return [text_of(each) for each in elements(parsed(response), "ul", class_="errorlist")]


def test_list_shows_people_and_neither_programs_nor_the_service(client, admin):
    make_user(Role.OFFICER, name="Bela")
    make_token(program_name="Relief desk")

    tree = parsed(client.get("/people/"))

    assert row_heads(tree) == ["Ada Admin", "Bela"]
    assert "Relief desk" not in text_of(tree)
    assert "The service" not in " ".join(rows(tree))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"role": "officer"}, ["Bela"]),
        ({"name": "eren"}, ["Ceren"]),
        ({"state": "suspended"}, ["Ceren"]),
        ({"role": "officer", "state": "suspended"}, []),
    ],
)
def test_list_is_narrowed_and_what_was_asked_stays(client, admin, query, found):
    make_user(Role.OFFICER, name="Bela")
    make_suspended(Role.DELEGATE, name="Ceren")

    tree = parsed(client.get("/people/", query))

    assert row_heads(tree) == found
    assert set(chosen(tree)) >= {value for key, value in query.items() if key != "name"}
    assert found or "Nobody matches these filters." in rows(tree)


def test_list_is_put_in_place_by_htmx(client, admin):
    answer = client.get("/people/", {"name": "Ada"}, headers={"HX-Request": "true"})

    assert row_heads(parsed_part(answer)) == ["Ada Admin"]
    assert "<html" not in answer.content.decode()


def test_unreadable_filter_is_refused_with_words(client, admin):
    assert client.get("/people/", {"role": "king"}).status_code == 400


def test_page_of_a_person_shows_the_account_and_what_i_did_to_it(client, admin):
    bela = make_user(Role.MONITOR, name="Bela", email="bela@people.invalid")
    make_team("Valley", members=[bela])
    client.post(page_of(bela) + "suspend/", {"reason": "Lost phone"})

    tree = parsed(client.get(page_of(bela)))

    assert facts(tree)["E-mail address"] == "bela@people.invalid"
    assert "Lost phone" in facts(tree)["State"]
    assert "Valley, leads it" in text_of(tree)
    history = first(tree, "section", class_="history")
    assert "suspended an account Lost phone" in text_of(history)
    assert "opened an account" not in text_of(history)


def test_role_is_changed_with_a_reason(client, admin):
    bela = make_user(Role.DELEGATE)

    answer = client.post(page_of(bela) + "role/", {"role": "mediator", "reason": "Joins us"})

    assert answer.url == page_of(bela)
    bela.refresh_from_db()
    assert bela.role == Role.MEDIATOR
    assert LedgerEntry.objects.get(kind="person.role_changed").actor_id == admin.public_id
    assert "The role is changed." in text_of(parsed(client.get(answer.url)))


def test_role_without_a_reason_is_refused_and_what_was_typed_stays(client, admin):
    bela = make_user(Role.DELEGATE)

    answer = client.post(page_of(bela) + "role/", {"role": "mediator", "reason": " "})

    assert answer.status_code == 400
    assert errors(answer) == ["This field is required."]
    assert chosen(parsed(answer)) == ["mediator"]
    bela.refresh_from_db()
    assert bela.role == Role.DELEGATE


@pytest.mark.parametrize("step", ["role/", "suspend/"])
def test_nobody_takes_their_own_account_away(client, admin, step):
    make_administrator()

    answer = client.post(page_of(admin) + step, {"role": "auditor", "reason": "Tired"})

    assert answer.status_code == 409
    assert "another administrator" in errors(answer)[0]
    assert "Tired" in text_of(first(parsed(answer), "textarea"))
    assert not any("suspend/" in link for link in links(parsed(client.get(page_of(admin)))))


def test_the_last_administrator_is_not_taken_away(client, admin, client_factory):
    second = make_administrator()
    other = sign_in(client_factory(), second)
    assert client.post(page_of(second) + "suspend/", {"reason": "Left"}).status_code == 302

    assert other.get("/people/").status_code == 302
    third = make_administrator()
    client.post(page_of(third) + "role/", {"role": "auditor", "reason": "Left"})
    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).get() == admin


def test_suspended_and_reinstated_ask_first_and_say_so_after(client, admin):
    bela = make_user(name="Bela")
    asked = parsed(client.get(page_of(bela) + "suspend/"))
    assert text_of(first(asked, "h1")) == "Suspend Bela?"
    assert client.get(page_of(bela) + "suspend/").status_code == 200
    bela.refresh_from_db()
    assert bela.is_active

    client.post(page_of(bela) + "suspend/", {"reason": "Lost phone"})
    client.post(page_of(bela) + "reinstate/", {"reason": "Found"})

    bela.refresh_from_db()
    assert bela.is_active
    assert client.post(page_of(bela) + "reinstate/", {"reason": "Again"}).status_code == 409


def test_fields_that_a_form_does_not_have_are_not_taken(client, admin):
    bela = make_user(Role.DELEGATE, name="Bela", email="bela@people.invalid")
    before = User.objects.filter(pk=bela.pk).values().get()
    words = {field.name: "1" for field in User._meta.fields}
    words |= {"role": "mediator", "reason": "Joins us", "is_active": "", "email": "x@y.invalid"}

    client.post(page_of(bela) + "role/", words)

    after = User.objects.filter(pk=bela.pk).values().get()
    assert {key for key in before if before[key] != after[key]} == {"role"}


@pytest.mark.parametrize("role", [Role.LIAISON, Role.GUARANTOR])
def test_whoever_speaks_for_a_party_is_named_and_ended(client, admin, role):
    bela, party = make_user(role, name="Bela"), make_party(names={"en": "North"})
    assert "without a party" in text_of(parsed(client.get(page_of(bela))))
    assert "name a party" in text_of(parsed(client.get("/liaisons/")))
    shown = parsed(client.get(page_of(bela) + "speaks-for/"))
    assert [text_of(each) for each in elements(shown, "option")] == ["North"]

    client.post(page_of(bela) + "speaks-for/", {"party": party.public_id})
    assert "North" in text_of(parsed(client.get("/liaisons/")))
    again = client.post(page_of(bela) + "speaks-for/", {"party": party.public_id})
    assert (again.status_code, "already" in errors(again)[0]) == (409, True)

    end = f"{page_of(bela)}speaks-for/{party.public_id}/end/"
    assert client.post(end).url == page_of(bela)
    assert client.post(end).status_code == 404
    assert not Liaison.objects.current().exists()


def test_liaison_of_an_unknown_party_is_refused(client, admin):
    bela = make_user(Role.LIAISON)
    make_party()

    answer = client.post(page_of(bela) + "speaks-for/", {"party": NOWHERE})

    assert answer.status_code == 400
    assert not Liaison.objects.exists()


@pytest.mark.parametrize(
    "path", ["/people/", "/invitations/", "/teams/", "/liaisons/", "/programs/"]
)
def test_administrators_go_between_the_lists(client, admin, path):
    tree = parsed(client.get(path))

    [here] = elements(first(tree, "nav", class_="tabs"), "a", aria_current="page")
    assert here.get("href") == path
    assert "People" in text_of(first(tree, "nav", class_="menu"))
