"""Who may open a page: asked of the rules, answered before the view runs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ceasefire.accounts.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def allow(permission: str) -> Callable[[View[P]], View[P]]:
    """Open the page to whoever has `permission`; send visitors to sign in, refuse others."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.user.has_perm(permission):
                return view(request, *args, **kwargs)
            if request.user.is_authenticated:
                raise PermissionDenied
            return to_sign_in(request)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())


def signed_in_user(request: HttpRequest) -> User:
    """The person making this request, for services that must name one."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
