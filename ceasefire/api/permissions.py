"""Who may call what. An action that its view does not name is refused."""

from typing import Any

from rest_framework.permissions import BasePermission

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import AccessToken


class NamedPermission(BasePermission):
    """Ask the rules whether this caller may do this action, and the token whether it reaches.

    A view says `permissions = {action: permission}`; `scopes` likewise, where an
    action needs another scope than reading.
    """

    def has_permission(self, request: Any, view: Any) -> bool:
        named: dict[str, str] = getattr(view, "permissions", {})
        if request.method.lower() not in getattr(view, "action_map", {}):
            # Whoever may do anything here is told that this method is not served.
            return any(_may(request, view, action, name) for action, name in named.items())
        name = named.get(view.action)
        return name is not None and _may(request, view, view.action, name)


class MayReadPublished(BasePermission):
    """For views that are not ours, such as the schema's."""

    def has_permission(self, request: Any, view: Any) -> bool:
        return _reaches(request, Scope.READ_PUBLISHED) and request.user.has_perm(
            "ceasefire.read_published"
        )


def _may(request: Any, view: Any, action: str, name: str) -> bool:
    scope = getattr(view, "scopes", {}).get(action, Scope.READ_PUBLISHED)
    return _reaches(request, scope) and request.user.has_perm(name)


def _reaches(request: Any, scope: Scope) -> bool:
    token = request.auth
    return scope in token.scopes if isinstance(token, AccessToken) else True
