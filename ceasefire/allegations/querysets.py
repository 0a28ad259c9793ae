from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
    When,
)

from ceasefire.agreements.mandates import acts_in_force
from ceasefire.agreements.models import Participation
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.allegations import AllegationState, HarmVerdict, LodgedAs, MutualState
from ceasefire.codes.parties import AgreementRole
from ceasefire.codes.roles import STAFF, Role
from ceasefire.parties.models import Liaison

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.allegations.models import (
        Allegation,
        HarmCheck,
        LadderLevel,
        MutualAccusation,
        Referral,
        Reminder,
    )


class AllegationQuerySet(models.QuerySet["Allegation"]):
    """The questions people ask about allegations."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every allegation, a monitor their own; a liaison those of its own party, and
        those against it once they were put to it; a guarantor the latter, for the sides it
        answers for."""
        if isinstance(user, AnonymousUser) or not user.is_active:
            return self.none()
        if user.role in STAFF:
            return self
        if user.role == Role.MONITOR:
            return self.filter(lodged_as=LodgedAs.MONITOR, lodged_by=user)
        if user.role == Role.LIAISON:
            return self.filter(Q(complainant__in=_parties(user)) | self._put_to(user))
        return self.filter(self._put_to(user)) if user.role == Role.GUARANTOR else self.none()

    def put_to(self, user: "User") -> Self:
        """Those that were put to a side this person answers for."""
        return self.filter(self._put_to(user))

    def _put_to(self, user: "User") -> Q:
        if user.role == Role.LIAISON:
            return Q(notification__party__in=_parties(user))
        answered_for = Participation.objects.filter(
            agreement=OuterRef("agreement"),
            role=AgreementRole.GUARANTOR,
            party__in=_parties(user),
            answers_for=OuterRef("notification__party"),
        )
        return Q(Exists(answered_for))

    def with_clock(self, user: "User") -> Self:
        """`clock`: when the answer is due that this person's side owes; to staff, that any owes."""
        owed = Q() if user.role in STAFF else self._put_to(user)
        is_open = Q(state=AllegationState.ADMISSIBLE, response__isnull=True)
        return self.annotate(clock=Case(When(owed & is_open, then="notification__due_at")))

    def awaiting_triage(self) -> Self:
        """Those nobody has admitted or refused, longest waiting first."""
        return self.filter(state=AllegationState.LODGED).order_by("lodged_at", "pk")

    def overdue(self, now: datetime) -> Self:
        """Those put to a party that has not answered in time."""
        return self.awaiting_answer().filter(notification__due_at__lte=now)

    def awaiting_answer(self) -> Self:
        """Those put to a party whose answer is still asked for."""
        return self.admitted().filter(response__isnull=True, notification__isnull=False)

    def to_put(self) -> Self:
        """Those with a party to ask, which was not asked yet: `putting.check_can_be_put`."""
        named = self.admitted().filter(accused__isnull=False, notification__isnull=True)
        return named.exclude(lodged_as=LodgedAs.SELF_REPORT)

    def admitted(self) -> Self:
        return self.filter(state=AllegationState.ADMISSIBLE)

    def giving(self, act: MandateAct) -> Self:
        """Those for which the mandate in force when it began gives `act`."""
        in_force = self.annotate(mandate_acts=acts_in_force())
        return in_force.filter(mandate_acts__contains=[act])


class HarmCheckQuerySet(models.QuerySet["HarmCheck"]):
    """What is asked about harm checks."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see every check; the custodian those that were left to them."""
        if isinstance(user, AnonymousUser) or not user.is_active:
            return self.none()
        if user.role in STAFF:
            return self
        if user.role == Role.CUSTODIAN:
            return self.filter(verdict=HarmVerdict.WITH_CUSTODIAN) | self.filter(settled_by=user)
        return self.none()

    def standing(self) -> Self:
        """Those that no later check of the same allegation has replaced."""
        return self.filter(superseded_at__isnull=True)

    def open(self) -> Self:
        return self.standing().filter(verdict=HarmVerdict.OPEN)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """What is asked about reminders."""

    def owed(self, now: datetime) -> Self:
        """What has fallen due and was neither done nor dropped, in the order it fell due."""
        open_ones = self.filter(done_at__isnull=True, dropped_at__isnull=True)
        return open_ones.filter(due_at__lte=now).order_by("due_at", "pk")


class MutualAccusationQuerySet(models.QuerySet["MutualAccusation"]):
    """What is asked about mutual accusations."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff only: a proposal joins what no side has seen of the other."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self

    def proposed(self) -> Self:
        return self.filter(state=MutualState.PROPOSED)

    def confirmed(self) -> Self:
        return self.filter(state=MutualState.CONFIRMED)

    def not_put_aside(self) -> Self:
        return self.exclude(state=MutualState.PUT_ASIDE)


class LadderLevelQuerySet(models.QuerySet["LadderLevel"]):
    """What is asked about ladders."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see to whom cases can be referred."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self

    def in_order(self) -> Self:
        """With their agreements, in the order of these; of each the lowest level first."""
        order = ("agreement__position", "agreement__code", "position")
        return self.select_related("agreement").order_by(*order)


class ReferralQuerySet(models.QuerySet["Referral"]):
    """What is asked about referrals."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see where every case was referred to."""
        if isinstance(user, AnonymousUser) or not user.is_active or user.role not in STAFF:
            return self.none()
        return self

    def open(self) -> Self:
        return self.filter(until__isnull=True)

    def with_due(self) -> Self:
        """`due`: a moment of the last day on which an answer is in time, to order by."""
        within = F("level__answers_within_days") * Value(timedelta(days=1))
        due = ExpressionWrapper(F("since") + within, output_field=DateTimeField())
        return self.annotate(due=due)


def _parties(user: "User") -> models.QuerySet[Liaison, int]:
    return Liaison.objects.of(user).values_list("party", flat=True)
