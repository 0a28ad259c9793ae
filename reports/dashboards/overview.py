"""The delegate's first screen: what the record says on a day, and what it cannot say."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.common.clock import local_day
from ceasefire.monitoring.models import Bulletin, BulletinSeries
from ceasefire.monitoring.querysets import BulletinQuerySet
from ceasefire.publication.choices import PublishedKind
from reports.figures.agreements import day_of_agreement
from reports.figures.bulletin_lines import bulletin_lines, names_who_fired
from reports.figures.field import field_part, read_field
from reports.figures.monitors import monitor_parts, read_monitors
from reports.figures.published import as_record, published_in, published_rounds
from reports.figures.rounds import rounds_part
from reports.figures.series import read_series, series_part
from reports.rollups.services import recount_period
from reports.statistics.periods import Period, day_of, month_up_to

Part = dict[str, Any]
STILL_CURRENT = timedelta(days=7)
STRIP_DAYS = 60


@dataclass(frozen=True)
class SeriesView:
    """One series: its month so far, the strip of its last days, and its latest issue."""

    month: Part
    strip: Part
    latest: Part | None
    latest_day: date | None
    bulletins: list[Part]
    names_who_fired: bool


@dataclass(frozen=True)
class Overview:
    """An agreement on a day: the month of that day so far, and what surrounds it."""

    agreement: Agreement
    on: date
    number: int | None
    month: Period
    strip: Period
    series: list[SeriesView]
    monitors: list[Part]
    rounds: Part
    statements: list[Part]
    control_claims: list[Part]
    field: Part
    earlier: date | None
    later: date | None


def overview_of(agreement: Agreement, on: date) -> Overview:
    """Everything the first screen shows. Days that are owed a recount are recounted first."""
    month, strip = month_up_to(on), _strip(agreement, on)
    before = month.before()
    recount_period(agreement=agreement, period=Period(min(before.start, strip.start), month.end))
    found = BulletinSeries.objects.filter(agreement=agreement)
    return Overview(
        agreement=agreement,
        on=on,
        number=day_of_agreement(agreement, on),
        month=month,
        strip=strip,
        series=[
            _series(each, month, before, strip)
            for each in found.select_related("agreement", "issuer")
        ],
        monitors=monitor_parts(read_monitors(agreement, month), month),
        rounds=rounds_part(published_rounds(agreement), day_of(on)),
        statements=_records(PublishedKind.STATEMENT, agreement, month),
        control_claims=_records(PublishedKind.CONTROL_CLAIM, agreement, month),
        field=field_part(read_field(agreement, month)),
        earlier=_dated(agreement).filter(period_end__lt=on).aggregate(day=Max("period_end"))["day"],
        later=_dated(agreement).filter(period_end__gt=on).aggregate(day=Min("period_end"))["day"],
    )


def usual_day(agreement: Agreement) -> date:
    """The last day with a bulletin; today, if the last bulletin is of this week or there is none."""
    today = local_day(timezone.now(), agreement.time_zone)
    last: date | None = _dated(agreement).aggregate(day=Max("period_end"))["day"]
    return today if last is None or today - last <= STILL_CURRENT else last


def _series(series: BulletinSeries, month: Period, before: Period, strip: Period) -> SeriesView:
    latest_day = (
        Bulletin.objects.filter(series=series)
        .dated()
        .filter(period_end__lt=month.end)
        .aggregate(day=Max("period_end"))["day"]
    )
    versions = (
        published_in(PublishedKind.BULLETIN, series.agreement, day_of(latest_day))
        if latest_day
        else []
    )
    return SeriesView(
        month=series_part(read_series(series, month, before)),
        strip=series_part(read_series(series, strip, strip)),
        latest=_of_day(series, latest_day) if latest_day else None,
        latest_day=latest_day,
        bulletins=bulletin_lines(versions, series.code),
        names_who_fired=names_who_fired(versions, series.code),
    )


def _of_day(series: BulletinSeries, day: date) -> Part:
    recount_period(agreement=series.agreement, period=day_of(day))
    return series_part(read_series(series, day_of(day), day_of(day)))


def _strip(agreement: Agreement, on: date) -> Period:
    """The last 60 days, not before the agreement took effect."""
    period = Period(on - timedelta(days=STRIP_DAYS - 1), on + timedelta(days=1))
    if agreement.effective_from is None:
        return period
    first = local_day(agreement.effective_from, agreement.time_zone)
    return period.within(first, None) or day_of(on)


def _dated(agreement: Agreement) -> BulletinQuerySet:
    return Bulletin.objects.filter(series__agreement=agreement).dated()


def _records(kind: PublishedKind, agreement: Agreement, period: Period) -> list[Part]:
    return [as_record(version) for version in published_in(kind, agreement, period)]
