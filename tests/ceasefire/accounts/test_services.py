import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from ceasefire.accounts.choices import AccountState
from ceasefire.accounts.models import User
from ceasefire.accounts.services import (
    AddressTakenError,
    AlreadySuspendedError,
    LastAdministratorError,
    NotAPersonError,
    NotSuspendedError,
    OwnAccountError,
    SameRoleError,
    change_email,
    change_profile,
    change_role,
    create_person,
    end_sessions,
    reinstate,
    set_password,
    suspend,
)
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import (
    make_administrator,
    make_suspended,
    make_team,
    make_token,
    make_user,
)

pytestmark = pytest.mark.django_db


def entries_about(person):
    return [(entry.kind, entry.reason) for entry in LedgerEntry.objects.about(person)]


def test_create_person_opens_an_account_with_one_proved_address():
    admin = make_administrator()

    person = create_person(
        email=" Ada@People.invalid ", name=" Ada ", role=Role.OFFICER, password=None, by=admin
    )

    assert (person.email, person.name, person.language) == ("ada@people.invalid", "Ada", "en")
    assert not person.has_usable_password()
    assert person.state == AccountState.NEVER_HERE
    [address] = EmailAddress.objects.filter(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)
    [entry] = LedgerEntry.objects.about(person)
    assert (entry.kind, entry.actor_id, entry.details) == (
        "person.created", admin.public_id, {"role": "officer"},
    )  # fmt: skip


def test_create_person_refuses_an_address_that_has_an_account():
    make_user(email="ada@people.invalid")

    with pytest.raises(ValidationError) as refused:
        make_user(email="ADA@people.invalid")

    assert list(refused.value.error_dict) == ["email"]
    assert User.objects.filter(email__iexact="ada@people.invalid").count() == 1


def test_change_profile_records_what_changed_and_nothing_else():
    person = make_user(name="Ada")

    change_profile(person=person, name="Ada B.", language="ar", by=person)
    change_profile(person=person, name="Ada B.", language="ar", by=person)

    person.refresh_from_db()
    assert (person.name, person.language) == ("Ada B.", "ar")
    [entry] = LedgerEntry.objects.filter(kind="person.profile_changed")
    assert entry.details == {"changed": ["language", "name"]}


def test_change_email_leaves_one_address_and_no_trace_of_it_in_the_ledger():
    person = make_user(email="old@people.invalid")
    EmailAddress.objects.create(user=person, email="Fresh@people.invalid")

    change_email(person=person, email="Fresh@people.invalid", by=person)

    person.refresh_from_db()
    assert person.email == "fresh@people.invalid"
    [address] = EmailAddress.objects.filter(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)
    [entry] = LedgerEntry.objects.filter(kind="person.email_changed")
    assert entry.details == {}


def test_change_email_refuses_the_address_of_another_account():
    person, other = make_user(), make_user(email="taken@people.invalid")

    with pytest.raises(AddressTakenError):
        change_email(person=person, email="Taken@people.invalid", by=person)

    assert EmailAddress.objects.get(email="taken@people.invalid").user == other
    assert not LedgerEntry.objects.filter(kind="person.email_changed").exists()


@pytest.mark.parametrize(
    "end",
    [
        lambda person: set_password(person=person, password="weir bridge at noon", by=person),
        lambda person: end_sessions(person=person, by=person),
        lambda person: suspend(person=person, by=make_administrator(), reason="Left"),
    ],
    ids=["password set", "signed out everywhere", "suspended"],
)
def test_sessions_end_with(end):
    person = make_user()
    before = person.get_session_auth_hash()

    end(person)

    assert User.objects.get(pk=person.pk).get_session_auth_hash() != before


def test_sessions_that_ended_stay_over_after_reinstatement():
    person, admin = make_user(), make_administrator()
    before = person.get_session_auth_hash()
    suspend(person=person, by=admin, reason="Left")

    reinstated = reinstate(person=person, by=admin, reason="Back")

    assert reinstated.get_session_auth_hash() != before
    assert (reinstated.is_active, reinstated.suspended_at, reinstated.suspended_because) == (
        True, None, "",
    )  # fmt: skip
    assert entries_about(person)[1:] == [
        ("person.suspended", "Left"),
        ("person.reinstated", "Back"),
    ]


def test_session_hash_of_a_former_secret_is_still_known(settings):
    person = make_user()
    former, settings.SECRET_KEY = settings.SECRET_KEY, "the next secret"
    settings.SECRET_KEY_FALLBACKS = [former]

    [known] = list(person.get_session_auth_fallback_hash())

    settings.SECRET_KEY = former
    assert known == person.get_session_auth_hash()


def test_change_role_records_old_and_next_role_with_the_reason():
    person, admin = make_user(Role.DELEGATE), make_administrator()

    changed = change_role(person=person, role=Role.MEDIATOR, by=admin, reason="Joins us")

    assert changed.role == Role.MEDIATOR
    entry = LedgerEntry.objects.get(kind="person.role_changed")
    assert entry.details == {"old": "delegate", "new": "mediator"}
    assert (entry.reason, entry.actor_id) == ("Joins us", admin.public_id)


def test_change_role_ends_membership_in_teams_of_monitors():
    monitor, other = make_user(Role.MONITOR), make_user(Role.MONITOR)
    team = make_team(members=[monitor, other])

    change_role(person=monitor, role=Role.OFFICER, by=make_administrator(), reason="Promoted")

    assert [each.user for each in team.memberships.present()] == [other]
    entry = LedgerEntry.objects.get(kind="team.member_removed")
    assert entry.details == {"person": str(monitor.public_id)}


@pytest.mark.parametrize("role", [Role.PROGRAM, Role.SYSTEM])
def test_nobody_becomes_a_program_or_the_service(role):
    with pytest.raises(NotAPersonError):
        change_role(person=make_user(), role=role, by=make_administrator())


def test_a_program_takes_no_role_of_people():
    make_token(program_name="A partner")
    program = User.objects.programs().get()

    with pytest.raises(NotAPersonError):
        change_role(person=program, role=Role.OFFICER, by=make_administrator())


def test_the_role_somebody_has_is_refused():
    with pytest.raises(SameRoleError):
        change_role(person=make_user(Role.OFFICER), role=Role.OFFICER, by=make_administrator())


def test_nobody_changes_their_own_role_or_suspends_themself():
    admin = make_administrator()
    make_administrator()

    with pytest.raises(OwnAccountError):
        change_role(person=admin, role=Role.AUDITOR, by=admin)
    with pytest.raises(OwnAccountError):
        suspend(person=admin, by=admin, reason="Tired")

    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == (Role.ADMINISTRATOR, True)


@pytest.mark.parametrize(
    "remove",
    [
        lambda person, by: change_role(person=person, role=Role.AUDITOR, by=by),
        lambda person, by: suspend(person=person, by=by, reason="Left"),
    ],
    ids=["demoted", "suspended"],
)
def test_last_active_administrator_stays(remove):
    last = make_administrator()
    make_suspended(Role.ADMINISTRATOR)

    with pytest.raises(LastAdministratorError):
        remove(last, User.objects.system())

    second = make_administrator()
    assert remove(last, second).pk == last.pk


def test_suspend_says_when_and_why(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    person = make_user()

    suspend(person=person, by=make_administrator(), reason="Lost phone")

    person.refresh_from_db()
    assert (person.is_active, person.suspended_because) == (False, "Lost phone")
    assert person.suspended_at.isoformat() == "2026-03-02T09:00:00+00:00"
    assert person.state == AccountState.SUSPENDED


def test_suspended_twice_and_reinstated_twice_are_refused():
    person, admin = make_suspended(), make_administrator()

    with pytest.raises(AlreadySuspendedError):
        suspend(person=person, by=admin, reason="Again")
    reinstate(person=person, by=admin, reason="Back")
    with pytest.raises(NotSuspendedError):
        reinstate(person=person, by=admin, reason="Again")


def test_the_service_itself_cannot_be_suspended():
    with pytest.raises(NotAPersonError):
        suspend(person=User.objects.system(), by=make_administrator(), reason="No")
