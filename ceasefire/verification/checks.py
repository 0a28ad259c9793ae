"""What must hold before anybody answers: the state, who asks, and the accounts."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import powers_at
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import IncidentState
from ceasefire.common.errors import DomainError
from ceasefire.incidents.accounts import links_of, usable_links_of
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.incidents.opening import grade_report
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.models import Answer
from ceasefire.verification.states import Move, Standing, allowed

Grades = tuple[tuple[ReportLink, Credibility], ...]
# Who did one of these before is named to whoever comes too late.
DECIDED = (
    EntryKind.INCIDENT_TAKEN_UP,
    EntryKind.INCIDENT_ANSWERED,
    EntryKind.INCIDENT_SIGNED,
    EntryKind.INCIDENT_REOPENING_ASKED,
    EntryKind.INCIDENT_REOPENED,
    EntryKind.INCIDENT_REOPENING_REFUSED,
)


class MoveNotAllowedError(DomainError):
    code = "incident_state"


class ChangedSinceVerificationError(DomainError):
    code = "changed_since_verification"


class OwnReportError(DomainError):
    code = "own_report"


class NotGradedError(DomainError):
    code = "not_graded"


def standing_of(incident: Incident) -> Standing:
    """How an incident stands: what the table of moves asks for."""
    return Standing(
        state=IncidentState(incident.state),
        acts=powers_at(incident.agreement, incident.begins_at).acts,
        has_changed=incident.changed_since_verification,
        is_asked=incident.reopenings.open().exists(),
        is_unsigned=Answer.objects.unsigned().filter(incident=incident).exists(),
    )


def check_move(incident: Incident, wanted: Collection[Move]) -> None:
    """Raises MoveNotAllowedError, which says who came first and when."""
    if not allowed(standing_of(incident)) & set(wanted):
        raise too_late(incident)


def too_late(incident: Incident) -> MoveNotAllowedError:
    """The refusal for whoever comes too late: how the incident stands, and who decided, when."""
    state = _("This incident is %(state)s.") % {"state": incident.get_state_display()}
    entry = LedgerEntry.objects.about(incident).filter(kind__in=DECIDED).last()
    person = User.objects.filter(public_id=entry.actor_id).first() if entry else None
    if entry is None or person is None:
        return MoveNotAllowedError(state)
    zone = incident.agreement.time_zone
    first = _("%(who)s came first, %(when)s (%(zone)s).") % {
        "who": person.name,
        "when": formats.date_format(entry.recorded_at.astimezone(ZoneInfo(zone)), "j F Y, H:i"),
        "zone": zone,
    }
    return MoveNotAllowedError(f"{state} {first}")


def check_author(incident: Incident, by: User) -> None:
    """Nobody verifies what they themselves reported. Raises OwnReportError."""
    if links_of(incident).filter(report__author=by).exists():
        raise OwnReportError(_("Nobody verifies what they themselves reported."))


def keep_grades(grades: Grades, by: User) -> None:
    """Grade accounts together with the answer: they are lost with it if it is refused."""
    for link, grade in grades:
        grade_report(link=link, credibility=grade, by=by)


def check_accounts(incident: Incident, named: Collection[ReportLink], *, needs_one: bool) -> None:
    """What an answer rests on belongs to the incident, may be used, and is graded.

    `needs_one`: where there is an account, one must be named. Raises NotGradedError, and
    ValidationError by field.
    """
    usable = {link.pk: link for link in usable_links_of(incident)}
    if not {link.pk for link in named} <= usable.keys():
        raise ValidationError({"rests_on": _("This account is no longer part of the incident.")})
    if needs_one and usable and not named:
        raise ValidationError({"rests_on": _("Name the accounts that this rests on.")})
    if any(not usable[link.pk].credibility for link in named):
        raise NotGradedError(_("Grade every account that the answer rests on first."))
