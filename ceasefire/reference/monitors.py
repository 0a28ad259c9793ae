"""What other monitors counted, each in its own unit: a CSV file, one figure a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.monitoring.services import MonitorFigureFacts, record_monitor_figure
from ceasefire.reference.faults import Spot
from ceasefire.reference.reading import Reader
from ceasefire.reference.steps import Folder, Placed, Step
from ceasefire.reference.tables import Line, read_lines

YES_NO = {"yes": True, "no": False}
COLUMNS = {
    "monitor",
    "monitor_type",
    "conflict",
    "agreement",
    "period_start",
    "period_end",
    "cumulative",
    "actor_blamed",
    "region",
    "measure",
    "count",
    "source_url",
    "note",
}


@dataclass(frozen=True)
class MonitorTable:
    """A file of figures about one agreement; `monitors` gives the party for each name in it."""

    file: str
    agreement: str
    monitors: dict[str, str]


def monitor_tables(tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
    """One step for each figure."""
    for table, spot in tables:
        figures = reader.read(MonitorTable, table, spot)
        if figures is None:
            continue
        for line, at in read_lines(folder, figures.file, COLUMNS, reader.faults):
            facts = reader.read(MonitorFigureFacts, _table(figures, line), at)
            if facts is not None:
                yield Step(
                    Spot(at.file, f"figure {at.record}"),
                    partial(record_monitor_figure, facts=facts),
                    Agreement,
                )


def _table(figures: MonitorTable, line: Line) -> dict[str, Any]:
    """The line as a table of the facts; a cell that cannot be read stays text, and is refused."""
    return {
        "agreement": figures.agreement,
        "monitor": figures.monitors.get(line["monitor"], line["monitor"]),
        "period_start": _day(line["period_start"]),
        "period_end": _day(line["period_end"]),
        "is_cumulative": YES_NO.get(line["cumulative"], line["cumulative"]),
        "blamed": line["actor_blamed"],
        "area_name": line["region"],
        "measure": line["measure"],
        "count": int(line["count"]) if line["count"].isdecimal() else line["count"],
        "source_url": line["source_url"],
        "note": line["note"],
    }


def _day(cell: str) -> date | str:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return cell
