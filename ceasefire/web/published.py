"""The list and the page of one kind of published record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import PublishedFilter
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet
from ceasefire.web.access import allow
from ceasefire.web.history import history_of
from ceasefire.web.sorting import asked_order

ROWS_PER_PAGE = 50
More = Callable[[HttpRequest, PublishedVersion], dict[str, Any]]


def nothing_more(request: HttpRequest, version: PublishedVersion) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class PublishedPages:
    """A list with filters and sorting, and a page for each record, of one kind.

    `folder` holds the templates `list.html` and `detail.html`; `sorts` maps the
    words of `?sort=` to an order of versions, the first being the usual one (a
    `-` before the word turns it round); `groups` is what comes first in any order,
    where records of a kind stand in several tables; `more` adds to what the page
    of one record shows; `keeps_words`: versions of a withdrawn record can still be read, marked.
    """

    kind: PublishedKind
    folder: str
    filterset: type[PublishedFilter] = PublishedFilter
    sorts: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"newest": ("-sort_at", "-pk"), "oldest": ("sort_at", "pk")}
    )
    more: More = nothing_more
    groups: tuple[str, ...] = ()
    keeps_words: bool = False

    @property
    def list_page(self) -> Callable[..., HttpResponseBase]:
        return allow("ceasefire.read_published")(self._list)

    @property
    def detail_page(self) -> Callable[..., HttpResponseBase]:
        return allow("ceasefire.read_published")(self._detail)

    def _list(self, request: HttpRequest) -> HttpResponseBase:
        versions = published(request, self.kind).current().standing()
        narrowed = self.filterset(request.GET, queryset=versions, request=request)
        order = asked_order(self.sorts, request.GET.get("sort", ""), self.groups)
        found = narrowed.qs.order_by(*order.clauses) if narrowed.is_valid() else versions.none()
        page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        response = render(
            request,
            list_template(request, f"{self.folder}/list.html"),
            {"page": page, "filter": narrowed, "order": order, "kind": self.kind},
            status=200 if narrowed.is_valid() else 400,
        )
        patch_vary_headers(response, ["HX-Request"])
        return response

    def _detail(self, request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
        versions = published(request, self.kind).filter(public_id=id).order_by("-version")
        current = versions.current().first()
        if current is None:
            raise Http404
        shown = _asked_version(request, versions, current)
        everything = {
            "version": shown,
            "current": current,
            "record": shown.document,
            "versions": versions,
            "kind": self.kind,
            "history": history_of(request.user, self.kind, id),
        }
        if current.withdrawn_at or shown.withdrawn_at:
            if not self.keeps_words:
                return render(request, "ui/withdrawn.html", everything)
            if "version" not in request.GET:
                kept = {**everything, "version": None, "is_kept": True}
                return render(request, "ui/withdrawn.html", kept)
        return self._page(request, shown, everything)

    def _page(
        self, request: HttpRequest, shown: PublishedVersion, everything: dict[str, Any]
    ) -> HttpResponse:
        everything.update(self.more(request, shown))
        return render(request, f"{self.folder}/detail.html", everything)


def published(request: HttpRequest, kind: PublishedKind) -> PublishedVersionQuerySet:
    """What this reader may see of one kind, in every version."""
    return PublishedVersion.objects.visible_to(request.user).of_kind(kind)


def standing(request: HttpRequest, kind: PublishedKind) -> PublishedVersionQuerySet:
    """What this reader may see of one kind as it stands now, without what was withdrawn."""
    return published(request, kind).current().standing()


def list_template(request: HttpRequest, template: str) -> str:
    """The whole page, or only its results where htmx asked for them to put in place."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return f"{template}#results" if htmx and not htmx.history_restore_request else template


def _asked_version(
    request: HttpRequest, versions: PublishedVersionQuerySet, current: PublishedVersion
) -> PublishedVersion:
    """The version that `?version=` names, else the current one. Raises Http404 if there is none."""
    asked = request.GET.get("version")
    if asked is None or asked == str(current.version):
        return current
    older = versions.filter(version=asked).first() if asked.isdecimal() else None
    if older is None:
        raise Http404
    return older
