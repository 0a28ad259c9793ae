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
        action = getattr(view, "action", None) or request.method.lower()
        name = getattr(view, "permissions", {}).get(action)
        scope = getattr(view, "scopes", {}).get(action, Scope.READ_PUBLISHED)
        return name is not None and _reaches(request, scope) and request.user.has_perm(name)


class MayReadPublished(BasePermission):
    """For views that are not ours, such as the schema's."""

    def has_permission(self, request: Any, view: Any) -> bool:
        return _reaches(request, Scope.READ_PUBLISHED) and request.user.has_perm(
            "ceasefire.read_published"
        )


def _reaches(request: Any, scope: Scope) -> bool:
    token = request.auth
    return scope in token.scopes if isinstance(token, AccessToken) else True
