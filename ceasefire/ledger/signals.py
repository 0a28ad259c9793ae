"""The one signal of the record: something was written in the ledger, not yet committed."""

from django.dispatch import Signal

entry_recorded = Signal()
