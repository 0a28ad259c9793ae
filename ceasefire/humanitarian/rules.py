"""Who may see what was asked and decided on access, and who records it."""

import rules

from ceasefire.codes.roles import Role
from ceasefire.humanitarian.querysets import MAY_SEE


@rules.predicate
def may_see(user):
    return user.is_authenticated and user.is_active and user.role in MAY_SEE


@rules.predicate
def is_officer(user):
    return user.is_authenticated and user.is_active and user.role == Role.OFFICER


rules.add_perm("ceasefire.see_access", may_see)
rules.add_perm("ceasefire.record_access", is_officer)
