from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ceasefire.accounts.models import AccessToken, User
from ceasefire.accounts.programs import use_token
from ceasefire.accounts.services import suspend
from ceasefire.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db


def issue(*words):
    out, err = StringIO(), StringIO()
    call_command("issue_token", *words, stdout=out, stderr=err)
    return out.getvalue()


def test_token_is_alone_on_the_last_line_and_works():
    printed = issue("Relief desk", "--scope", "read:published", "--expires", "30d")

    assert printed.count("\n") == 1
    token = use_token(text=printed.strip())
    assert (token.program.name, token.scopes) == ("Relief desk", ["read:published"])
    assert token.issued_by == User.objects.system()
    entry = LedgerEntry.objects.get(kind="token.issued")
    assert entry.actor_id == User.objects.system().public_id


@pytest.mark.parametrize(
    ("word", "lifetime"),
    [
        ("12h", timedelta(hours=12)),
        ("30d", timedelta(days=30)),
        ("366d", timedelta(days=366)),
        ("8784h", timedelta(days=366)),
    ],
)
def test_end_is_said_in_days_or_hours(time_machine, word, lifetime):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)

    issue("Desk", "--scope", "read:published", "--expires", word)

    assert AccessToken.objects.get().expires_at == timezone.now() + lifetime


def test_several_scopes_are_given_once_each():
    words = [word for scope in ("read:published", "submit:reports", "read:published")
             for word in ("--scope", scope)]  # fmt: skip

    issue("Desk", *words, "--expires", "1d")

    assert AccessToken.objects.get().scopes == ["read:published", "submit:reports"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "name of a program"),
        (["  ", "--scope", "read:published", "--expires", "1d"], "name of a program"),
        (["Desk", "--expires", "1d"], "--scope"),
        (["Desk", "--scope", "write:all", "--expires", "1d"], "'write:all' is no scope"),
        (["Desk", "--scope", "read:published"], "30d or 12h"),
        (["Desk", "--scope", "read:published", "--expires", "0d"], "30d or 12h"),
        (["Desk", "--scope", "read:published", "--expires", "1w"], "30d or 12h"),
        (["Desk", "--scope", "read:published", "--expires", "-1d"], "30d or 12h"),
        (["Desk", "--scope", "read:published", "--expires", "367d"], "at most 366d"),
        (["Desk", "--scope", "read:published", "--expires", "8785h"], "at most 366d"),
        (["x" * 151, "--scope", "read:published", "--expires", "1d"], "150 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(words, why):
    if "-1d" in words:
        words = [*words[:-2], "--expires=-1d"]

    with pytest.raises(CommandError) as refused:
        issue(*words)

    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not AccessToken.objects.exists()


def test_suspended_program_gets_none():
    issue("Desk", "--scope", "read:published", "--expires", "1d")
    program = AccessToken.objects.get().program
    suspend(person=program, by=User.objects.system(), reason="Misused")

    with pytest.raises(CommandError, match="suspended"):
        issue("Desk", "--scope", "read:published", "--expires", "1d")
