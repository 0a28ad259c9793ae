"""Findings locked for a decision, whether the decision is open, and until when a reply is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import check_powers
from ceasefire.allegations.deadlines import ReplyRule, deemed_at, due_at
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.verification import FindingOutcome, FindingState
from ceasefire.common.errors import DomainError, OwnDraftError
from ceasefire.incidents.held import locked_incident
from ceasefire.incidents.models import Incident
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.finding_states import Move, Standing, allowed
from ceasefire.verification.models import Finding


class FindingStateError(DomainError):
    code = "finding_state"


def locked_finding(finding: Finding) -> Finding:
    """The row and its incident, locked, as they stand: all who decide wait for each other.

    Raises NotInMandateError where the mandate does not let the mechanism rule, and
    MergedIncidentError where the incident is part of another.
    """
    incident = locked_incident(finding.incident)
    check_powers(incident.agreement, incident.begins_at, MandateAct.RULE)
    locked = locked_row(finding)
    locked.incident = incident
    return locked


def locked_row(finding: Finding) -> Finding:
    """The row alone, locked, for steps that do not rest on how the incident stands."""
    rows = Finding.objects.select_for_update(of=("self",))
    related = ("incident__agreement", "incident__area", "provision", "accused")
    return rows.select_related(*related).get(pk=finding.pk)


def standing_of(finding: Finding, now: datetime) -> Standing:
    """How a finding stands at `now`, as the table of moves asks it."""
    return Standing(
        state=FindingState(finding.state),
        outcome=FindingOutcome(finding.outcome),
        names_accused=finding.accused_id is not None,
        is_reviewed=finding.reviewed_by_id is not None,
        is_put=finding.notified_at is not None,
        is_replied=finding.replied_at is not None,
        is_window_over=finding.due_at is not None and now >= finding.due_at,
    )


def moves_of(finding: Finding) -> frozenset[Move]:
    """The moves that are open now."""
    return allowed(standing_of(finding, timezone.now()))


def check_move(finding: Finding, move: Move) -> None:
    """Raises FindingStateError, which says who came first and when, unless it is open."""
    if move not in moves_of(finding):
        state = _("This finding is %(state)s.") % {"state": finding.get_state_display()}
        raise FindingStateError(f"{state} {_who_came_first(finding)}")


def check_reply(finding: Finding) -> None:
    """The same for the accused, who is told nothing of how the finding stands."""
    if Move.REPLY not in moves_of(finding):
        raise FindingStateError(_("A reply is not possible, or not any more."))


def check_not_own(finding: Finding, by: User) -> None:
    """Raises OwnDraftError for whoever wrote the text as it stands."""
    if finding.drafted_by_id == by.pk:
        raise OwnDraftError(_("You wrote this text: somebody else decides on it."))


def reply_due(incident: Incident, now: datetime) -> datetime:
    """The first moment at which a reply is too late, if a finding is put at `now`."""
    mandate = incident.agreement.mandates.in_force_at(incident.begins_at).latest("valid_from")
    rule = ReplyRule(mandate.reply_days, mandate.reply_hours)
    return due_at(deemed_at(now), rule, incident.agreement.time_zone)


def _who_came_first(finding: Finding) -> str:
    entry = LedgerEntry.objects.about(finding).latest("pk")
    person = User.objects.get(public_id=entry.actor_id)
    zone = finding.agreement.time_zone
    return _("%(who)s came first, %(when)s (%(zone)s).") % {
        "who": person.name,
        "when": formats.date_format(entry.recorded_at.astimezone(ZoneInfo(zone)), "j F Y, H:i"),
        "zone": zone,
    }
