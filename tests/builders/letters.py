"""Real letters of tests: posted as rows, delivered by the sender, read as their receiver does."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail

from ceasefire.outbox.services import send_owed_letters

LINK = re.compile(r"https?://\S+/\S+")


def delivered():
    """Send what is owed, and give every letter that has arrived so far, oldest first."""
    send_owed_letters()
    return mail.outbox


def letter_to(address):
    """The last letter that has arrived at an address."""
    return [each for each in delivered() if each.to == [address]][-1]


def link_in(letter):
    """The path of the first link in a letter; it leads to our own site."""
    link = LINK.search(letter.body)[0]
    assert link.startswith(settings.SITE_URL)
    return urlsplit(link).path
