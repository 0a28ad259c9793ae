from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.monitoring.models import Bulletin, ContextFigure


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    """The questions people ask about bulletins."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Bulletins that stand published for `user`; a withdrawn one does not."""
        published = PublishedVersion.objects.visible_to(user).of_kind(PublishedKind.BULLETIN)
        key = Cast(OuterRef("public_id"), CharField())
        return self.filter(Exists(published.current().standing().filter(public_id=key)))

    def dated(self) -> Self:
        return self.filter(period_end__isnull=False)

    def undated(self) -> Self:
        """Those whose day is inferred or missing: they belong to no day and no month."""
        return self.filter(period_end__isnull=True)

    def in_or_out_of_time(self, start: date | None, end: date | None) -> Self:
        """Those dated in the period, open where a bound is None, and those that have no day."""
        dated = Q(period_end__isnull=False)
        if start:
            dated &= Q(period_end__gte=start)
        if end:
            dated &= Q(period_end__lt=end)
        return self.filter(dated | Q(period_end__isnull=True))


class ContextFigureQuerySet(models.QuerySet["ContextFigure"]):
    """The questions people ask about the other measures of bulletins."""

    def beside(self, bulletin: "Bulletin") -> Self:
        """What the source of this bulletin states besides, in the order of measures' names."""
        return self.filter(
            series_id=bulletin.series_id,
            period_end=bulletin.period_end,
            source_url=bulletin.source_url,
        )
