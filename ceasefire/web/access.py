"""Who may open a page: asked of the rules, answered before the view runs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from ceasefire.accounts.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

EVERYBODY = ""
READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")


def allow(permission: str, methods: tuple[str, ...] = READ) -> Callable[[View[P]], View[P]]:
    """Open the page to whoever has `permission`; send visitors to sign in, refuse others.

    A page is read only, unless it says that it takes a form: `methods=FORM`.
    `EVERYBODY` opens it to visitors too.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if permission and not request.user.has_perm(permission):
                if request.user.is_authenticated:
                    raise PermissionDenied
                return to_sign_in(request)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)

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
