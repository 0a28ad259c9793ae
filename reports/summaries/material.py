"""Everything a summary is made from, read at one go, and its fingerprint."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.monitoring.models import BulletinSeries, ContextFigure, MonitorFigure
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from reports.figures.context import read_context
from reports.figures.field import field_part, read_field
from reports.figures.monitors import read_monitors
from reports.figures.published import published_in, published_rounds, published_without_day
from reports.figures.references import party_reference
from reports.figures.register import METHOD_VERSION
from reports.figures.series import ComparedSeries, read_series
from reports.rollups.services import recount_period
from reports.statistics.periods import Period
from reports.summaries.choices import SummaryKind
from reports.summaries.errors import RecordIsChangingError
from reports.summaries.models import ComplianceSummary
from reports.summaries.periods import kind_of, periods_between_rounds

TRIES = 5


@dataclass(frozen=True)
class Material:
    """What a summary of `period` is made from; `before` is the period it is held against."""

    agreement: Agreement
    period: Period
    kind: SummaryKind
    before: Period
    series: list[ComparedSeries]
    bulletins: list[PublishedVersion]
    bulletins_before: list[PublishedVersion]
    undated: list[PublishedVersion]
    rounds: list[PublishedVersion]
    statements: list[PublishedVersion]
    control_claims: list[PublishedVersion]
    context: dict[str, list[ContextFigure]]
    monitors: list[MonitorFigure]
    incidents: list[PublishedVersion]
    allegations: list[PublishedVersion]
    field: dict[str, Any]

    @property
    def inputs(self) -> dict[str, Any]:
        """What the figures were made from, by published version, as plain values."""
        return {
            "method": METHOD_VERSION,
            "agreement": {"code": self.agreement.code, "names": self.agreement.names},
            "from": self.period.start.isoformat(),
            "to": self.period.end.isoformat(),
            "compared_with": [self.before.start.isoformat(), self.before.end.isoformat()],
            "series": [_series_input(read.series) for read in self.series],
            "bulletins": _versions(self.bulletins),
            "bulletins_before": _versions(self.bulletins_before),
            "bulletins_without_day": _versions(self.undated),
            "rounds": _versions(self.rounds),
            "statements": _versions(self.statements),
            "control_claims": _versions(self.control_claims),
            "context": {
                code: [_context_input(figure) for figure in read]
                for code, read in self.context.items()
            },
            "incidents": _versions(self.incidents),
            "allegations": _versions(self.allegations),
            "field": hash_of(self.field),
            "monitor_figures": [_monitor_input(figure) for figure in self.monitors],
        }

    @property
    def inputs_hash(self) -> str:
        return hash_of(self.inputs)


def hash_of(inputs: dict[str, Any]) -> str:
    """SHA-256 of the inputs as canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def gather(agreement: Agreement, period: Period) -> Material:
    """Read everything a summary of the period is made from, all of one moment.

    What is still owed a recount is recounted first. If a bulletin is published while
    this reads, it reads again. Raises RecordIsChangingError if that does not end.
    """
    between = periods_between_rounds(agreement)
    kind = kind_of(period, between)
    before = _held_against(period, kind, between)
    for _ in range(TRIES):
        bulletins = _bulletins(agreement, before, period)
        recount_period(agreement=agreement, period=before)
        recount_period(agreement=agreement, period=period)
        series = _series(agreement, period, before)
        if _bulletins(agreement, before, period) == bulletins:
            return _material(agreement, period, kind, before, series)
    raise RecordIsChangingError("The record is being changed just now: try again in a minute.")


def has_changed(summary: ComplianceSummary) -> bool:
    """Whether the record behind a summary is no longer what its figures were made from."""
    return gather(summary.agreement, summary.period).inputs_hash != summary.inputs_hash


def _material(
    agreement: Agreement,
    period: Period,
    kind: SummaryKind,
    before: Period,
    series: list[ComparedSeries],
) -> Material:
    return Material(
        agreement=agreement,
        period=period,
        kind=kind,
        before=before,
        series=series,
        bulletins=published_in(PublishedKind.BULLETIN, agreement, period),
        bulletins_before=published_in(PublishedKind.BULLETIN, agreement, before),
        undated=published_without_day(PublishedKind.BULLETIN, agreement),
        rounds=published_rounds(agreement),
        statements=published_in(PublishedKind.STATEMENT, agreement, period),
        control_claims=published_in(PublishedKind.CONTROL_CLAIM, agreement, period),
        context={read.series.code: read_context(read.series, period) for read in series},
        monitors=read_monitors(agreement, period),
        incidents=published_in(PublishedKind.INCIDENT, agreement, period),
        allegations=published_in(PublishedKind.ALLEGATION, agreement, period),
        field=field_part(read_field(agreement, period)),
    )


def _held_against(period: Period, kind: SummaryKind, between: list[Period]) -> Period:
    """The period before: between rounds the one before that, else as many days."""
    earlier = [each for each in between if each.end <= period.start]
    if kind == SummaryKind.INTER_ROUND and earlier:
        return max(earlier)
    return period.before()


def _series(agreement: Agreement, period: Period, before: Period) -> list[ComparedSeries]:
    found = BulletinSeries.objects.filter(agreement=agreement).select_related("agreement", "issuer")
    return [read_series(each, period, before) for each in found]


def _bulletins(agreement: Agreement, *periods: Period) -> list[list[Any]]:
    kind = PublishedKind.BULLETIN
    return [line for each in periods for line in _versions(published_in(kind, agreement, each))]


def _versions(versions: Iterable[PublishedVersion]) -> list[list[Any]]:
    return sorted([version.public_id, version.version] for version in versions)


def _series_input(series: BulletinSeries) -> dict[str, Any]:
    return {
        "code": series.code,
        "issuer": party_reference(series.issuer),
        "sides": [party_reference(each.party) for each in series.sides.select_related("party")],
        "starts_on": series.starts_on.isoformat(),
        "ends_on": series.ends_on and series.ends_on.isoformat(),
    }


def _context_input(figure: ContextFigure) -> list[str]:
    return [figure.measure, str(figure.period_end), str(figure.value), figure.source_url]


def _monitor_input(figure: MonitorFigure) -> list[Any]:
    return [str(figure.public_id), figure.count, figure.is_cumulative, figure.note]
