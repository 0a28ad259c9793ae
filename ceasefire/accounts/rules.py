"""Who may look after accounts, and who may see whose."""

import rules

from ceasefire.codes.roles import Role


@rules.predicate
def is_signed_in(user):
    return user.is_authenticated and user.is_active


@rules.predicate
def is_administrator(user):
    return user.is_authenticated and user.is_active and user.role == Role.ADMINISTRATOR


@rules.predicate
def is_self(user, person):
    return person is not None and user.is_authenticated and user.pk == person.pk


@rules.predicate
def is_served_by_people(user, person):
    """The account of the service itself is nobody's to look at."""
    return person is None or person.role != Role.SYSTEM


@rules.predicate
def is_in_team(user, team):
    if team is None or not user.is_authenticated:
        return False
    return team.memberships.present().filter(user=user).exists()


rules.add_perm("ceasefire.use_own_account", is_signed_in)
rules.add_perm("ceasefire.manage_people", is_administrator)
rules.add_perm(
    "ceasefire.view_person", is_administrator & is_served_by_people | is_signed_in & is_self
)
rules.add_perm("ceasefire.view_team", is_administrator | is_signed_in & is_in_team)
rules.add_perm("ceasefire.view_invitation", is_administrator)
rules.add_perm("ceasefire.view_token", is_administrator)
