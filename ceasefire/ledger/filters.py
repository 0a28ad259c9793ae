"""How the auditor narrows the ledger."""

from datetime import date

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from ceasefire.common.boxes import DayBox
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import LedgerEntryQuerySet


class LedgerFilter(filters.FilterSet):
    """Entries by kind, by subject (its type, or its id) and by day (UTC)."""

    kind = filters.ChoiceFilter(choices=EntryKind, label=_("Kind"), empty_label=_("all"))
    subject = filters.CharFilter(
        method="about",
        label=_("Subject (type or id)"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    day = filters.DateFilter(
        method="on",
        label=_("Day (UTC)"),
        widget=DayBox(),
    )

    class Meta:
        model = LedgerEntry
        fields: list[str] = []

    def leave_out(self, *nouns: str) -> None:
        """Do not offer kinds about what these nouns name, such as "finding"."""
        offered = [each for each in EntryKind if each.value.partition(".")[0] not in nouns]
        self.form.fields["kind"].choices = [(each.value, each.label) for each in offered]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.base_filters)

    def about(self, entries: LedgerEntryQuerySet, field: str, subject: str) -> LedgerEntryQuerySet:
        return entries.with_subject(subject.strip())

    def on(self, entries: LedgerEntryQuerySet, field: str, day: date) -> LedgerEntryQuerySet:
        return entries.recorded_on(day)
