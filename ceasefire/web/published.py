"""The list and the page of one kind of published record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import PublishedFilter
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet
from ceasefire.web.access import allow
from ceasefire.web.history import history_of

ROWS_PER_PAGE = 50
More = Callable[[HttpRequest, PublishedVersion], dict[str, Any]]


def nothing_more(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class PublishedPages:
    """A list with filters and sorting, and a page for each record, of one kind.

    `folder` holds the templates `list.html` and `detail.html`; `sorts` maps the
    words of `?sort=` to an order of versions, the first being the usual one;
    `more` adds to what the page of one record shows.
    """

    kind: PublishedKind
    folder: str
    filterset: type[PublishedFilter] = PublishedFilter
    sorts: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"newest": ("-sort_at", "-pk"), "oldest": ("sort_at", "pk")}
    )
    more: More = nothing_more

    @property
    def list_page(self) -> Callable[..., HttpResponseBase]:
        return allow("ceasefire.read_published")(self._list)

    @property
    def detail_page(self) -> Callable[..., HttpResponseBase]:
        return allow("ceasefire.read_published")(self._detail)

    def _visible(self, request: HttpRequest) -> PublishedVersionQuerySet:
        return PublishedVersion.objects.visible_to(request.user).of_kind(self.kind)

    def _list(self, request: HttpRequest) -> HttpResponseBase:
        narrowed = self.filterset(
            request.GET, queryset=self._visible(request).current().standing(), request=request
        )
        sort = request.GET.get("sort", "")
        order = self.sorts.get(sort) or next(iter(self.sorts.values()))
        versions = narrowed.qs.order_by(*order) if narrowed.is_valid() else narrowed.queryset.none()
        page = Paginator(versions, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        template = f"{self.folder}/list.html"
        return render(
            request,
            f"{template}#results" if request.htmx else template,  # type: ignore[attr-defined]
            {"page": page, "filter": narrowed, "sorts": list(self.sorts), "sort": sort},
            status=200 if narrowed.is_valid() else 400,
        )

    def _detail(self, request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
        versions = self._visible(request).filter(public_id=id).order_by("-version")
        current = versions.current().first()
        if current is None:
            raise Http404
        return render(
            request,
            f"{self.folder}/detail.html",
            {
                "version": current,
                "record": current.document,
                "versions": versions,
                "history": history_of(request.user, self.kind, id),
                **self.more(request, current),
            },
        )
