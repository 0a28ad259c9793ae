"""Which days and areas a change to rows that tell when and where touches."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ceasefire.common.clock import local_day
from ceasefire.ledger.effects import Effects


def effects_of(rows: Iterable[Any]) -> Effects:
    """The local days and areas of rows that tell when and where, of one agreement."""
    rows = list(rows)
    days: set[date] = set()
    for row in rows:
        days.add(local_day(row.begins_at, row.agreement.time_zone))
    areas = {row.area.code for row in rows if row.area}
    return Effects.on(rows[0].agreement.code, days, areas)
