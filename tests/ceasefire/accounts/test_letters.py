import pytest

from ceasefire.accounts.letters import absolute, send_letter, write_letter
from ceasefire.outbox.models import Letter


def test_letter_is_plain_text_whose_first_line_is_its_subject(settings):
    settings.SITE_URL = "https://record.example.org/"

    subject, body = write_letter(
        "account/letters/notice", language="en", context={"notice": "Tom & Jerry <b>"}
    )

    assert subject == "Your account was changed"
    assert body.startswith("Tom & Jerry <b>\n")
    assert body.endswith("The ceasefire record\nhttps://record.example.org/\n")


@pytest.mark.django_db
def test_letter_to_an_unknown_language_says_it_once_per_language():
    send_letter(
        "account/letters/notice",
        to="ada@people.invalid",
        languages=["en", "en"],
        context={"notice": "It happened."},
    )

    assert Letter.objects.get().body.count("It happened.") == 1


def test_links_in_letters_lead_to_the_named_site_whatever_host_was_asked_for(settings):
    settings.SITE_URL = "https://record.example.org/"

    assert absolute("/welcome/") == "https://record.example.org/welcome/"
