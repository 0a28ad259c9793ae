"""Small files that browsers and researchers look for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone

from ceasefire.web.access import EVERYBODY, allow

TEXT = "text/plain; charset=utf-8"
VALID_DAYS = 180


@allow(EVERYBODY)
def robots(request: HttpRequest) -> HttpResponse:
    """No search engine: what is published is for people who sign in."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type=TEXT)


@allow(EVERYBODY)
def favicon(request: HttpRequest) -> HttpResponse:
    """The one icon, for browsers that ask at the old place."""
    return redirect(static("ui/favicon.svg"))


@allow(EVERYBODY)
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {_expiry():%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL.rstrip('/')}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


def _expiry() -> datetime:
    """Half a year from today: nobody has to remember to move it."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=VALID_DAYS)
