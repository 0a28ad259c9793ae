"""Who may see incidents in the making, and work on them."""

import rules

from ceasefire.codes.roles import STAFF, Role


@rules.predicate
def is_staff(user):
    return user.is_authenticated and user.is_active and user.role in STAFF


@rules.predicate
def is_officer(user):
    return user.is_authenticated and user.is_active and user.role == Role.OFFICER


rules.add_perm("ceasefire.see_incidents", is_staff)
rules.add_perm("ceasefire.work_on_incident", is_officer)
rules.add_perm("ceasefire.see_calls", is_staff)
rules.add_perm("ceasefire.log_call", is_officer)
rules.add_perm("ceasefire.record_control_claim", is_officer)
