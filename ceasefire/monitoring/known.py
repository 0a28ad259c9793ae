"""All that the record holds of a series, so that an import finds at once what it need not touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.models import Bulletin, ContextFigure
from ceasefire.monitoring.oddities import BulletinFacts, bulletin_flags
from ceasefire.monitoring.rolls import Roll
from ceasefire.monitoring.services import ContextFacts
from ceasefire.monitoring.stored import as_told, told_counts

Source = tuple[str, str]  # the day in ISO 8601, or "", and the source
Measures = frozenset[tuple[str, Decimal, str, str]]


def source_of(facts: BulletinFacts | ContextFacts | Bulletin | ContextFigure) -> Source:
    """What a bulletin of a series, and what is stated beside it, is known by."""
    return facts.period_end.isoformat() if facts.period_end else "", facts.source_url


@dataclass(frozen=True)
class Known:
    """Bulletins of one series as they were told, with their flags; what their sources state besides."""

    sides: Sequence[str]
    bulletins: dict[Source, tuple[BulletinFacts, list[str]]]
    measures: dict[Source, Measures]

    def holds(self, facts: BulletinFacts, context: Sequence[ContextFacts] | None) -> bool:
        """Whether exactly this is in the record; without `context`, whatever stands beside it."""
        source = source_of(facts)
        held = self.bulletins.get(source)
        if held != (facts, bulletin_flags(facts, self.sides)):
            return False
        return context is None or self.measures.get(source, frozenset()) == _measures(context)


def known_of(roll: Roll) -> Known:
    """What the record holds of the roll's series."""
    figures: dict[Source, list[ContextFigure]] = {}
    for figure in ContextFigure.objects.filter(series=roll.series):
        figures.setdefault(source_of(figure), []).append(figure)
    bulletins = Bulletin.objects.filter(series=roll.series)
    with_counts = bulletins.prefetch_related(Prefetch("counts", told_counts()))
    return Known(
        sides=roll.sides,
        bulletins={source_of(each): (_facts(each, roll), each.flags) for each in with_counts},
        measures={source: _measures(beside) for source, beside in figures.items()},
    )


def _facts(bulletin: Bulletin, roll: Roll) -> BulletinFacts:
    told = {count.side.code: as_told(count) for count in bulletin.counts.all()}
    return BulletinFacts(
        series=roll.series.code,
        period_end=bulletin.period_end,
        date_basis=DateBasis(bulletin.date_basis),
        source_url=bulletin.source_url,
        inferred_date=bulletin.inferred_date,
        source_language=bulletin.source_language,
        sides=tuple(told[code] for code in roll.sides if code in told),
    )


def _measures(figures: Iterable[ContextFacts | ContextFigure]) -> Measures:
    return frozenset(
        (each.measure, each.value, str(each.date_basis), each.inferred_date) for each in figures
    )
