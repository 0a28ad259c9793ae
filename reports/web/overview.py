"""The delegate's first screen, and where the first page leads."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement
from ceasefire.monitoring.models import Bulletin
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.web.access import allow
from ceasefire.web.published import standing
from reports.dashboards.overview import Overview, SeriesView, overview_of, usual_day
from reports.figures.field import anybody_looked
from reports.statistics.periods import EARLIEST, LATEST, Period
from reports.web.shown import ShownSeries, monitor_lines
from reports.web.shown_field import ShownField


@allow("ceasefire.read_published")
def home(request: HttpRequest) -> HttpResponse:
    """The overview of the newest real agreement that has bulletins, else a list to choose from."""
    newest = _newest_real(request)
    return (
        redirect("reports:overview", code=newest) if newest else redirect("reports:overview-list")
    )


@allow("ceasefire.read_published")
def overview_list(request: HttpRequest) -> HttpResponse:
    """The same; the list is of every agreement the reader may see."""
    newest = _newest_real(request)
    if newest:
        return redirect("reports:overview", code=newest)
    return render(request, "overview/list.html", {"agreements": _choices(request)})


@allow("ceasefire.read_published")
def overview_page(request: HttpRequest, code: str) -> HttpResponse:
    """What the record says of an agreement on a day (`?on=`), by default the last with a bulletin."""
    version = standing(request, PublishedKind.AGREEMENT).filter(public_id=code).first()
    agreement = Agreement.objects.visible_to(request.user).filter(code=code).first()
    if version is None or agreement is None:
        raise Http404
    on, fault = _asked_day(request, agreement)
    overview = overview_of(agreement, on)
    return render(
        request,
        "overview/page.html",
        {
            **_shown(overview),
            "agreement": {"id": code, **version.document},
            "others": [each for each in _choices(request) if each["code"] != code],
            "fault": fault,
        },
        status=400 if fault else 200,
    )


def _asked_day(request: HttpRequest, agreement: Agreement) -> tuple[date, str]:
    asked = request.GET.get("on", "")
    if not asked:
        return usual_day(agreement), ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return usual_day(agreement), _("Write the day as in 2017-02-25.")
    if not EARLIEST <= day <= LATEST:
        return usual_day(agreement), _("Choose a day of this or the last century.")
    return day, ""


def _shown(overview: Overview) -> dict[str, Any]:
    series = [
        _shown_series(each, overview, number)
        for number, each in enumerate(overview.series, start=1)
    ]
    after = overview.rounds["after"]
    return {
        "on": overview.on,
        "number": overview.number,
        "month": overview.month,
        "months": [each["month"] for each in series],
        "series": series,
        "monitors": monitor_lines(overview.monitors, of_killed=False),
        "killed": monitor_lines(overview.monitors, of_killed=True),
        "field": ShownField(overview.field),
        "own_monitoring": anybody_looked(overview.field),
        "rounds": overview.rounds,
        "days_to_next": after and (date.fromisoformat(after["first_day"]) - overview.on).days,
        "statements": overview.statements,
        "control_claims": overview.control_claims,
        "earlier": overview.earlier,
        "later": overview.later,
    }


def _shown_series(view: SeriesView, overview: Overview, number: int) -> dict[str, Any]:
    day = view.latest_day
    return {
        "month": _of_period(view.month, overview.month, number),
        "strip": _of_period(view.strip, overview.strip, number),
        "latest": ShownSeries(view.latest, day, day, number) if view.latest and day else None,
        "latest_day": day,
        "bulletins": view.bulletins,
        "names_who_fired": view.names_who_fired,
    }


def _of_period(part: dict[str, Any], period: Period, number: int) -> ShownSeries:
    return ShownSeries(part, period.start, period.last, number)


def _newest_real(request: HttpRequest) -> str | None:
    """The code of the newest agreement that is not invented and has bulletins."""
    choices = _choices(request)
    return next((each["code"] for each in choices if not each["is_demo"] and each["issues"]), None)


def _choices(request: HttpRequest) -> list[dict[str, Any]]:
    """Every agreement the reader may see, with how many bulletins are held about it."""
    bulletins = Bulletin.objects.visible_to(request.user).values("series__agreement__code")
    held = dict(
        bulletins.order_by()
        .annotate(number=Count("pk"))
        .values_list("series__agreement__code", "number")
    )
    documents = [version.document for version in _agreements(request)]
    return [{**document, "issues": held.get(document["code"], 0)} for document in documents]


def _agreements(request: HttpRequest) -> list[PublishedVersion]:
    """Newest first; invented ones after the real ones."""
    versions = standing(request, PublishedKind.AGREEMENT)
    return sorted(
        versions.order_by("-sort_at", "-pk"), key=lambda each: bool(each.document["is_demo"])
    )
