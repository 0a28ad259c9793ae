"""The menu: what the reader may open, in the order people need it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ = "ceasefire.read_published"

# Route, label, permission: the first two belong to the reports, the rest to the record.
ENTRIES: tuple[tuple[str, str | Promise, str], ...] = (("web:party-list", _("Parties"), READ),)


@dataclass(frozen=True)
class MenuItem:
    url: str
    label: str | Promise
    is_current: bool


def menu(request: HttpRequest) -> dict[str, Any]:
    """What every page's head shows."""
    user = getattr(request, "user", None)
    items = []
    for route, label, permission in ENTRIES:
        if user is not None and user.has_perm(permission):
            url = reverse(route)
            items.append(MenuItem(url, label, request.path.startswith(url)))
    return {"menu": items, "is_demo_service": settings.DEMO}
