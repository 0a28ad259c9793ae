import pytest

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import AccessToken
from tests.builders.accounts import make_administrator, make_token, sign_in
from tests.ceasefire.web.pages import first, parsed, text_of
from tests.ceasefire.web.test_people_pages import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = make_administrator()
    sign_in(client, person)
    return person


def issue(client, **words):
    words = {"program": "Relief desk", "scopes": ["read:published"], "days": "30", **words}
    return client.post("/programs/tokens/new/", words)


def ask(client, token):
    return client.get("/api/v1/parties/", headers={"Authorization": f"Bearer {token}"})


def test_token_is_shown_once_and_works(client, admin, client_factory):
    answer = issue(client)

    text = first(parsed(answer), "input", id="token").get("value")
    assert ask(client_factory(), text).status_code == 200
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    for path in ("/programs/", f"/people/{AccessToken.objects.get().program.public_id}/"):
        page = client.get(path).content.decode()
        assert text not in page
        assert AccessToken.objects.get().prefix in page


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"program": " "}, "This field is required."),
        ({"scopes": []}, "This field is required."),
        ({"scopes": ["write:everything"]}, "write:everything is not one of the available choices."),
        ({"days": "0"}, "greater than or equal to 1."),
        ({"days": "367"}, "less than or equal to 366."),
    ],
)
def test_token_needs_a_name_a_scope_and_an_end(client, admin, words, why):
    answer = issue(client, **words)

    assert answer.status_code == 400
    assert why in " ".join(errors(answer))
    assert not AccessToken.objects.exists()


def test_scope_bounds_what_a_token_does(client_factory):
    token = make_token([Scope.SUBMIT_REPORTS])

    answer = ask(client_factory(), token)

    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


def test_revoked_token_is_refused_from_the_next_request_on(client, admin, client_factory):
    text, partner = make_token(), client_factory()
    token = AccessToken.objects.get()
    assert ask(partner, text).status_code == 200
    path = f"/programs/tokens/{token.public_id}/revoke/"
    assert "Revoke the token of A partner?" in text_of(parsed(client.get(path)))

    assert client.post(path).url == "/programs/"

    assert ask(partner, text).status_code == 401
    assert client.post(path).status_code == 409
    assert "revoked" in text_of(parsed(client.get("/programs/")))


def test_suspended_program_is_refused_at_once(client, admin, client_factory):
    text = make_token()
    program = AccessToken.objects.get().program

    client.post(f"/people/{program.public_id}/suspend/", {"reason": "Misused"})

    assert ask(client_factory(), text).status_code == 401


def test_program_has_no_role_to_change(client, admin):
    make_token()
    program = AccessToken.objects.get().program

    assert client.get(f"/people/{program.public_id}/role/").status_code == 404


def test_list_says_when_a_token_was_last_used_by_day(client, admin, client_factory, time_machine):
    time_machine.move_to("2026-03-02T09:15:00Z", tick=False)
    text = make_token()
    assert "never" in text_of(parsed(client.get("/programs/")))

    ask(client_factory(), text)

    assert "2 March 2026 Revoke" in text_of(parsed(client.get("/programs/")))


def test_nothing_in_the_table_of_tokens_opens_the_api(client_factory):
    """AU-6: a copy of the database signs nobody in."""
    make_token()
    partner, prefix = client_factory(), AccessToken.objects.get().prefix
    kept = [str(value) for value in AccessToken.objects.values_list()[0]]
    tried = [
        *kept,
        *(f"cfr_{value}" for value in kept),
        *(f"cfr_{prefix}{value}" for value in kept),
    ]

    statuses = [ask(partner, value).status_code for value in tried]

    assert len(tried) == 3 * len(AccessToken._meta.fields)
    assert set(statuses) == {401}
