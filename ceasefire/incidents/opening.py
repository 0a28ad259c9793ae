"""How incidents come about, and which accounts belong to them."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import located
from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import Weapon
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_incident, locked_incidents, mark_changed
from ceasefire.incidents.models import Incident, IncidentRelation, ReportLink
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.held import check_is_usable, locked_report
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import mark_linked
from ceasefire.monitoring.touched import effects_of
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningFacts


class AlreadyLinkedError(DomainError):
    code = "already_linked"


class NotLinkedError(DomainError):
    code = "not_linked"


@dataclass(frozen=True)
class IncidentFacts:
    """When, where and what, as an officer reads the accounts. `target` is a code."""

    happening: HappeningFacts
    act: Act | None = None
    weapon: Weapon | None = None
    target: str | None = None
    harms_protected: bool = False


@transaction.atomic
def open_incident(*, agreement: Agreement, facts: IncidentFacts, by: User) -> Incident:
    """Open an incident. Raises ValidationError, by field, if the facts do not fit."""
    incident = Incident(agreement=agreement, opened_by=by, **_fields(facts, agreement))
    incident.full_clean()
    incident.save()
    record(EntryKind.INCIDENT_OPENED, subject=incident, by=by, effects=effects_of([incident]))
    return incident


@transaction.atomic
def open_incident_from(*, report: MonitorReport, facts: IncidentFacts, by: User) -> Incident:
    """Open an incident from a report, which is linked to it.

    Raises ReportNotUsableError, and AlreadyLinkedError if the report belongs to one.
    """
    report = locked_report(report)
    if report.links.present().exists():
        raise AlreadyLinkedError(_("This report belongs to an incident already."))
    incident = open_incident(agreement=report.agreement, facts=facts, by=by)
    link_report(incident=incident, report=report, kind=LinkKind.SAME, by=by)
    return incident


@transaction.atomic
def change_incident(*, incident: Incident, facts: IncidentFacts, reason: str, by: User) -> Incident:
    """Say otherwise when, where or what. What was verified is marked as changed since.

    Raises MergedIncidentError for one that was merged into another.
    """
    locked = locked_incident(incident)
    before = effects_of([locked])
    fields = _fields(facts, locked.agreement)
    changed = [name for name, value in fields.items() if getattr(locked, name) != value]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, fields[name])
    mark_changed(locked)
    locked.full_clean()
    locked.save()
    record(
        EntryKind.INCIDENT_CHANGED,
        subject=locked,
        by=by,
        reason=reason,
        effects=before.and_also(effects_of([locked])),
        changed=sorted(changed),
    )
    return locked


@transaction.atomic
def link_report(
    *, incident: Incident, report: MonitorReport, kind: LinkKind, by: User
) -> ReportLink:
    """Link a report to an incident of the same agreement.

    Raises AlreadyLinkedError, ReportNotUsableError, MergedIncidentError.
    """
    report, incident = locked_report(report), locked_incident(incident)
    check_is_usable(report)
    if report.agreement_id != incident.agreement_id:
        raise ValidationError({"report": _("This report is about another agreement.")})
    if ReportLink.objects.present().filter(incident=incident, report=report).exists():
        raise AlreadyLinkedError(_("This report is linked to this incident already."))
    link = ReportLink.objects.create(incident=incident, report=report, kind=kind, made_by=by)
    mark_linked(report=report, by=by)
    _note_change(incident)
    record(
        EntryKind.INCIDENT_REPORT_LINKED,
        subject=incident,
        by=by,
        effects=effects_of([incident]),
        report=report.receipt,
        link=kind,
    )
    return link


@transaction.atomic
def part_report(*, link: ReportLink, reason: str, by: User) -> ReportLink:
    """Part a report from an incident; that it was linked stays on record.

    Raises NotLinkedError if it was parted before.
    """
    incident = locked_incident(link.incident)
    locked = ReportLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if locked.parted_at:
        raise NotLinkedError(_("This report is not linked to this incident any more."))
    locked.parted_at = timezone.now()
    locked.save(update_fields=["parted_at"])
    _note_change(incident)
    record(
        EntryKind.INCIDENT_REPORT_PARTED,
        subject=incident,
        by=by,
        reason=reason,
        effects=effects_of([incident]),
        report=locked.report.receipt,
    )
    return locked


@transaction.atomic
def grade_report(*, link: ReportLink, credibility: Credibility, by: User) -> ReportLink:
    """Grade how credible an account is, apart from how reliable its source is."""
    locked = ReportLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    old, locked.credibility = locked.credibility, credibility
    locked.save(update_fields=["credibility"])
    record(
        EntryKind.INCIDENT_REPORT_GRADED,
        subject=locked.incident,
        by=by,
        report=locked.report.receipt,
        old=old,
        new=credibility,
    )
    return locked


@transaction.atomic
def relate_incidents(
    *, incident: Incident, other: Incident, kind: LinkKind, by: User
) -> IncidentRelation:
    """Say how one incident stands to another of the same agreement.

    Raises AlreadyLinkedError if that was said before.
    """
    first, second = locked_incidents(incident, other)
    if first.agreement_id != second.agreement_id or first.pk == second.pk:
        raise ValidationError({"other": _("Choose another incident of the same agreement.")})
    present = IncidentRelation.objects.present()
    if present.filter(incident=first, other=second, kind=kind).exists():
        raise AlreadyLinkedError(_("These incidents stand so to each other already."))
    relation = IncidentRelation.objects.create(incident=first, other=second, kind=kind, made_by=by)
    record(EntryKind.INCIDENT_RELATED, subject=first, by=by, other=second.reference, relation=kind)
    return relation


@transaction.atomic
def part_incidents(*, relation: IncidentRelation, by: User) -> IncidentRelation:
    """Take back how two incidents stand to each other. Raises NotLinkedError if it was."""
    locked = IncidentRelation.objects.select_for_update(of=("self",)).get(pk=relation.pk)
    if locked.parted_at:
        raise NotLinkedError(_("This was taken back before."))
    locked.parted_at = timezone.now()
    locked.save(update_fields=["parted_at"])
    record(
        EntryKind.INCIDENT_RELATION_PARTED,
        subject=locked.incident,
        by=by,
        other=locked.other.reference,
        relation=locked.kind,
    )
    return locked


def _note_change(incident: Incident) -> None:
    mark_changed(incident)
    incident.save(update_fields=["changed_since_verification"])


def _fields(facts: IncidentFacts, agreement: Agreement) -> dict[str, Any]:
    return {
        **located(facts.happening, agreement),
        "act": facts.act or "",
        "weapon": facts.weapon or "",
        "target": Party.objects.get(code=facts.target) if facts.target else None,
        "harms_protected": facts.harms_protected,
    }
