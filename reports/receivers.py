"""What a ledger entry owes the reports: rows only, in the entry's own transaction."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from ceasefire.agreements.models import Agreement
from ceasefire.common.wake import wake_on_commit
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.signals import entry_recorded
from reports.rollups.services import mark_days
from reports.summaries.marks import mark_summaries_around_rounds, mark_summaries_of


@receiver(entry_recorded, dispatch_uid="reports.owe_reports")
def owe_reports(entry: LedgerEntry, **_: Any) -> None:
    """Owe the days that an entry touches a recount, and their periods a summary."""
    days = {date.fromisoformat(day) for day in entry.effects.get("days", ())}
    changes_rounds = entry.kind == EntryKind.ROUND_RECORDED
    if not days and not changes_rounds:
        return
    agreement = Agreement.objects.filter(code=entry.effects.get("agreement")).first()
    if agreement is None:
        return
    if days:
        mark_days(agreement_id=agreement.pk, days=days)
        mark_summaries_of(agreement=agreement, days=days)
        wake_on_commit("reports.rollups.recount_dirty_days")
    if changes_rounds:
        mark_summaries_around_rounds(agreement=agreement)
