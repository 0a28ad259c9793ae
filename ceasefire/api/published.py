"""Lists and single records of what is published: stored documents, passed on."""

from typing import Any, ClassVar

from django.http import Http404
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import PublishedFilter
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet

CONTROLS = {"cursor", "page_size", "format"}


class KeysetPages(CursorPagination):
    """Pages by position, not by number: flat in cost at any depth, steady under additions."""

    ordering = ("-sort_at", "-id")
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000


class PublishedViewSet(viewsets.GenericViewSet[PublishedVersion]):
    """What has been published of one kind. Withdrawn records are left out of lists and
    answer with their reason when asked for by id."""

    kind: ClassVar[PublishedKind]
    filterset: ClassVar[type[PublishedFilter]] = PublishedFilter
    pagination_class = KeysetPages
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    permissions = {"list": "ceasefire.read_published", "retrieve": "ceasefire.read_published"}

    def get_queryset(self) -> PublishedVersionQuerySet:
        return PublishedVersion.objects.visible_to(self.request.user).of_kind(self.kind).current()

    def list(self, request: Request) -> Response:
        versions = filtered(self.filterset, request, self.get_queryset().standing())
        page = self.paginate_queryset(versions)
        return self.get_paginated_response([as_published(version) for version in page or ()])

    def retrieve(self, request: Request, id: str) -> Response:  # noqa: A002 -- the URL's word
        version = self.get_queryset().filter(public_id=id).first()
        if version is None:
            raise Http404
        return Response(as_published(version))


def as_published(version: PublishedVersion) -> dict[str, Any]:
    """The document with the facts of its publication; a withdrawn one is only its tombstone."""
    published = {
        "version": version.version,
        "at": version.published_at.isoformat(),
        "reason": version.reason,
    }
    if version.withdrawn_at:
        published["withdrawn_at"] = version.withdrawn_at.isoformat()
        published["withdrawn_because"] = version.withdrawn_because
        return {"id": version.public_id, "published": published}
    return {"id": version.public_id, **version.document, "published": published}


def filtered(
    filterset: type[PublishedFilter], request: Request, versions: PublishedVersionQuerySet
) -> Any:
    """`versions` narrowed by the query; an unknown or unreadable parameter is refused."""
    unknown = set(request.query_params) - set(filterset.base_filters) - CONTROLS
    if unknown:
        known = ", ".join(sorted(filterset.base_filters))
        raise ValidationError(dict.fromkeys(unknown, f"Not a parameter here; there are: {known}."))
    narrowed = filterset(request.query_params, queryset=versions)
    if not narrowed.is_valid():
        raise ValidationError(narrowed.errors)
    return narrowed.qs
