"""How teams of monitors are made, joined, led and left."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import Team, TeamMembership, User
from ceasefire.codes.roles import Role
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


class AlreadyAMemberError(DomainError):
    code = "already_a_member"


class NotAMemberError(DomainError):
    code = "not_a_member"


class NotAMonitorError(DomainError):
    code = "not_a_monitor"


@transaction.atomic
def create_team(*, name: str, by: User) -> Team:
    """Create a team. Raises ValidationError if the name is empty or taken."""
    team = Team(name=name.strip())
    team.full_clean()
    team.save()
    record(EntryKind.TEAM_CREATED, subject=team, by=by, name=team.name)
    return team


@transaction.atomic
def add_member(*, team: Team, person: User, by: User, is_lead: bool = False) -> TeamMembership:
    """Put a monitor into a team, as its lead if so said.

    Raises NotAMonitorError, AlreadyAMemberError.
    """
    person = User.objects.get_queryset().select_for_update().get(pk=person.pk)
    if person.role != Role.MONITOR:
        raise NotAMonitorError(_("Only monitors work in teams."))
    if team.memberships.present().filter(user=person).exists():
        raise AlreadyAMemberError(_("This person is already in the team."))
    membership = TeamMembership.objects.create(team=team, user=person, is_lead=is_lead)
    name = str(person.public_id)
    record(EntryKind.TEAM_MEMBER_ADDED, subject=team, by=by, person=name, is_lead=is_lead)
    return membership


@transaction.atomic
def remove_member(*, team: Team, person: User, by: User) -> TeamMembership:
    """End a person's time in a team. Raises NotAMemberError."""
    membership = _locked_membership(team, person)
    membership.until = timezone.now()
    membership.save(update_fields=["until"])
    record(EntryKind.TEAM_MEMBER_REMOVED, subject=team, by=by, person=str(person.public_id))
    return membership


@transaction.atomic
def set_lead(*, team: Team, person: User, is_lead: bool, by: User) -> TeamMembership:
    """Let a member lead the team, or no longer. Raises NotAMemberError."""
    membership = _locked_membership(team, person)
    if membership.is_lead != is_lead:
        membership.is_lead = is_lead
        membership.save(update_fields=["is_lead"])
        name = str(person.public_id)
        record(EntryKind.TEAM_LEAD_CHANGED, subject=team, by=by, person=name, is_lead=is_lead)
    return membership


def _locked_membership(team: Team, person: User) -> TeamMembership:
    present = team.memberships.present().select_for_update()
    membership = present.filter(user=person).first()
    if membership is None:
        raise NotAMemberError(_("This person is not in the team."))
    return membership
