"""What staff are shown of a mutual accusation, as plain values.

Accounts stand in the agreement's order of participants, whichever was lodged first and whatever
times they name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation, MutualAccusation
from ceasefire.allegations.querysets import MutualAccusationQuerySet
from ceasefire.allegations.ranges import Bar, Range, bars_of, shared
from ceasefire.codes.allegations import ResponseKind
from ceasefire.web.shown_allegation import Audience, case, line

Shown = dict[str, Any]
OF_AN_ALLEGATION = (
    "agreement", "complainant", "accused", "area", "place", "incident",
    "notification__time_request", "response",
)  # fmt: skip


@dataclass(frozen=True)
class ShownTimes:
    """The windows of both accounts, the earlier first, and what time they share."""

    rows: list[tuple[Shown, Bar]]
    shared: Range | None


def visible_mutuals(user: User) -> MutualAccusationQuerySet:
    """Those that this person may see, with all that pages tell of one."""
    related = [f"{side}__{name}" for side in ("first", "second") for name in OF_AN_ALLEGATION]
    rows = MutualAccusation.objects.visible_to(user).select_related("decided_by", *related)
    return rows.prefetch_related("first__provisions", "second__provisions")


def lines_of(mutuals: Iterable[MutualAccusation], now: datetime) -> list[Shown]:
    """Rows of a list."""
    orders: dict[int, list[int]] = {}
    lines = []
    for each in mutuals:
        agreement = each.first.agreement
        if agreement.pk not in orders:
            orders[agreement.pk] = _order_of(agreement)
        sides = in_order(each, orders[agreement.pk])
        accounts = [line(side, Audience.STAFF, now) for side in sides]
        lines.append({"mutual": each, "agreement": agreement, "accounts": accounts})
    return lines


def accounts_of(mutual: MutualAccusation, now: datetime) -> list[Shown]:
    """Each account in its own words and its own time, and how the other side answered it."""
    sides = in_order(mutual, _order_of(mutual.first.agreement))
    return [_account(each, now) for each in sides]


def times_of(accounts: list[Shown]) -> ShownTimes:
    """The accounts on one line of time: the earlier first, which tells nothing of who began."""
    earlier_first = sorted(accounts, key=lambda each: (each["begins_at"], each["ends_at"]))
    ranges = [Range(each["begins_at"], each["ends_at"]) for each in earlier_first]
    return ShownTimes(list(zip(earlier_first, bars_of(ranges), strict=True)), shared(*ranges))


def mutuals_of(allegation: Allegation, user: User) -> list[Shown]:
    """Where an allegation meets one the other way round; what was put aside is left out."""
    either = Q(first=allegation) | Q(second=allegation)
    rows = MutualAccusation.objects.visible_to(user).filter(either).not_put_aside()
    rows = rows.select_related("first", "second").order_by("pk")
    return [
        {"mutual": each, "other": each.second if each.first == allegation else each.first}
        for each in rows
    ]


def in_order(mutual: MutualAccusation, order: list[int]) -> list[Allegation]:
    """Both allegations by the place of their accusers among the agreement's participants."""

    def place(allegation: Allegation) -> tuple[int, int]:
        party = allegation.complainant_id
        return (order.index(party) if party in order else len(order), party or 0)

    return sorted((mutual.first, mutual.second), key=place)


def _order_of(agreement: Agreement) -> list[int]:
    return list(agreement.participations.values_list("party", flat=True))


def _account(allegation: Allegation, now: datetime) -> Shown:
    shown = case(allegation, Audience.COMPLAINANT, now)
    answer = shown["answer"]
    justifies = answer is not None and answer["kind"] == ResponseKind.ADMIT_JUSTIFY
    return {**shown, "justifies": justifies}
