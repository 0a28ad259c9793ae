import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from ceasefire.outbox.models import Letter

pytestmark = pytest.mark.django_db


def test_every_e_mail_becomes_rows_and_goes_nowhere_itself(settings):
    settings.DEFAULT_FROM_EMAIL = "record@example.org"

    send_mail("News", "Text", None, ["ada@people.invalid", "bela@people.invalid"])

    letters = Letter.objects.values_list("to_address", "from_address", "subject", "body")
    assert list(letters) == [
        ("ada@people.invalid", "record@example.org", "News", "Text"),
        ("bela@people.invalid", "record@example.org", "News", "Text"),
    ]
    assert mail.outbox == []


def test_copies_go_to_each_alone_so_that_none_sees_another():
    EmailMessage("News", "Text", to=["ada@people.invalid"], bcc=["bela@people.invalid"]).send()

    addresses = Letter.objects.values_list("to_address", flat=True)
    assert list(addresses) == ["ada@people.invalid", "bela@people.invalid"]


def test_only_the_plain_text_is_kept():
    message = EmailMultiAlternatives("News", "Text", to=["ada@people.invalid"])
    message.attach_alternative("<p>Text</p>", "text/html")

    message.send()

    assert Letter.objects.get().body == "Text"


@pytest.mark.parametrize("subject", ["News\nBcc: all@people.invalid", "News\rX: y"])
def test_subject_cannot_carry_another_header(subject):
    with pytest.raises(BadHeaderError):
        send_mail(subject, "Text", None, ["ada@people.invalid"])

    assert not Letter.objects.exists()


def test_rows_are_part_of_the_callers_transaction():
    with transaction.atomic():
        send_mail("News", "Text", None, ["ada@people.invalid"])
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


def test_worker_is_woken_once_the_letter_has_committed(
    django_capture_on_commit_callbacks, monkeypatch
):
    called = []
    monkeypatch.setattr(
        "ceasefire.common.wake.current_app.send_task", lambda *a, **_: called.append(a)
    )

    with django_capture_on_commit_callbacks(execute=True):
        send_mail("News", "Text", None, ["ada@people.invalid"])
        assert called == []

    assert called == [("ceasefire.outbox.send_letters",)]
