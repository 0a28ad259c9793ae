"""Bring a file of bulletins into the record: what is good goes in, what is not is named."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.common.errors import DomainError
from ceasefire.common.text import normalise
from ceasefire.monitoring.bulletin_rows import Vocabulary
from ceasefire.monitoring.context_reading import ReadMeasures, read_measures
from ceasefire.monitoring.known import Known, Source, known_of, source_of
from ceasefire.monitoring.models import BulletinSeries
from ceasefire.monitoring.oddities import BulletinFacts
from ceasefire.monitoring.reading import ReadBulletins, read_bulletins
from ceasefire.monitoring.rolls import Roll, roll_of
from ceasefire.monitoring.services import (
    ContextFacts,
    RecordedBulletin,
    record_bulletin,
    record_context,
)
from ceasefire.monitoring.tables import Rejection, UnreadableFileError
from ceasefire.places.choices import AreaLevel
from ceasefire.places.models import AreaName

STEP = 50  # bulletins between two lines of progress
Table = TypeVar("Table")
Written = TypeVar("Written")
Tell = Callable[[str], None]
Context = dict[Source, list[ContextFacts]]


class UnknownSeriesError(DomainError):
    """There is no such series, or more than one that could be meant."""

    code = "unknown_series"


@dataclass(frozen=True)
class InputFile:
    """A file to read, and the name by which messages call it."""

    name: str
    content: bytes


@dataclass
class ImportAnswer:
    """What an import did. `bulletins` are new or changed, `counts` the sides' counts written.

    `bulletins` and `unchanged` together are the bulletins of the file.
    """

    bulletins: int = 0
    counts: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)

    def add(self, recorded: RecordedBulletin | None) -> None:
        if recorded and recorded.is_changed:
            self.bulletins += 1
            self.counts += recorded.counts
        else:
            self.unchanged += 1

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def series_meant(*, agreement: str, code: str = "") -> BulletinSeries:
    """The series with this code, or the only one about the agreement. Raises UnknownSeriesError."""
    about = BulletinSeries.objects.filter(agreement__code=agreement)
    found = list(about.filter(code=code) if code else about)
    if len(found) > 1:
        codes = ", ".join(series.code for series in found)
        raise UnknownSeriesError(f"{agreement} has several series, say which: {codes}")
    if not found:
        named = f"no series {code}" if code else "no bulletin series"
        raise UnknownSeriesError(
            f"the record holds {named} about {agreement}: run `manage.py load_reference syria` first"
        )
    return found[0]


def vocabulary_of(roll: Roll) -> Vocabulary:
    """The words a file of this series may use.

    An area that the series has no name for is known by its own, where only one bears it.
    """
    series = roll.series
    bearers: dict[str, set[str]] = {}
    for area in roll.areas.values():
        if area.level == AreaLevel.GOVERNORATE and area.is_demo == series.agreement.is_demo:
            for text in area.names.values():
                bearers.setdefault(normalise(text), set()).add(area.code)
    plain = {text: codes.pop() for text, codes in bearers.items() if len(codes) == 1}
    named = AreaName.objects.filter(used_by=series.area_names_of)
    return Vocabulary(
        series=series.code,
        sides=roll.sides,
        areas={**plain, **dict(named.values_list("normalised", "area__code"))},
        authors=series.column_authors,
    )


def import_bulletins(
    *,
    series: BulletinSeries,
    bulletins: InputFile,
    context: InputFile | None = None,
    by: User,
    is_dry_run: bool = False,
    tell: Tell = lambda _: None,
) -> ImportAnswer:
    """Record every bulletin of the files, each in its own transaction; a dry run keeps nothing.

    What was there already stays unchanged, so an import that was cut off is simply
    run again. Raises UnreadableFileError before anything is written.
    """
    roll = roll_of(series.code)
    read = _read(bulletins, partial(read_bulletins, words=vocabulary_of(roll)))
    measures = _read(context, read_measures) if context else None
    _warn(read, measures, tell)
    writer = _Writer(roll, by, known_of(roll), is_dry_run=is_dry_run)
    answer = ImportAnswer(rejected=list(read.rejected))
    figures = _by_source(measures, series.code)
    for number, bulletin in enumerate(read.bulletins, start=1):
        beside = figures.pop(source_of(bulletin.facts), [] if context else None)
        answer.add(writer.put_bulletin(bulletin.facts, beside))
        if number % STEP == 0 or number == len(read.bulletins):
            tell(f"{number} of {len(read.bulletins)} bulletins")
    for without_bulletin in figures.values():
        writer.put_context(without_bulletin)
    if context and measures:
        answer.rejected += [each.found_in(context.name) for each in measures.rejected]
    return answer


@dataclass(frozen=True)
class _Writer:
    """Writes one bulletin per transaction, or goes through the motions and takes them back."""

    roll: Roll
    by: User
    known: Known
    is_dry_run: bool

    def put_bulletin(
        self, facts: BulletinFacts, context: Sequence[ContextFacts] | None
    ) -> RecordedBulletin | None:
        """None if all of it is in the record already."""
        if self.known.holds(facts, context):
            return None
        return self._write(
            partial(record_bulletin, facts=facts, by=self.by, context=context, roll=self.roll)
        )

    def put_context(self, figures: Sequence[ContextFacts]) -> None:
        self._write(partial(record_context, facts=figures, by=self.by, roll=self.roll))

    def _write(self, service: Callable[[], Written]) -> Written:
        if not self.is_dry_run:
            return service()
        with transaction.atomic():
            written = service()
            transaction.set_rollback(True)
        return written


def _read(file: InputFile, reader: Callable[[bytes], Table]) -> Table:
    try:
        return reader(file.content)
    except UnreadableFileError as error:
        raise UnreadableFileError(f"{file.name} cannot be read: {error}") from None


def _warn(read: ReadBulletins, measures: ReadMeasures | None, tell: Tell) -> None:
    unknown = [*read.unknown_columns, *(measures.unknown_columns if measures else ())]
    if unknown:
        tell(
            f"warning: columns that are not read: {', '.join(name or '(blank)' for name in unknown)}"
        )


def _by_source(measures: ReadMeasures | None, series: str) -> Context:
    return {
        rows[0].source: [
            ContextFacts(
                series=series,
                period_end=row.period_end,
                date_basis=row.date_basis,
                measure=row.measure,
                value=row.value,
                source_url=row.source_url,
                inferred_date=row.inferred_date,
            )
            for row in rows
        ]
        for rows in (measures.sources if measures else ())
    }
