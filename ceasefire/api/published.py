"""Lists and single records of what is published: stored documents, passed on."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponseBase
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from ceasefire.api.conditional import answer
from ceasefire.api.pages import CURSOR, SIZE, KeysetPages
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import PublishedFilter
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet

PAGING, FORMAT = {CURSOR, SIZE}, {"format"}


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

    def list(self, request: Request) -> HttpResponseBase:
        versions = filtered(self.filterset, request, self.get_queryset().standing())
        page = self.paginate_queryset(versions) or ()
        listed = self.get_paginated_response([as_published(version) for version in page])
        return answer(request, listed.data)

    def retrieve(self, request: Request, id: str) -> HttpResponseBase:  # noqa: A002 -- the URL's word
        refuse_unknown(request, set())
        version = self.get_queryset().filter(public_id=id).first()
        if version is None:
            raise Http404
        return answer(request, as_published(version))


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
    refuse_unknown(request, set(filterset.base_filters) | PAGING)
    narrowed = filterset(request.query_params, queryset=versions)
    if not narrowed.is_valid():
        raise ValidationError(narrowed.errors)
    return narrowed.qs


def refuse_unknown(request: Request, known: set[str]) -> None:
    """Refuse parameters that would be passed over in silence, naming those there are."""
    unknown = set(request.query_params) - known - FORMAT
    if unknown:
        there_are = ", ".join(sorted(known)) or "none"
        words = f"Not a parameter here; there are: {there_are}."
        raise ValidationError(dict.fromkeys(sorted(unknown), words))
