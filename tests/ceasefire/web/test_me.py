import pytest
from allauth.mfa.models import Authenticator

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.parties.liaisons import name_liaison
from tests.builders.accounts import PASSWORD, make_administrator, make_team, make_user, sign_in
from tests.builders.parties import make_party
from tests.ceasefire.web.pages import facts, first, parsed, text_of
from tests.ceasefire.web.test_people_pages import errors

pytestmark = pytest.mark.django_db


def test_own_page_tells_what_the_account_is_for(client):
    liaison = make_user(Role.LIAISON)
    party = make_party(names={"en": "North"})
    name_liaison(person=liaison, party_id=party.public_id, by=make_administrator())
    sign_in(client, liaison)

    shown = facts(parsed(client.get("/me/")))

    assert (shown["Role"], shown["Speaks for"]) == ("Party liaison", "North")
    assert shown["E-mail address"].startswith(liaison.email)
    assert shown["Second factor"].startswith("not set up")


def test_own_teams_are_told(client):
    monitor = make_user(Role.MONITOR)
    make_team("Valley", members=[monitor])
    make_team("Another")
    sign_in(client, monitor)

    assert facts(parsed(client.get("/me/")))["Teams"] == "Valley (leads it)"


def test_name_and_language_are_changed_and_the_next_page_speaks_it(client):
    person = make_user(name="Ada")
    sign_in(client, person)

    answer = client.post("/me/", {"name": "Ada B.", "language": "ar"})

    assert (answer.status_code, answer.url) == (302, "/me/")
    person.refresh_from_db()
    assert (person.name, person.language) == ("Ada B.", "ar")
    assert parsed(client.get("/me/")).get("dir") == "rtl"


def test_wrong_words_are_refused_and_what_was_typed_stays(client):
    person = make_user(name="Ada")
    sign_in(client, person)

    answer = client.post("/me/", {"name": "x" * 151, "language": "xx"})

    assert (answer.status_code, len(errors(answer))) == (400, 2)
    assert first(parsed(answer), "input", name="name").get("value") == "x" * 151
    person.refresh_from_db()
    assert (person.name, person.language) == ("Ada", "en")


def test_nothing_else_of_an_account_is_taken_from_its_owner(client):
    person = make_user(password=PASSWORD)
    before = User.objects.filter(pk=person.pk).values().get()
    sign_in(client, person)
    words = {field.name: "9" for field in User._meta.fields}
    words |= {"role": "administrator", "is_active": "0", "email": "eve@people.invalid"}

    client.post("/me/", {**words, "name": "Ada B.", "language": "ar"})

    after = User.objects.filter(pk=person.pk).values().get()
    changed = {key for key in before if before[key] != after[key]}
    assert changed - {"last_login"} == {"name", "language"}


def test_signed_out_everywhere_ends_every_session_after_asking(client, client_factory):
    person = make_user()
    tabs = [sign_in(each, person) for each in (client, client_factory())]
    stranger = sign_in(client_factory(), make_user())
    asked = parsed(client.get("/me/sign-out-everywhere/"))
    assert text_of(first(asked, "h1")) == "Sign out everywhere?"

    answer = client.post("/me/sign-out-everywhere/")

    assert answer.url == "/account/login/"
    assert [tab.get("/me/").status_code for tab in tabs] == [302, 302]
    assert stranger.get("/me/").status_code == 200
    assert "You are signed out everywhere." in text_of(parsed(client.get(answer.url)))


@pytest.mark.parametrize(
    ("roles", "told"), [([], "after 12 hours"), (["officer"], "after 30 minutes")]
)
def test_page_tells_after_how_long_a_session_ends(client, settings, roles, told):
    officer = make_user(Role.OFFICER)
    sign_in(client, officer)
    Authenticator.objects.create(user=officer, type="totp", data={})
    settings.SECOND_FACTOR_ROLES = roles

    assert told in text_of(parsed(client.get("/me/")))
