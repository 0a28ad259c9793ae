"""Who may read what was done."""

import rules

from ceasefire.codes.roles import STAFF, Role


@rules.predicate
def is_staff(user):
    return user.is_active and user.role in STAFF if user.is_authenticated else False


@rules.predicate
def is_auditor(user):
    return user.is_active and user.role == Role.AUDITOR if user.is_authenticated else False


@rules.predicate
def is_own_deed(user, entry):
    return entry is not None and user.is_authenticated and entry.actor_id == user.public_id


rules.add_perm("ceasefire.see_history", is_staff)
rules.add_perm("ceasefire.view_entry", is_staff | is_own_deed)
rules.add_perm("ceasefire.read_ledger", is_auditor)
