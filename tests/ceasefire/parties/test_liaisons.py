import pytest
from django.contrib.auth.models import AnonymousUser

from ceasefire.accounts.services import OwnAccountError
from ceasefire.codes.roles import SPEAKING, Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.parties.liaisons import (
    AlreadyALiaisonError,
    LiaisonEndedError,
    NotALiaisonError,
    change_role,
    end_liaison,
    name_liaison,
)
from ceasefire.parties.models import Liaison, Party
from tests.builders.accounts import make_administrator, make_suspended, make_user
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db
CALLERS = [*Role, "visitor", "suspended"]


def speak(person, party, by=None):
    return name_liaison(person=person, party_id=party.public_id, by=by or make_administrator())


def entries_about(person):
    return [
        (entry.kind, entry.details)
        for entry in LedgerEntry.objects.about(person)
        if entry.kind.startswith("liaison.")
    ]


def test_liaison_speaks_for_a_party_until_the_task_ends():
    person, party = make_user(Role.LIAISON), make_party()
    named = {"party": str(party.public_id)}

    liaison = speak(person, party)
    assert list(Liaison.objects.of(person)) == [liaison]

    end_liaison(liaison=liaison, by=make_administrator())
    assert not Liaison.objects.of(person).exists()
    assert entries_about(person) == [("liaison.named", named), ("liaison.ended", named)]


@pytest.mark.parametrize("role", [role for role in Role if role not in SPEAKING])
def test_other_roles_speak_for_nobody(role):
    with pytest.raises(NotALiaisonError):
        speak(make_user(role), make_party())

    assert not Liaison.objects.exists()


def test_nobody_speaks_for_a_party_twice_at_a_time():
    person, party = make_user(Role.LIAISON), make_party()
    first = speak(person, party)

    with pytest.raises(AlreadyALiaisonError):
        speak(person, party)
    end_liaison(liaison=first, by=make_administrator())

    assert speak(person, party).pk != first.pk


def test_task_ends_once():
    liaison = speak(make_user(Role.LIAISON), make_party())
    end_liaison(liaison=liaison, by=make_administrator())

    with pytest.raises(LiaisonEndedError):
        end_liaison(liaison=liaison, by=make_administrator())


def test_unknown_party_is_refused():
    with pytest.raises(Party.DoesNotExist):
        name_liaison(
            person=make_user(Role.LIAISON),
            party_id="00000000-0000-4000-8000-000000000000",
            by=make_administrator(),
        )


def test_whoever_stops_being_a_liaison_stops_speaking():
    person, other, party = make_user(Role.LIAISON), make_user(Role.LIAISON), make_party()
    speak(person, party)
    speak(other, party)

    change_role(person=person, role=Role.DELEGATE, by=make_administrator(), reason="Left")

    assert [each.user for each in Liaison.objects.current()] == [other]
    assert entries_about(person)[-1][0] == "liaison.ended"


def test_refused_change_of_role_ends_no_task():
    admin = make_administrator()
    liaison = speak(make_user(Role.LIAISON), make_party())

    with pytest.raises(OwnAccountError):
        change_role(person=admin, role=Role.LIAISON, by=admin)

    assert list(Liaison.objects.current()) == [liaison]


@pytest.mark.parametrize("word", CALLERS)
def test_list_and_rule_agree(word):
    speak(make_user(Role.LIAISON), make_party())
    user = AnonymousUser() if word == "visitor" else None
    user = user or (make_suspended(Role.LIAISON) if word == "suspended" else make_user(word))
    if word == Role.LIAISON:
        speak(user, make_party())

    allowed = {row for row in Liaison.objects.all() if user.has_perm("ceasefire.view_liaison", row)}

    assert set(Liaison.objects.visible_to(user)) == allowed
    assert len(allowed) == {Role.LIAISON: 1, Role.ADMINISTRATOR: 1}.get(word, 0)
