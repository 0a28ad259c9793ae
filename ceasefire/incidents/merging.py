"""Two incidents that are one: merged, and parted again without a loss.

Merging moves nothing. The merged incident keeps its accounts, and is read as a part of the
other for as long as `merged_into` says so.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import locked_chains, locked_incidents, mark_changed
from ceasefire.incidents.models import Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.touched import effects_of
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion


class NotMergedError(DomainError):
    code = "not_merged"


class PublishedIncidentError(DomainError):
    code = "incident_published"


@transaction.atomic
def merge_incidents(*, incident: Incident, into: Incident, reason: str, by: User) -> Incident:
    """Read `incident` as a part of `into` from now on; returns the latter.

    Raises MergedIncidentError if either was merged before, PublishedIncidentError while
    readers are shown `incident` as one of its own.
    """
    part, whole = locked_incidents(incident, into)
    if part.pk == whole.pk or part.agreement_id != whole.agreement_id:
        raise ValidationError({"into": _("Choose another incident of the same agreement.")})
    if PublishedVersion.objects.stands(PublishedKind.INCIDENT, part.public_id):
        raise PublishedIncidentError(_("Readers are shown this incident: withdraw it first."))
    part.merged_into = whole
    part.save(update_fields=["merged_into"])
    _mark(whole)
    for subject, other in ((part, whole), (whole, part)):
        record(
            EntryKind.INCIDENT_MERGED,
            subject=subject,
            by=by,
            reason=reason,
            effects=effects_of([part, whole]),
            merged=part.reference,
            into=whole.reference,
            other=other.reference,
        )
    return whole


@transaction.atomic
def undo_merge(*, incident: Incident, reason: str, by: User) -> Incident:
    """Part an incident from the one it was merged into. Raises NotMergedError."""
    [[part, *wholes]] = locked_chains(incident)
    if not wholes or part.merged_into_id != wholes[0].pk:
        raise NotMergedError(_("This incident is not merged into another."))
    part.merged_into = None
    part.save(update_fields=["merged_into"])
    for whole in wholes:
        _mark(whole)
    for subject, other in ((part, wholes[0]), *((whole, part) for whole in wholes)):
        record(
            EntryKind.INCIDENT_PARTED,
            subject=subject,
            by=by,
            reason=reason,
            effects=effects_of([part, *wholes]),
            other=other.reference,
        )
    return part


def _mark(whole: Incident) -> None:
    mark_changed(whole)
    whole.save(update_fields=["changed_since_verification"])
