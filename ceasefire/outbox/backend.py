"""Django's door for mail: what goes in becomes a row, and a worker sends it later."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ceasefire.outbox.services import post_letter


class OutboxBackend(BaseEmailBackend):
    """Writes every e-mail as letters, one per address, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            message.message()  # raises BadHeaderError before anything is kept
            for address in message.recipients():
                post_letter(
                    to_address=address,
                    from_address=message.from_email,
                    subject=str(message.subject),
                    body=str(message.body),
                )
        return len(email_messages)
