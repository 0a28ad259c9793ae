"""Letters about accounts: written from templates, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

MOST_IN_SUBJECT = 150
# Letters to this address are kept like others and never sent.
NOBODY = "nobody@record.invalid"
BETWEEN_LANGUAGES = "\n* * *\n\n"


def send_letter(
    template: str, *, to: str, languages: Sequence[str], context: Mapping[str, Any]
) -> None:
    """Hand the letter of `template` (without `.txt`) to Django's mail, here the outbox.

    The first line of the template is the subject. To somebody whose language is
    not known the letter is written in several, one after the other. It is kept
    or lost with the caller's transaction.
    """
    written = [write_letter(template, language=each, context=context) for each in languages]
    bodies = list(dict.fromkeys(body for _subject, body in written))
    EmailMessage(written[0][0], BETWEEN_LANGUAGES.join(bodies), to=[to]).send()


def write_letter(template: str, *, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """The subject and the text of a letter."""
    with translation.override(language):
        text = render_to_string(f"{template}.txt", {**context, "site_url": settings.SITE_URL})
    subject, _newline, body = text.strip().partition("\n")
    return subject.strip()[:MOST_IN_SUBJECT], body.strip() + "\n"


def absolute(path: str) -> str:
    """The address of one of our pages as letters write it, whatever host was asked for."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"
