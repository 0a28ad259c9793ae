from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from ceasefire.codes.incidents import ReportState
from ceasefire.codes.roles import STAFF, SUBMITTING, Role
from ceasefire.common.references import read_reference
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.monitoring.models import (
        Bulletin,
        ContextFigure,
        Coverage,
        MonitorReport,
        Source,
    )

Submitted = TypeVar("Submitted", bound=models.Model)
SHOWN_TO_MONITORS = timedelta(hours=48)  # what a phone can still show of what was sent from it


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


class SourceQuerySet(models.QuerySet["Source"]):
    """The questions people ask about sources."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Verification officers know sources, by their pseudonyms; nobody else does."""
        is_officer = user.is_authenticated and user.is_active and user.role == Role.OFFICER
        return self if is_officer else self.none()


class SubmittedQuerySet(models.QuerySet[Submitted]):
    """What was sent in, and who may read it."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see everything (adjudicators redacted); monitors, for 48 hours, what they and
        the teams they lead sent in; liaisons and programs their own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in STAFF:
            return self
        if user.role == Role.MONITOR:
            led = user.memberships.present().filter(is_lead=True).values("team")
            return self.fresh().filter(Q(author=user) | Q(team__in=led))
        if user.role in SUBMITTING:
            return self.filter(author=user)
        return self.none()

    def fresh(self) -> Self:
        """What was sent in within the time for which a monitor's phone still shows it."""
        return self.filter(submitted_at__gt=timezone.now() - SHOWN_TO_MONITORS)

    def own_with_receipt(self, user: "User", receipt: str) -> Self:
        """What this person sent under a receipt they typed, however long ago: to be stopped,
        not to be shown."""
        return self.filter(author=user, receipt=read_reference(receipt))

    def latest_of(self, user: "User") -> Self:
        """What this person sent, however long ago, latest first."""
        return self.filter(author=user).order_by("-submitted_at", "-pk")

    def standing(self) -> Self:
        """What its author has not stopped."""
        return self.filter(stopped_at__isnull=True)


class MonitorReportQuerySet(SubmittedQuerySet["MonitorReport"]):
    """The questions people ask about monitor reports."""

    def usable(self) -> Self:
        """Those neither stopped nor corrected by a later one."""
        return self.standing().filter(superseded_by__isnull=True)

    def awaiting_triage(self) -> Self:
        """Those nobody has looked at, longest waiting first."""
        return self.usable().filter(state=ReportState.SUBMITTED).order_by("submitted_at", "pk")

    def returned(self) -> Self:
        """Those that an officer returned with a question which nobody has answered."""
        return self.usable().filter(state=ReportState.RETURNED)


class CoverageQuerySet(SubmittedQuerySet["Coverage"]):
    """The questions people ask about coverage."""

    def between(self, start: datetime, end: datetime) -> Self:
        """What overlaps the window from `start` up to `end`."""
        return self.standing().filter(begins_at__lt=end, ends_at__gt=start)
