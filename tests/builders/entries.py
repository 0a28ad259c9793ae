"""What the ledger says of one row, short enough to compare."""

from ceasefire.ledger.models import LedgerEntry


def kinds_of(subject):
    """The kinds of its entries, oldest first."""
    return [entry.kind for entry in LedgerEntry.objects.about(subject)]


def last_entry(subject):
    return LedgerEntry.objects.about(subject).last()


def what_by_whom(subject):
    """Of its last entry: what was done, by whom, and why."""
    entry = last_entry(subject)
    return entry.kind, entry.actor_id, entry.reason


def effects(*days, areas=("DV-N",), agreement="DEMO-1"):
    """The effects of a change that touches these days (ISO 8601) and areas."""
    return {"agreement": agreement, "days": sorted(days), "areas": sorted(areas)}
