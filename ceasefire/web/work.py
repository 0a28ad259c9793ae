"""Work lists: what waits for one person, section by section, with age, clock and next step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.urls import reverse

from ceasefire.accounts.models import User
from ceasefire.common.clock import start_of_day
from ceasefire.web.shown_reply import due_part
from ceasefire.web.work_told import Told, Words

MOST_SHOWN = 20


@dataclass(frozen=True)
class Section:
    """One sort of work, of whoever has `permission`: which rows, and where the next step is taken.

    `whole_list`: route, or route and query, of the list that has them all, if there is one.
    """

    name: str
    title: Words
    permission: str
    rows: Callable[[User], "QuerySet[Any]"]
    told: Callable[[Any], Told]
    step: tuple[str, Words]
    whole_list: str = ""


@dataclass(frozen=True)
class Line:
    """One thing that waits: since when, by when, and where the next step is taken."""

    told: Told
    since: datetime
    due: dict[str, Any] | None
    is_overdue: bool
    address: str


@dataclass(frozen=True)
class ShownSection:
    """A section as it stands: the first of its lines, and how many there are."""

    section: Section
    lines: list[Line]
    total: int
    list_address: str

    @property
    def has_clock(self) -> bool:
        return any(line.due for line in self.lines)

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.lines)


def work_of(user: User, sections: Iterable[Section], now: datetime) -> list[ShownSection]:
    """The sections that have something for this person; one query each, however much waits."""
    asked = [each for each in sections if user.has_perm(each.permission)]
    found = [_shown(each, each.rows(user), now) for each in asked]
    return [each for each in found if each.lines]


def _shown(section: Section, rows: "QuerySet[Any]", now: datetime) -> ShownSection:
    counted = list(rows.annotate(of_all=Window(Count("*")))[:MOST_SHOWN])
    route, _, query = section.whole_list.partition("?")
    return ShownSection(
        section=section,
        lines=[_line(section, row, now) for row in counted],
        total=counted[0].of_all if counted else 0,
        list_address=f"{reverse(route)}?{query}".rstrip("?") if route else "",
    )


def _line(section: Section, row: Any, now: datetime) -> Line:
    told, [route, _] = section.told(row), section.step
    zone = told.agreement.time_zone
    due = _moment(row.falls_due, zone)
    return Line(
        told=told,
        since=row.waits_since,
        due=due_part(due, zone) if due else None,
        is_overdue=due is not None and due <= now,
        address=reverse(route, args=told.keys),
    )


def _moment(due: date | datetime | None, zone: str) -> datetime | None:
    """The first moment that is too late; of a day, that is the end of it."""
    if due is None or isinstance(due, datetime):
        return due
    return start_of_day(due + timedelta(days=1), zone)
