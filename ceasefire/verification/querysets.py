from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from ceasefire.allegations.models import Allegation
from ceasefire.codes.roles import STAFF, Role
from ceasefire.codes.verification import FindingState, Question
from ceasefire.parties.models import Liaison

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.incidents.models import Incident
    from ceasefire.verification.models import (
        Answer,
        Determination,
        Finding,
        Recommendation,
        Reopening,
    )

PUT = (FindingState.NOTIFIED, FindingState.DELIBERATION, FindingState.ADOPTED_BY_ONE)


class AnswerQuerySet(models.QuerySet["Answer"]):
    """What is asked about answers."""

    def standing(self) -> Self:
        """Those that no later answer has replaced."""
        return self.filter(superseded_at__isnull=True)

    def unsigned(self) -> Self:
        """Those that wait for a second signature."""
        return self.standing().filter(needs_second=True, second_by__isnull=True)

    def to(self, question: Question, incident: "Incident") -> Self:
        return self.filter(question=question, incident=incident)


class ReopeningQuerySet(models.QuerySet["Reopening"]):
    """What is asked about reopenings."""

    def open(self) -> Self:
        return self.filter(is_allowed__isnull=True)


class FindingQuerySet(models.QuerySet["Finding"]):
    """What is asked about findings."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every finding; who speaks for the accused those that were put to it."""
        if isinstance(user, AnonymousUser) or not user.is_active:
            return self.none()
        if user.role in STAFF:
            return self
        if user.role == Role.LIAISON:
            return self.put_to(user)
        return self.none()

    def put_to(self, user: "User") -> Self:
        parties = Liaison.objects.of(user).values("party")
        return self.filter(accused__in=parties, notified_at__isnull=False)

    def standing(self) -> Self:
        return self.exclude(state__in=[FindingState.WITHDRAWN, FindingState.SUPERSEDED])


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """What is asked about recommendations."""

    def standing(self) -> Self:
        """Those that were not dropped while the finding was drafted."""
        return self.filter(dropped_at__isnull=True)


class DeterminationQuerySet(models.QuerySet["Determination"]):
    """What is asked about determinations."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every determination, others those on what they see; a guarantor its own."""
        if isinstance(user, AnonymousUser) or not user.is_active:
            return self.none()
        if user.role in STAFF:
            return self
        seen = Q(allegation__in=Allegation.objects.visible_to(user))
        if user.role == Role.GUARANTOR:
            seen |= Q(guarantor__in=Liaison.objects.of(user).values("party"))
        return self.filter(seen)

    def standing(self) -> Self:
        return self.filter(superseded_at__isnull=True)
