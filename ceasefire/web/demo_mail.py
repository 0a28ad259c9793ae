"""The mailbox of the demo: letters as they lie in the state folder. Routed in the demo only."""

import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from ceasefire.web.access import EVERYBODY, allow

LETTERS_SHOWN = 200
END_OF_LETTER = b"-" * 79


@dataclass(frozen=True)
class SentLetter:
    """One letter in the folder. `name` is its file."""

    name: str
    to: str
    subject: str
    sent: datetime
    text: str


@allow(EVERYBODY)
def mailbox(request: HttpRequest) -> HttpResponseBase:
    """Every letter the demo has sent, newest first."""
    files = sorted(_folder().glob("*.log"), reverse=True)[:LETTERS_SHOWN]
    return render(request, "demo/mailbox.html", {"letters": [_read(file) for file in files]})


@allow(EVERYBODY)
def letter(request: HttpRequest, name: str) -> HttpResponseBase:
    file = _folder() / name
    if file.parent != _folder() or not file.is_file():
        raise Http404
    return render(request, "demo/letter.html", {"letter": _read(file)})


def _folder() -> Path:
    return Path(settings.STATE_FOLDER) / "mail"


def _read(file: Path) -> SentLetter:
    written = file.read_bytes().partition(END_OF_LETTER)[0]
    message = BytesParser(EmailMessage, policy=email.policy.default).parsebytes(written)
    return SentLetter(
        name=file.name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent=parsedate_to_datetime(message["Date"]),
        text=message.get_content(),
    )
