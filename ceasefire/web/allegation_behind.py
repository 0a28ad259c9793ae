"""The allegation behind an address, for the steps that are taken with it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ceasefire.allegations.models import Allegation
from ceasefire.web.access import signed_in_user
from ceasefire.web.allegations import visible_allegations


def allegation_behind(request: HttpRequest, public_id: UUID) -> Allegation:
    """The allegation of this id, if the reader may see it. Raises Http404."""
    return get_object_or_404(visible_allegations(signed_in_user(request)), public_id=public_id)


def check_allowed(request: HttpRequest, permission: str, allegation: Allegation) -> None:
    """Raises PermissionDenied for whoever sees the allegation, and may not do this with it."""
    if not signed_in_user(request).has_perm(permission, allegation):
        raise PermissionDenied


def address_of(allegation: Allegation) -> str:
    return reverse("web:allegation-detail", args=[allegation.public_id])
