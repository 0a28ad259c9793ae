"""The mailbox of the demo, which no other service has."""

import importlib

import pytest
from django.urls import NoReverseMatch, clear_url_caches, reverse

import config.urls
from ceasefire.outbox.services import post_letter, send_owed_letters
from tests.ceasefire.web.pages import first, links, parsed, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEMO = True
    settings.STATE_FOLDER = tmp_path
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    _read_routes_again()
    yield tmp_path / "mail"
    settings.DEMO = False
    _read_routes_again()


def _read_routes_again():
    importlib.reload(config.urls)
    clear_url_caches()


def send(subject, body):
    post_letter(
        to_address="ada@people.invalid",
        from_address="record@example.org",
        subject=subject,
        body=body,
    )
    send_owed_letters()


def test_letters_are_listed_and_read_with_their_links(client, demo):
    send("Invitation", "Open http://localhost:8000/welcome/abc:1-2_3/ today.\n<b>not bold</b>")

    tree = parsed(client.get("/demo/mail/"))
    assert "Invitation" in text_of(tree)
    [path] = [link for link in links(first(tree, "main")) if link.startswith("/demo/mail/")]
    letter = parsed(client.get(path))

    assert "http://localhost:8000/welcome/abc:1-2_3/" in links(letter)
    assert "<b>not bold</b>" in text_of(letter)


def test_letter_in_another_script_is_readable(client, demo):
    send("دعوة", "افتح الرابط")

    page = client.get("/demo/mail/")
    path = next(link for link in links(first(parsed(page), "main")) if "/demo/mail/" in link)

    assert "دعوة" in page.content.decode()
    assert "افتح الرابط" in client.get(path).content.decode()


def test_empty_mailbox_says_so(client, demo):
    assert "No letter has been sent yet." in text_of(parsed(client.get("/demo/mail/")))


@pytest.mark.parametrize("name", ["nothing.log", "..", "../secret_key", "%2e%2e%2fsecret_key"])
def test_nothing_but_letters_is_read(client, demo, name):
    (demo.parent / "secret_key").write_text("secret")

    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_a_real_service_has_no_such_page(client):
    assert client.get("/demo/mail/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo-mail")
