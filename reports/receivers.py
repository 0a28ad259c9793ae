"""What a ledger entry owes the reports: rows only, in the entry's own transaction."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from ceasefire.agreements.models import Agreement
from ceasefire.common.wake import wake_on_commit
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.signals import entry_recorded
from ceasefire.monitoring.models import Bulletin
from ceasefire.publication.choices import PublishedKind
from reports.rollups.services import mark_days
from reports.summaries.marks import mark_summaries_around_rounds, mark_summaries_of

PUBLICATION = {EntryKind.VERSION_PUBLISHED, EntryKind.VERSION_WITHDRAWN}


@receiver(entry_recorded, dispatch_uid="reports.owe_reports")
def owe_reports(entry: LedgerEntry, **_: Any) -> None:
    """Owe the days that an entry touches a recount, and their periods a summary."""
    code = entry.effects.get("agreement")
    days = {date.fromisoformat(day) for day in entry.effects.get("days", ())}
    if entry.kind in PUBLICATION and entry.details.get("published_kind") == PublishedKind.BULLETIN:
        code, days = _published_bulletin(entry)
    agreement = Agreement.objects.filter(code=code).first() if code else None
    if agreement is None:
        return
    if days:
        mark_days(agreement_id=agreement.pk, days=days)
        mark_summaries_of(agreement=agreement, days=days)
        wake_on_commit("reports.rollups.recount_dirty_days")
    if entry.kind == EntryKind.ROUND_RECORDED:
        mark_summaries_around_rounds(agreement=agreement)


def _published_bulletin(entry: LedgerEntry) -> tuple[str | None, set[date]]:
    """The day of a bulletin that was withdrawn or published again: its import told of the first time."""
    if entry.details.get("version") == 1:
        return None, set()
    bulletins = Bulletin.objects.filter(public_id=entry.subject_id).dated()
    for code, day in bulletins.values_list("series__agreement__code", "period_end"):
        return code, {day} if day else set()
    return None, set()
