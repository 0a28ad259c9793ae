import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from ceasefire.accounts.letters import NOBODY
from ceasefire.outbox.models import Letter, LetterAttempt
from ceasefire.outbox.services import CLAIMED_FOR, WAITS, post_letter, send_owed_letters
from ceasefire.outbox.tasks import send_letters_task

pytestmark = pytest.mark.django_db


class Unreachable(BaseEmailBackend):
    """A mail server that refuses everything, and names the address while it does."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (550, b"no")})


@pytest.fixture
def unreachable(settings):
    settings.DELIVERY_EMAIL_BACKEND = f"{__name__}.Unreachable"


def post(to="ada@people.invalid", body="Secret link"):
    return post_letter(
        to_address=to, from_address="Record <record@example.org>", subject="News", body=body
    )


def test_owed_letter_is_sent_once_and_loses_its_text():
    letter = post()

    assert [send_owed_letters(), send_owed_letters()] == [1, 0]

    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ada@people.invalid"], "News", "Secret link")
    assert sent.extra_headers["Message-ID"] == f"<{letter.message_id}@example.org>"
    letter.refresh_from_db()
    assert (letter.body, letter.given_up_at) == ("", None)
    assert letter.sent_at is not None
    assert [each.error for each in letter.attempts.all()] == [""]


def test_letters_go_oldest_first():
    for name in ("one", "two", "three"):
        post(f"{name}@people.invalid")

    send_letters_task()

    assert [each.to[0].split("@")[0] for each in mail.outbox] == ["one", "two", "three"]


def test_letter_is_lost_with_the_transaction_that_posted_it():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert send_owed_letters() == 0
    assert mail.outbox == []


def test_failed_letter_waits_longer_each_time_and_is_given_up(time_machine, unreachable):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    letter = post()

    for wait in WAITS:
        assert send_owed_letters() == 0
        letter.refresh_from_db()
        assert letter.next_attempt_at == timezone.now() + wait
        assert letter.body == "Secret link"
        time_machine.shift(wait - timedelta(seconds=1))
        send_owed_letters()
        time_machine.shift(1)
    send_owed_letters()

    letter.refresh_from_db()
    assert (letter.given_up_at, letter.sent_at, letter.body) == (timezone.now(), None, "")
    assert letter.attempts.count() == len(WAITS) + 1


def test_letter_given_up_is_not_tried_again(time_machine, unreachable, settings):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    post()
    for wait in (*WAITS, timedelta(0)):
        send_owed_letters()
        time_machine.shift(wait)

    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.shift(timedelta(days=30))

    assert send_owed_letters() == 0
    assert mail.outbox == []


def test_what_went_wrong_is_kept_without_the_address(unreachable, caplog):
    post("ada@people.invalid")

    send_owed_letters()

    assert LetterAttempt.objects.get().error == "SMTPRecipientsRefused"
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ada" not in caplog.text


def test_letter_of_a_worker_that_died_is_sent_when_its_claim_has_run_out(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    letter = post()
    Letter.objects.filter(pk=letter.pk).update(next_attempt_at=timezone.now() + CLAIMED_FOR)

    assert send_owed_letters() == 0
    time_machine.shift(CLAIMED_FOR)

    assert send_owed_letters() == 1


def test_letter_to_nobody_is_kept_and_never_sent():
    letter = post(NOBODY)

    assert send_owed_letters() == 0
    assert (letter.body, letter.given_up_at is None) == ("", False)


def test_letter_in_arabic_arrives_as_it_was_written():
    post(body="رابط سرّي")

    send_owed_letters()

    payload = mail.outbox[0].message().get_payload(decode=True).decode()
    assert payload == "رابط سرّي"


class Meeting(BaseEmailBackend):
    """A mail server at which both senders must have arrived before it takes a letter."""

    both = None

    def send_messages(self, email_messages):
        self.both.wait()
        mail.outbox.extend(email_messages)
        return len(email_messages)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(settings, monkeypatch):
    settings.DELIVERY_EMAIL_BACKEND = f"{__name__}.Meeting"
    monkeypatch.setattr(Meeting, "both", threading.Barrier(2, timeout=20))
    for number in range(6):
        post(f"{number}@people.invalid")

    def work():
        try:
            send_owed_letters()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()

    assert sorted(each.to[0] for each in mail.outbox) == [f"{n}@people.invalid" for n in range(6)]
    assert LetterAttempt.objects.count() == 6


def test_one_run_is_short_and_the_next_goes_on(monkeypatch):
    monkeypatch.setattr("ceasefire.outbox.services.LETTERS_PER_RUN", 2)
    for number in range(3):
        post(f"person-{number}@people.invalid")

    assert [send_owed_letters(), send_owed_letters()] == [2, 1]
    assert len(mail.outbox) == 3
