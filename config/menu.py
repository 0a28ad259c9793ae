"""The menu: what the reader may open, in the order people need it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ = "ceasefire.read_published"

# Route, label, permission: what is of the reports, and what of the record, as people need it.
ENTRIES: tuple[tuple[str, str | Promise, str], ...] = (
    ("reports:work", _("Work"), "ceasefire.see_work"),
    ("web:monitor-report-start", _("Report"), "ceasefire.submit_on_pages"),
    ("reports:overview-list", _("Overview"), READ),
    ("reports:summary-list", _("Summaries"), READ),
    ("reports:sheet-list", _("Accepted and disputed"), "reports.read_sheet"),
    ("reports:tension-list", _("Tension"), "reports.read_tension"),
    ("web:triage", _("Triage"), "ceasefire.triage_report"),
    ("web:incident-list", _("Incidents"), READ),
    ("web:call-new", _("Log a call"), "ceasefire.log_call"),
    ("web:call-list", _("Calls"), "ceasefire.see_calls"),
    ("web:referral-list", _("Referrals"), "ceasefire.see_referrals"),
    ("web:access-list", _("Access"), "ceasefire.see_access"),
    ("web:bulletin-list", _("Bulletins"), READ),
    ("web:allegation-list", _("Allegations"), READ),
    ("web:harm-check-list", _("Harm checks"), "ceasefire.see_harm_checks"),
    ("web:finding-list", _("Findings"), "ceasefire.read_findings"),
    ("web:round-list", _("Rounds"), READ),
    ("web:statement-list", _("Statements"), READ),
    ("web:agreement-list", _("Agreements"), READ),
    ("web:party-list", _("Parties"), READ),
    ("web:place-list", _("Places"), READ),
    ("web:control-claim-list", _("Control claims"), READ),
    ("web:person-list", _("People"), "ceasefire.manage_people"),
    ("web:ledger", _("Ledger"), "ceasefire.read_ledger"),
)
# Lists that are reached from another's page: their pages belong to its entry.
WITHIN = {
    "web:agreement-list": ("web:provision-list",),
    "web:allegation-list": ("web:mutual-list",),
    "web:call-list": ("web:duty-point-list",),
    "web:person-list": (
        "web:invitation-list",
        "web:team-list",
        "web:liaison-list",
        "web:token-list",
    ),
    "web:place-list": ("web:area-list", "web:zone-list"),
}


@dataclass(frozen=True)
class MenuItem:
    """An entry. `current` is what `aria-current` says: "page" on the page itself, else "true"."""

    url: str
    label: str | Promise
    current: str


def menu(request: HttpRequest) -> dict[str, Any]:
    """What every page's head shows."""
    user = getattr(request, "user", None)
    items = []
    for route, label, permission in ENTRIES:
        if user is not None and user.has_perm(permission):
            url = reverse(route)
            items.append(MenuItem(url, label, _current(request.path, route, url)))
    return {"menu": items, "is_demo_service": settings.DEMO}


def _current(path: str, route: str, url: str) -> str:
    if path == url:
        return "page"
    sections = (url, *(reverse(each) for each in WITHIN.get(route, ())))
    return "true" if any(path.startswith(each) for each in sections) else ""
