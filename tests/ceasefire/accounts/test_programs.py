from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import AccessToken, User
from ceasefire.accounts.programs import (
    InvalidTokenError,
    ProgramSuspendedError,
    TokenAlreadyRevokedError,
    issue_token,
    revoke_token,
    use_token,
)
from ceasefire.accounts.services import reinstate, suspend
from ceasefire.accounts.tokens import digest_of
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import make_administrator, make_token

pytestmark = pytest.mark.django_db


def test_token_is_kept_as_a_digest_with_scope_and_end(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    admin = make_administrator()

    token, text = issue_token(
        program_name="Relief desk",
        scopes=[Scope.READ_PUBLISHED],
        lifetime=timedelta(days=30),
        by=admin,
    )

    assert (token.prefix, token.digest) == (text[4:12], digest_of(text))
    assert (token.scopes, token.issued_by) == (["read:published"], admin)
    assert token.expires_at.isoformat() == "2026-04-01T09:00:00+00:00"
    assert (token.program.name, token.program.role) == ("Relief desk", Role.PROGRAM)
    entry = LedgerEntry.objects.get(kind="token.issued")
    assert text not in str(entry.details)
    assert entry.details["scopes"] == ["read:published"]


@pytest.mark.parametrize("names", [("A b", "a-B"), ("شريك", "شركاء"), ("!", "?")])
def test_programs_of_different_names_are_different_accounts(names):
    for name in names:
        make_token(program_name=name)

    assert {each.name for each in User.objects.programs()} == set(names)


def test_known_program_gets_another_token():
    first, second = make_token(program_name="Desk"), make_token(program_name=" Desk ")

    assert use_token(text=first).program == use_token(text=second).program
    assert LedgerEntry.objects.filter(kind="person.created", details__role="program").count() == 1


@pytest.mark.parametrize("name", ["", "x" * 151])
def test_program_needs_a_name(name):
    with pytest.raises(ValidationError):
        make_token(program_name=name)

    assert not AccessToken.objects.exists()


def test_last_use_is_noted_by_day(time_machine):
    text = make_token(lifetime=timedelta(days=9))
    time_machine.move_to("2099-03-02T09:15:00Z", tick=False)
    AccessToken.objects.update(expires_at="2099-04-01T00:00:00Z")

    use_token(text=text)

    assert AccessToken.objects.get().last_used_on == date(2099, 3, 2)


def test_token_ends_with_its_time(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    text = make_token(lifetime=timedelta(hours=12))

    time_machine.move_to("2026-03-02T20:59:59Z", tick=False)
    assert use_token(text=text)
    time_machine.move_to("2026-03-02T21:00:00Z", tick=False)
    with pytest.raises(InvalidTokenError):
        use_token(text=text)


def test_token_is_revoked_once_and_at_once():
    text, admin = make_token(), make_administrator()
    token = use_token(text=text)

    revoke_token(token_id=token.pk, by=admin)

    with pytest.raises(InvalidTokenError):
        use_token(text=text)
    with pytest.raises(TokenAlreadyRevokedError):
        revoke_token(token_id=token.pk, by=admin)
    assert LedgerEntry.objects.filter(kind="token.revoked").count() == 1


def test_tokens_of_a_suspended_program_are_refused_and_none_is_issued():
    text, admin = make_token(program_name="Desk"), make_administrator()
    program = use_token(text=text).program
    suspend(person=program, by=admin, reason="Misused")

    with pytest.raises(InvalidTokenError):
        use_token(text=text)
    with pytest.raises(ProgramSuspendedError):
        make_token(program_name="Desk")

    reinstate(person=program, by=admin, reason="Mended")
    assert use_token(text=text).program == program


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text + "x",
        lambda text: text[:-1] + ("a" if text[-1] != "a" else "b"),
        lambda text: text.upper(),
        lambda text: "",
        lambda text: "cfr_",
        lambda text: text.replace("cfr_", "cfr-"),
        lambda text: text + "\u0661",
        lambda text: f"cfr_00000000{text[12:]}",
    ],
)
def test_spoilt_token_is_refused(spoil):
    text = make_token()

    with pytest.raises(InvalidTokenError, match=r"^This token is not valid\.$"):
        use_token(text=spoil(text))


def test_nothing_kept_of_a_token_is_a_token():
    make_token()
    kept = AccessToken.objects.values_list()[0]

    for value in kept:
        for text in (str(value), f"cfr_{value}", f"cfr_{AccessToken.objects.get().prefix}{value}"):
            with pytest.raises(InvalidTokenError):
                use_token(text=text)
