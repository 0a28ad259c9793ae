"""What a ledger entry owes the record itself: rows only, in the entry's own transaction."""

from typing import Any

from django.dispatch import receiver

from ceasefire.accounts.models import User
from ceasefire.allegations.meeting import allegations_of
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.mutual import propose_mutual
from ceasefire.allegations.querysets import AllegationQuerySet
from ceasefire.incidents.models import Incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.signals import entry_recorded

# After which two incidents belong together otherwise than before.
LINKING = {
    EntryKind.INCIDENT_RELATED,
    EntryKind.INCIDENT_RELATION_PARTED,
    EntryKind.INCIDENT_MERGED,
    EntryKind.INCIDENT_PARTED,
}


@receiver(entry_recorded, dispatch_uid="ceasefire.owe_proposals")
def owe_proposals(entry: LedgerEntry, **_: Any) -> None:
    """Owe people a proposal for each two allegations that meet by now."""
    if entry.kind != EntryKind.ALLEGATION_ADMITTED and entry.kind not in LINKING:
        return
    system = User.objects.system()
    for allegation in _touched(entry):
        propose_mutual(allegation=allegation, by=system)


def _touched(entry: LedgerEntry) -> AllegationQuerySet:
    """The allegation that was admitted, or those about the incident that was linked."""
    if entry.kind == EntryKind.ALLEGATION_ADMITTED:
        found = Allegation.objects.filter(public_id=entry.subject_id)
    else:
        found = allegations_of(Incident.objects.get(public_id=entry.subject_id))
    related = ("agreement", "complainant", "accused", "incident", "place", "area")
    return found.select_related(*related).order_by("pk")
