"""Who may see who speaks for whom."""

import rules

from ceasefire.accounts.rules import is_administrator, is_signed_in


@rules.predicate
def is_own(user, liaison):
    return liaison is not None and liaison.user_id == user.pk


rules.add_perm("ceasefire.view_liaison", is_administrator | is_signed_in & is_own)
