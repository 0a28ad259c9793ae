"""Who may read what was done."""

import rules

from ceasefire.codes.roles import STAFF, Role


@rules.predicate
def is_staff(user):
    return user.is_active and user.role in STAFF if user.is_authenticated else False


@rules.predicate
def is_auditor(user):
    return user.is_active and user.role == Role.AUDITOR if user.is_authenticated else False


rules.add_perm("ceasefire.see_history", is_staff)
rules.add_perm("ceasefire.read_ledger", is_auditor)
