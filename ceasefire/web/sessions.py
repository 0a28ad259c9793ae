"""How long a session stays open, and what it may open without a second factor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.web.errors import is_for_programs, refuse

Next = Callable[[HttpRequest], HttpResponse]

SEEN_AT = "seen_at"
NOTED_EVERY = timedelta(minutes=1)
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

# What somebody may open who still has to set up a second factor.
WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_view_recovery_codes",
    "set_language",
}


def idle_limit(user: User) -> timedelta:
    """After how long without a request a session of this person ends."""
    if needs_second_factor(user):
        return timedelta(minutes=settings.IDLE_MINUTES_WITH_SECOND_FACTOR)
    return timedelta(minutes=settings.IDLE_MINUTES)


def needs_second_factor(user: User) -> bool:
    return user.role in settings.SECOND_FACTOR_ROLES


def end_idle_session(get_response: Next) -> Next:
    """Sign out whoever made no request for longer than the limit of their role.

    The last request is noted once a minute, so that reading costs no write; a program, whose
    token is no session, gets none.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and _is_idle(request, request.user):
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while."))
        response = get_response(request)
        if request.user.is_authenticated and SESSION_KEY in request.session:
            _note_seen(request)
        return response

    return middleware


def _is_idle(request: HttpRequest, user: User) -> bool:
    seen = request.session.get(SEEN_AT)
    return seen is not None and _now() - seen > idle_limit(user).total_seconds()


def _note_seen(request: HttpRequest) -> None:
    if _now() - request.session.get(SEEN_AT, 0) >= NOTED_EVERY.total_seconds():
        request.session[SEEN_AT] = _now()


def _now() -> float:
    return timezone.now().timestamp()


class RequireSecondFactor:
    """Lead people whose role needs a second factor to set one up, and open nothing else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or not needs_second_factor(user):
            return None
        if match is None or match.view_name in WITHOUT_SECOND_FACTOR:
            return None
        if is_mfa_enabled(user, SECOND_FACTORS):
            return None
        words = _("Your role needs a second factor. Set one up to go on.")
        if is_for_programs(request):
            return refuse(request, 403, "second_factor_needed", words)
        messages.warning(request, words)
        return redirect("mfa_index")
