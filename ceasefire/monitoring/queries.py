"""Sums of what bulletins count, added up by the database: one statement for sides, one for areas."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models import Sum as Added
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, TruncMonth

from ceasefire.accounts.models import User
from ceasefire.monitoring.counts import (
    BulletinCounts,
    Dimension,
    Question,
    Sum,
    extent_of,
    in_order,
    with_expected,
)
from ceasefire.monitoring.models import AreaCount, Bulletin, BulletinSeries, SideCount
from ceasefire.monitoring.querysets import BulletinQuerySet

VIEW = ("confirmed", "not_confirmed", "excluded_target")
NOBODY = 0  # no row has this key, and an empty list would make the whole statement empty
Group = dict[str, Any]


def count_bulletins(
    *, series: BulletinSeries, question: Question, reader: User | AnonymousUser
) -> BulletinCounts:
    """Add up what `reader` may see of the series' bulletins, as the question says."""
    visible = Bulletin.objects.filter(series=series).visible_to(reader)
    issues = visible.in_or_out_of_time(question.start, question.end)
    groups = _groups(series, question, issues)
    sums = _sums_by_area(question, issues, groups) if question.is_by_area else _totals(groups)
    extent = extent_of(
        question,
        starts_on=series.starts_on,
        ends_on=series.ends_on,
        last_held=visible.aggregate(last=Max("period_end"))["last"],
    )
    ordered = [with_expected(each, extent) for each in in_order(sums, question)]
    undated = issues.undated().filter(counts__side__code__in=question.sides)
    return BulletinCounts(
        question=question,
        dated=tuple(each for each in ordered if each.is_dated),
        undated_issues=undated.distinct().count(),
        undated=tuple(each for each in ordered if not each.is_dated),
        without_total=sum(group["without_total"] for group in groups),
    )


def _groups(series: BulletinSeries, question: Question, issues: BulletinQuerySet) -> list[Group]:
    """What each group's side counts say of the whole, and beyond its areas if asked by area."""
    counts = SideCount.objects.filter(bulletin__in=issues, side__code__in=question.sides)
    keyed = counts.annotate(view=_other_sides_view(series), **_keys(question))
    added = keyed.annotate(**_placed()) if question.is_by_area else keyed
    beyond = _added_beyond() if question.is_by_area else {}
    stated = Q(view__not_confirmed__isnull=False)
    return list(
        added.order_by()
        .values(*_key_names(question))
        .annotate(
            whole=Added("total"),
            issues=Count("total"),
            without_total=Count("pk", filter=Q(total__isnull=True)),
            view_confirmed=Added("view__confirmed"),
            view_not_confirmed=Added("view__not_confirmed"),
            view_excluded_target=Added("view__excluded_target"),
            viewed_whole=Added("total", filter=stated),
            viewed_in=Count("view__not_confirmed"),
            viewed_without_whole=Count("pk", filter=stated & Q(total__isnull=True)),
            **beyond,
        )
    )


def _other_sides_view(series: BulletinSeries) -> FilteredRelation:
    """The word of the other side, where there are two."""
    sides = list(series.sides.values_list("party_id", flat=True))
    authors = sides if len(sides) == 2 else [NOBODY]
    of_the_other = Q(views__author__in=authors) & ~Q(views__author=F("side"))
    return FilteredRelation("views", condition=of_the_other)


def _keys(question: Question, path: str = "") -> dict[str, Combinable]:
    """What to group by, reached from a side's count along `path`."""
    day = f"{path}bulletin__period_end"
    keys: dict[str, Combinable] = {
        "is_dated": ExpressionWrapper(Q(**{f"{day}__isnull": False}), BooleanField())
    }
    if Dimension.SIDE in question.group_by:
        keys["by_side"] = F(f"{path}side__code")
    if Dimension.DAY in question.group_by:
        keys["by_day"] = F(day)
    if Dimension.MONTH in question.group_by:
        keys["by_month"] = TruncMonth(day)
    return keys


def _key_names(question: Question) -> list[str]:
    return list(_keys(question))


def _placed() -> dict[str, Subquery]:
    """What a side's count says of areas, added up: each number, and the whole it is a part of."""
    lines = AreaCount.objects.filter(side_count=OuterRef("pk")).order_by().values("side_count")
    added = {f"placed_{name}": lines.annotate(n=Added(name)) for name in ("count", *VIEW)}
    viewed = lines.filter(not_confirmed__isnull=False).annotate(n=Added("count"))
    added["placed_viewed"] = viewed
    return {name: Subquery(query.values("n")) for name, query in added.items()}


def _added_beyond() -> dict[str, Any]:
    """What the whole says beyond the areas, added up bulletin by bulletin, never below 0."""
    view = {f"beyond_{name}": _beyond(f"view__{name}", f"placed_{name}") for name in VIEW}
    is_viewed = Q(view__not_confirmed__isnull=False)
    return {
        **view,
        "beyond_count": _beyond("total", "placed_count"),
        "beyond_viewed": _beyond("total", "placed_viewed", is_viewed),
        "broken_down": Count("pk", filter=Q(placed_count__isnull=False) | Q(total=0)),
    }


def _beyond(whole: str, placed: str, only: Q | None = None) -> Added:
    more = Greatest(Value(0), F(whole) - Coalesce(F(placed), Value(0)))
    # PostgreSQL's greatest() passes over nulls: what is not stated must be left out first
    return Added(more, filter=Q(**{f"{whole}__isnull": False}) & (only or Q()))


def _totals(groups: list[Group]) -> list[Sum]:
    """Stated totals; a group in which none is stated has no sum."""
    return [
        Sum(
            **_key(group),
            count=group["whole"],
            issues_held=group["issues"],
            unconfirmed=group["view_not_confirmed"],
            unconfirmed_of=None if group["viewed_without_whole"] else group["viewed_whole"],
            unconfirmed_in=group["viewed_in"],
            confirmed=group["view_confirmed"],
            excluded_target=group["view_excluded_target"],
        )
        for group in groups
        if group["issues"]
    ]


def _sums_by_area(question: Question, issues: BulletinQuerySet, groups: list[Group]) -> list[Sum]:
    """Counts by area; grouped by area, also what the totals say beyond the areas."""
    broken_down = {_place(group): group["broken_down"] for group in groups}
    placed = [
        Sum(
            **_key(line),
            count=line["added"],
            issues_held=broken_down[_place(line)],
            unconfirmed=line["unconfirmed"],
            unconfirmed_of=line["viewed"],
            unconfirmed_in=line["viewed_in"],
            confirmed=line["confirmed_"],
            excluded_target=line["excluded"],
        )
        for line in _lines(question, issues)
    ]
    return placed + (_beyond_areas(groups) if Dimension.AREA in question.group_by else [])


def _lines(question: Question, issues: BulletinQuerySet) -> list[Group]:
    path = "side_count__"
    lines = AreaCount.objects.filter(
        side_count__bulletin__in=issues,
        side_count__side__code__in=question.sides,
        count__isnull=False,
    )
    keys = _keys(question, path)
    if question.area:
        lines = lines.filter(area__code=question.area)
    if Dimension.AREA in question.group_by:
        keys["by_area"] = F("area__code")
    is_viewed = Q(not_confirmed__isnull=False)
    return list(
        lines.annotate(**keys)
        .order_by()
        .values(*keys)
        .annotate(
            added=Added("count"),
            unconfirmed=Added("not_confirmed"),
            viewed=Added("count", filter=is_viewed),
            viewed_in=Count("side_count", filter=is_viewed, distinct=True),
            confirmed_=Added("confirmed"),
            excluded=Added("excluded_target"),
        )
    )


def _beyond_areas(groups: list[Group]) -> list[Sum]:
    return [
        Sum(
            **_key(group),
            count=group["beyond_count"],
            issues_held=group["issues"],
            unconfirmed=group["beyond_not_confirmed"],
            unconfirmed_of=None if group["viewed_without_whole"] else group["beyond_viewed"],
            unconfirmed_in=group["viewed_in"],
            confirmed=group["beyond_confirmed"],
            excluded_target=group["beyond_excluded_target"],
        )
        for group in groups
        if group["issues"]
    ]


def _key(group: Group) -> dict[str, Any]:
    return {
        "is_dated": group["is_dated"],
        "side": group.get("by_side"),
        "day": group.get("by_day"),
        "month": group.get("by_month"),
        "area": group.get("by_area"),
    }


def _place(group: Group) -> tuple[Any, ...]:
    """The group that a sum by area lies in."""
    return tuple(value for name, value in _key(group).items() if name != "area")
