"""How letters are posted and sent.

A letter is owed from the moment it is a row. To send it, a worker first claims
it for a while in a short transaction, then talks to the mail server outside of
any, then writes down how it went. So two workers never hold one letter, and a
worker that dies leaves it to the next after the claim has run out.
"""

import logging
import smtplib
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from ceasefire.accounts.letters import NOBODY
from ceasefire.common.wake import wake_on_commit
from ceasefire.outbox.models import Letter, LetterAttempt

logger = logging.getLogger(__name__)

SEND_TASK = "ceasefire.outbox.send_letters"
CLAIMED_FOR = timedelta(minutes=10)
# How long to wait after each failed attempt; after the last the letter is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
LETTERS_PER_RUN = 200
# What a mail server, or the way to it, can do to a letter.
FAILURES = (OSError, smtplib.SMTPException)


@transaction.atomic
def post_letter(*, to_address: str, from_address: str, subject: str, body: str) -> Letter:
    """Owe a letter: it is sent if the caller's transaction commits, and never if not."""
    is_for_somebody = to_address != NOBODY
    letter = Letter.objects.create(
        to_address=to_address,
        from_address=from_address,
        subject=subject,
        body=body if is_for_somebody else "",
        given_up_at=None if is_for_somebody else timezone.now(),
    )
    wake_on_commit(SEND_TASK)
    return letter


def send_owed_letters() -> int:
    """Send the letters that are due, oldest first, each at most once per claim.

    Returns how many were sent. A letter that fails is tried again later, and
    given up after the last wait. Ends early after `LETTERS_PER_RUN`, so that one
    run stays short; the next sweep goes on.
    """
    sent = 0
    for _count in range(LETTERS_PER_RUN):
        letter = _claim_next()
        if letter is None:
            break
        error = _deliver(letter)
        _note_attempt(letter, error)
        sent += not error
    return sent


@transaction.atomic
def _claim_next() -> Letter | None:
    letter = Letter.objects.owed().select_for_update(skip_locked=True).order_by("pk").first()
    if letter:
        letter.next_attempt_at = timezone.now() + CLAIMED_FOR
        letter.save(update_fields=["next_attempt_at"])
    return letter


def _deliver(letter: Letter) -> str:
    """Hand a letter to the mail server; returns what went wrong, or nothing."""
    domain = parseaddr(letter.from_address)[1].rpartition("@")[2] or "localhost"
    message = EmailMessage(
        letter.subject,
        letter.body,
        letter.from_address,
        [letter.to_address],
        headers={
            "Message-ID": f"<{letter.message_id}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(settings.DELIVERY_EMAIL_BACKEND),
    )
    try:
        message.send()
    except FAILURES as error:
        # Not the server's words: they may repeat the address.
        logger.warning("A letter was not sent: %s", type(error).__name__)
        return type(error).__name__
    return ""


@transaction.atomic
def _note_attempt(letter: Letter, error: str) -> None:
    """Keep how an attempt went. What was sent, or given up, loses its text: links are secrets."""
    LetterAttempt.objects.create(letter=letter, error=error)
    failed = letter.attempts.count()
    now = timezone.now()
    if not error:
        letter.sent_at, letter.body = now, ""
    elif failed > len(WAITS):
        letter.given_up_at, letter.body = now, ""
    else:
        letter.next_attempt_at = now + WAITS[failed - 1]
    letter.save(update_fields=["sent_at", "given_up_at", "next_attempt_at", "body"])
