"""The whole ledger, for the auditor."""

import base64
import binascii

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from ceasefire.ledger.filters import LedgerFilter
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.querysets import LedgerEntryQuerySet
from ceasefire.web.access import allow
from ceasefire.web.history import deeds
from ceasefire.web.published import list_template

ROWS_PER_PAGE = 100


@allow("ceasefire.read_ledger")
def ledger(request: HttpRequest) -> HttpResponseBase:
    """Entries, newest first. Pages go by position, so that new entries push nothing around."""
    visible = LedgerEntry.objects.visible_to(request.user)
    narrowed = LedgerFilter(request.GET, queryset=visible)
    if not request.user.has_perm("ceasefire.read_findings"):  # no mandate gives any
        narrowed.leave_out("finding", "recommendation")
    entries: LedgerEntryQuerySet = narrowed.qs if narrowed.is_valid() else visible.none()
    before = _position(request.GET.get("before", ""))
    if before:
        entries = entries.filter(pk__lt=before)
    rows = list(entries.order_by("-pk")[: ROWS_PER_PAGE + 1])
    more = len(rows) > ROWS_PER_PAGE
    shown = rows[:ROWS_PER_PAGE]
    return render(
        request,
        list_template(request, "accounts/ledger.html"),
        {
            "filter": narrowed,
            "deeds": deeds(shown, request.user),
            "older": _word(shown[-1].pk) if more else "",
            "is_first": not before,
        },
        status=200 if narrowed.is_valid() else 400,
    )


def _word(position: int) -> str:
    return base64.urlsafe_b64encode(f"p={position}".encode()).decode().rstrip("=")


def _position(word: str) -> int:
    """Where a page starts; what cannot be read starts at the newest entry."""
    try:
        text = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode()
        return max(int(text.removeprefix("p=")), 0)
    except (binascii.Error, ValueError):
        return 0
