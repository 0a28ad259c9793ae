"""Who may send in reports, and who may read them."""

import rules
from django.utils import timezone

from ceasefire.codes.roles import STAFF, SUBMITTING, Role
from ceasefire.monitoring.querysets import SHOWN_TO_MONITORS


def _has_role(*roles):
    @rules.predicate
    def predicate(user):
        return user.is_authenticated and user.is_active and user.role in roles

    return predicate


is_staff = _has_role(*STAFF)
is_officer = _has_role(Role.OFFICER)
reads_whole_reports = _has_role(Role.OFFICER, Role.AUDITOR)
submits_on_pages = _has_role(Role.MONITOR, Role.LIAISON)


@rules.predicate
def may_see_what_was_sent(user, row):
    """Own words and those of a team one leads; on monitors' phones only while they are fresh."""
    if row is None or not user.is_authenticated or not user.is_active:
        return False
    if user.role == Role.MONITOR:
        is_fresh = row.submitted_at > timezone.now() - SHOWN_TO_MONITORS
        return is_fresh and (row.author_id == user.pk or _leads(user, row.team_id))
    return user.role in SUBMITTING and row.author_id == user.pk


def _leads(user, team_id):
    return user.memberships.present().filter(is_lead=True, team=team_id).exists()


rules.add_perm("ceasefire.submit_report", _has_role(*SUBMITTING))
rules.add_perm("ceasefire.submit_on_pages", submits_on_pages)
rules.add_perm("ceasefire.see_reports", is_staff)
rules.add_perm("ceasefire.read_reports", is_staff | submits_on_pages)
rules.add_perm("ceasefire.view_monitor_report", is_staff | may_see_what_was_sent)
rules.add_perm("ceasefire.read_whole_report", reads_whole_reports | may_see_what_was_sent)
rules.add_perm("ceasefire.view_coverage", is_staff | may_see_what_was_sent)
rules.add_perm("ceasefire.triage_report", is_officer)
rules.add_perm("ceasefire.view_source", is_officer)
