"""Who may draft, approve and release summaries, and see those not yet released."""

import rules

from ceasefire.codes.roles import STAFF, Role


def _has_role(*roles):
    @rules.predicate
    def predicate(user):
        return user.is_authenticated and user.is_active and user.role in roles

    return predicate


rules.add_perm("reports.see_drafts", _has_role(*STAFF))
rules.add_perm("reports.draft_summary", _has_role(Role.OFFICER, Role.ADJUDICATOR))
rules.add_perm("reports.approve_summary", _has_role(Role.ADJUDICATOR))
rules.add_perm("reports.release_summary", _has_role(Role.ADJUDICATOR))
