"""Parts of documents, arranged as pages show them: the same on the overview and in summaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from ceasefire.common.names import name_in
from reports.charts.strip import Mark, Strip, draw_strip
from reports.figures.measures import counts_killed

Part = dict[str, Any]
LABEL_EVERY_DAYS = 7
MOST_LABELS = 10


@dataclass(frozen=True)
class Row:
    """One area, and what each side places in it; None where a side places nothing there."""

    area: Part
    cells: list[Part | None]


@dataclass(frozen=True)
class ShownSeries:
    """One series in one period, with its table turned so that the sides stand beside each other."""

    part: Part
    first: date
    last: date
    number: int = 1  # which of the page's series this is

    @property
    def rows(self) -> list[Row]:
        """Areas in order of their code: never by name or by number."""
        by_side = [{each["area"]["code"]: each for each in side["areas"]} for side in self.sides]
        areas = {code: each["area"] for lines in by_side for code, each in lines.items()}
        return [Row(areas[code], [lines.get(code) for lines in by_side]) for code in sorted(areas)]

    @property
    def sides(self) -> list[Part]:
        sides: list[Part] = self.part["sides"]
        return sides

    @property
    def has_beyond_areas(self) -> bool:
        return any(side["beyond_areas"] for side in self.sides)

    @property
    def others_on(self) -> list[tuple[Part, list[Part], list[Part]]]:
        """For each side: who of the other sides says something on its records, and who nothing."""
        references = {side["side"]["id"]: side["side"] for side in self.sides}
        return [
            (side, side["views"], [references[public_id] for public_id in side["silent"]])
            for side in self.sides
        ]

    @property
    def views_of_sides(self) -> list[tuple[Part, Part]]:
        """Each other side's word on each side's records."""
        return [(side, view) for side in self.sides for view in side["views"] if view["is_a_side"]]

    @property
    def accepted(self) -> list[tuple[Part, Part]]:
        return [(side, view) for side, view in self.views_of_sides if view["confirmed"]]

    @property
    def disputed(self) -> list[tuple[Part, Part]]:
        return [(side, view) for side, view in self.views_of_sides if view["not_confirmed"]]

    @property
    def excluded(self) -> list[tuple[Part, Part]]:
        """Those called fire at a group outside the ceasefire, if any were."""
        called = [(side, view, view["excluded_target"]) for side, view in self.views_of_sides]
        return [(side, view) for side, view, said in called if said and said["number"]]

    @property
    def silent(self) -> list[tuple[Part, Part]]:
        """Sides whose records the other side says nothing of, and that other side."""
        return [
            (side["side"], other) for side, _views, others in self.others_on for other in others
        ]

    @property
    def missing_count(self) -> int:
        issues = self.part["issues"]
        return int(issues["expected"] - issues["held"])

    @property
    def days(self) -> list[tuple[Part, list[int | None]]]:
        """Each day held, with each side's number."""
        return [(day, [each["number"] for each in day["registered"]]) for day in self.part["days"]]

    @property
    def chart(self) -> SafeString:
        """The daily values as separate marks."""
        return mark_safe(draw_strip(self._strip()))  # noqa: S308 -- our own SVG; its texts are escaped

    def _strip(self) -> Strip:
        days = [self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1)]
        issues = self.part["issues"]
        shown = {"held": issues["held"], "expected": issues["expected"]}
        return Strip(
            days=days,
            marks=self._marks(),
            held=[date.fromisoformat(day["day"]) for day, _numbers in self.days],
            title=_("Registered by each side, day by day: %(series)s")
            % {"series": name_in(self.part["names"])},
            description=_(
                "Separate marks for %(held)s of %(expected)s daily bulletins; a day without a "
                "bulletin is blank. The table below has the same numbers."
            )
            % shown,
            ticks=_ticks(days),
            runs_from_right=get_language_bidi(),
            name=f"chart-{self.number}",
        )

    def _marks(self) -> list[Mark]:
        return [
            Mark(date.fromisoformat(day["day"]), side, number)
            for day, numbers in self.days
            for side, number in enumerate(numbers)
            if number is not None
        ]


@dataclass(frozen=True)
class MonitorLine:
    """What one monitor published for one period of its own."""

    monitor: Part
    first: str
    last: str
    is_cumulative: bool
    source_url: str
    figures: list[Part]


def monitor_lines(parts: Sequence[Part], *, of_killed: bool | None = None) -> list[MonitorLine]:
    """Figures without an area of their own, a line for each monitor, period and source.

    `of_killed` keeps only figures of people killed, or only others.
    """
    lines: dict[tuple[Any, ...], list[Part]] = {}
    for part in parts:
        killed = counts_killed(part["measure"])
        if not part["area_name"] and of_killed in (None, killed):
            lines.setdefault(_line_of(part), []).append(part)
    return [
        MonitorLine(found[0]["monitor"], *key[1:], found)  # type: ignore[call-arg]
        for key, found in lines.items()
    ]


def _line_of(part: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        part["monitor"]["id"],
        part["from"],
        part["last_day"],
        part["is_cumulative"],
        part["source_url"],
    )


def _ticks(days: Sequence[date]) -> list[tuple[date, str]]:
    """Labels for every seventh day, or less often where that would be too many."""
    every = LABEL_EVERY_DAYS * max(1, -(-len(days) // (LABEL_EVERY_DAYS * MOST_LABELS)))
    return [(day, formats.date_format(day, "j M")) for day in days[::every]]
