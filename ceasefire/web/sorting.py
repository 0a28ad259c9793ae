"""How a list of published records is ordered by a click on a column's head."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.expressions import Expression, OrderBy
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Length, NullIf
from django.utils.translation import get_language

from ceasefire.common.documents import moment_of_day
from ceasefire.common.names import FALLBACK
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet

NAMES = "document__names"  # by the name in the reader's language
RECORDED = "recorded"  # in the order in which records were first published
LENGTH = "length:"  # shorter texts first, so that P9 comes before P10


@dataclass(frozen=True)
class Order:
    """The column a list is ordered by. `?sort=kind` is its usual way, `?sort=-kind` the other."""

    column: str
    is_reversed: bool
    terms: tuple[str, ...]
    groups: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        """What `aria-sort` says of the column."""
        falls = self.terms[0].startswith("-") is not self.is_reversed
        return "descending" if falls else "ascending"

    @property
    def clauses(self) -> list[OrderBy]:
        """What the database orders by; what is not known comes last either way."""
        groups = [_clause(term, is_reversed=False) for term in self.groups]
        return groups + [_clause(term, is_reversed=self.is_reversed) for term in self.terms]


def asked_order(
    sorts: Mapping[str, tuple[str, ...]], asked: str, groups: tuple[str, ...] = ()
) -> Order:
    """The order named by `?sort=`, or the usual one, the first of `sorts`; within `groups`."""
    column = asked.removeprefix("-")
    if column in sorts:
        return Order(column, asked.startswith("-"), sorts[column], groups)
    usual = next(iter(sorts))
    return Order(usual, is_reversed=False, terms=sorts[usual], groups=groups)


def _clause(term: str, *, is_reversed: bool) -> OrderBy:
    expression = _expression(term.removeprefix("-"))
    if term.startswith("-") is not is_reversed:
        return OrderBy(expression, descending=True, nulls_last=True)
    return OrderBy(expression, nulls_last=True)


def _expression(path: str) -> "Expression | F | Subquery[Any]":
    if path == NAMES:
        language = (get_language() or FALLBACK).split("-")[0]
        return Coalesce(KT(f"{NAMES}__{language}"), KT(f"{NAMES}__{FALLBACK}"))
    if path == RECORDED:
        return Subquery(_first_versions().values("pk")[:1])
    if path == "sort_at":
        return NullIf(F("sort_at"), Value(moment_of_day(None)))
    if path.startswith(LENGTH):
        return Length(KT(path.removeprefix(LENGTH)))
    return KT(path) if path.startswith("document__") else F(path)


def _first_versions() -> PublishedVersionQuerySet:
    same = {"kind": OuterRef("kind"), "public_id": OuterRef("public_id")}
    return PublishedVersion.objects.filter(**same, audience=OuterRef("audience"), version=1)
