from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.accounts.choices import InvitationState
from ceasefire.accounts.invitations import (
    AlreadyConfirmedError,
    AlreadyInvitedError,
    HasAnAccountError,
    InvitationClosedError,
    InvitationNotUsableError,
    NotConfirmedError,
    accept_invitation,
    confirm_invitation,
    resend_invitation,
    revoke_invitation,
)
from ceasefire.accounts.links import write_key
from ceasefire.accounts.models import Invitation, User
from ceasefire.codes.roles import Role
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.ledger.models import LedgerEntry
from ceasefire.outbox.models import Letter
from tests.builders.accounts import (
    PASSWORD,
    make_administrator,
    make_invitation,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


def key_of(invitation):
    return write_key(invitation.public_id, invitation.expires_at)


def accept(key, language="en"):
    return accept_invitation(key=key, password=PASSWORD, language=language)


def kinds(invitation):
    return [entry.kind for entry in LedgerEntry.objects.about(invitation)]


def test_invitation_stands_at_once_and_its_letter_is_owed():
    admin = make_administrator()

    invitation = make_invitation(Role.MEDIATOR, email=" Ada@People.invalid ", by=admin)

    assert (invitation.email, invitation.state) == ("ada@people.invalid", InvitationState.SENT)
    [letter] = Letter.objects.filter(to_address="ada@people.invalid")
    assert key_of(invitation) in letter.body
    assert "Mediator" in letter.body


def test_ledger_names_an_invitation_by_its_id_and_never_by_the_address():
    invitation = make_invitation(email="ada@people.invalid", name="Ada Lovelace")

    [entry] = LedgerEntry.objects.about(invitation)

    assert (entry.kind, entry.subject_id) == ("person.invited", str(invitation.public_id))
    assert entry.details == {"role": "delegate", "team": ""}


def test_monitor_waits_for_a_second_administrator():
    first, second = make_administrator(), make_administrator()
    team = make_team()
    invitation = make_invitation(Role.MONITOR, team=team, by=first)
    assert (invitation.state, Letter.objects.count()) == (InvitationState.WAITING, 0)

    with pytest.raises(SecondPersonNeededError):
        confirm_invitation(invitation=invitation, by=first)
    confirmed = confirm_invitation(invitation=invitation, by=second)

    assert (confirmed.state, confirmed.confirmed_by) == (InvitationState.SENT, second)
    assert Letter.objects.get().to_address == invitation.email
    assert kinds(invitation) == ["person.invited", "invitation.confirmed"]
    assert LedgerEntry.objects.about(invitation)[0].details["team"] == str(team.public_id)


def test_time_of_an_invitation_runs_from_when_it_stands(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    invitation = make_invitation(Role.MONITOR)
    time_machine.move_to("2026-03-06T09:00:00Z", tick=False)

    confirmed = confirm_invitation(invitation=invitation, by=make_administrator())

    assert confirmed.expires_at.isoformat() == "2026-03-09T09:00:00+00:00"


def test_confirmed_twice_is_refused():
    with pytest.raises(AlreadyConfirmedError):
        confirm_invitation(invitation=make_invitation(), by=make_administrator())


def test_address_with_an_account_is_not_invited():
    make_user(email="ada@people.invalid")

    with pytest.raises(HasAnAccountError):
        make_invitation(email="ADA@people.invalid")

    assert not Invitation.objects.exists()


def test_address_is_invited_once_at_a_time():
    first = make_invitation(email="ada@people.invalid")
    with pytest.raises(AlreadyInvitedError):
        make_invitation(email="Ada@people.invalid")

    revoke_invitation(invitation=first, by=make_administrator())

    assert make_invitation(email="ada@people.invalid").state == InvitationState.SENT


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"name": "   "}, "name"),
        ({"role": "king"}, "role"),
        ({"role": Role.PROGRAM}, "role"),
    ],
)
def test_invitation_needs_an_address_a_name_and_a_role_of_people(facts, field):
    with pytest.raises(ValidationError) as refused:
        make_invitation(**facts)

    assert list(refused.value.error_dict) == [field]


def test_only_monitors_are_invited_to_a_team():
    with pytest.raises(ValidationError):
        make_invitation(Role.OFFICER, team=make_team())


def test_acceptance_opens_the_account_once():
    team = make_team("Valley")
    invitation = make_invitation(Role.MONITOR, email="ada@people.invalid", team=team)
    confirmed = confirm_invitation(invitation=invitation, by=make_administrator())

    person = accept(key_of(confirmed), language="ar")

    assert (person.email, person.role, person.language) == ("ada@people.invalid", "monitor", "ar")
    assert person.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=person).verified
    assert [each.user for each in team.memberships.present()] == [person]
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_as) == (InvitationState.ACCEPTED, person)
    accepted = LedgerEntry.objects.get(kind="invitation.accepted")
    assert (accepted.actor_id, accepted.details) == (person.public_id, {})
    with pytest.raises(InvitationNotUsableError):
        accept(key_of(confirmed))


def test_link_is_good_for_72_hours(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    key = key_of(make_invitation(email="ada@people.invalid"))

    time_machine.move_to("2026-03-05T09:00:00Z", tick=False)
    with pytest.raises(InvitationNotUsableError):
        accept(key)

    time_machine.move_to("2026-03-05T08:59:59Z", tick=False)
    assert accept(key).email == "ada@people.invalid"


def test_sent_again_the_former_link_is_void(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    invitation = make_invitation()
    former = key_of(invitation)
    time_machine.shift(71 * HOURS)

    again = resend_invitation(invitation=invitation, by=make_administrator())

    assert again.expires_at - timezone.now() == 72 * HOURS
    assert Letter.objects.filter(to_address=invitation.email).count() == 2
    with pytest.raises(InvitationNotUsableError):
        accept(former)
    assert accept(key_of(again)).email == invitation.email


def test_invitation_that_is_not_confirmed_is_not_sent_again():
    with pytest.raises(NotConfirmedError):
        resend_invitation(invitation=make_invitation(Role.MONITOR), by=make_administrator())

    assert not Letter.objects.exists()


def test_revoked_invitation_opens_nothing():
    invitation = make_invitation()

    revoke_invitation(invitation=invitation, by=make_administrator())

    with pytest.raises(InvitationNotUsableError):
        accept(key_of(invitation))
    assert not User.objects.filter(email=invitation.email).exists()
    assert kinds(invitation) == ["person.invited", "invitation.revoked"]


@pytest.mark.parametrize("step", [confirm_invitation, resend_invitation, revoke_invitation])
def test_closed_invitation_takes_no_further_step(step):
    invitation = make_invitation()
    accept(key_of(invitation))

    with pytest.raises(InvitationClosedError):
        step(invitation=invitation, by=make_administrator())


def test_invitation_ends_where_the_address_got_an_account_otherwise():
    invitation = make_invitation(email="ada@people.invalid")
    make_user(email="ada@people.invalid")

    with pytest.raises(InvitationNotUsableError):
        accept(key_of(invitation))


def test_link_of_another_service_opens_nothing(settings):
    invitation = make_invitation()
    key = key_of(invitation)
    settings.SECRET_KEY = "another service's secret"

    with pytest.raises(InvitationNotUsableError):
        accept(key)
