"""Allegations: the claim that a party breached a provision; what was put to it; what it answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement, Provision
from ceasefire.allegations.querysets import (
    AllegationQuerySet,
    HarmCheckQuerySet,
    LadderLevelQuerySet,
    MutualAccusationQuerySet,
    ReferralQuerySet,
    ReminderQuerySet,
)
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import (
    FROM_PARTIES,
    AllegationState,
    HarmAnswer,
    HarmVerdict,
    LodgedAs,
    MutualKind,
    MutualState,
    ReminderKind,
    ResponseKind,
)
from ceasefire.common.models import NamedRow, PublicRow
from ceasefire.common.references import random_reference
from ceasefire.common.triggers import words_are_kept
from ceasefire.incidents.models import Incident
from ceasefire.ledger.versions import versions_of
from ceasefire.parties.models import Party
from ceasefire.places.happening import HappeningRow


class Allegation(PublicRow, HappeningRow):
    """A claim that one party breached provisions in one happening: the alleged violation.

    Its words are those of who lodged it. It is counted once, from the accuser to the
    accused, whatever else is said of the same incident.
    """

    reference = models.CharField(max_length=12, unique=True, default=random_reference)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    lodged_as = models.CharField(max_length=20, choices=LodgedAs, default=LodgedAs.PARTY)
    admits = models.BooleanField(default=False)  # the liaison's own tick: "we carried this out"
    complainant = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    accused = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    provisions = models.ManyToManyField(Provision, related_name="+")
    act = models.CharField(max_length=30, choices=Act)
    words = models.TextField()
    language = models.CharField(max_length=8, default="en")
    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(max_length=20, choices=AllegationState, default=AllegationState.LODGED)
    state_because = models.TextField(blank=True)
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, blank=True, related_name="allegations"
    )
    held_back_because = models.TextField(blank=True)

    objects = AllegationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            *HappeningRow.Meta.constraints,
            models.UniqueConstraint(
                name="allegation_is_lodged_once", fields=["lodged_by", "submission"]
            ),
            models.CheckConstraint(
                name="allegation_that_is_admitted_has_an_incident",
                condition=~Q(state=AllegationState.ADMISSIBLE) | Q(incident__isnull=False),
            ),
            models.CheckConstraint(
                name="allegation_that_is_refused_says_why",
                condition=~Q(state=AllegationState.INADMISSIBLE) | ~Q(state_because=""),
            ),
            models.CheckConstraint(
                name="allegation_of_a_party_names_it_and_no_other_does",
                condition=Q(lodged_as__in=FROM_PARTIES, complainant__isnull=False)
                | ~Q(lodged_as__in=FROM_PARTIES) & Q(complainant__isnull=True),
            ),
            models.CheckConstraint(
                name="self_report_is_about_the_party_itself",
                condition=~Q(lodged_as=LodgedAs.SELF_REPORT) | Q(accused=models.F("complainant")),
            ),
            models.CheckConstraint(
                name="only_a_self_report_admits",
                condition=Q(admits=False) | Q(lodged_as=LodgedAs.SELF_REPORT),
            ),
        ]
        triggers = [
            words_are_kept(
                "allegation_words_are_kept",
                "state",
                "state_because",
                "incident_id",
                "held_back_because",
            )
        ]

    def __str__(self) -> str:
        return self.reference


_EveryVersion = versions_of(Allegation, "state", "state_because", "incident", "held_back_because")


class AllegationVersion(_EveryVersion):  # type: ignore[misc, valid-type]  # made from the model
    """What an allegation's row said after each change."""


class HarmCheck(PublicRow):
    """Whether a statement may be put to a party without showing who told: asked before it is.

    The officer who drafted the statement does not answer. One "unsure" leaves it to the
    source custodian.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="harm_checks")
    statement = models.JSONField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    known_to_few = models.CharField(max_length=10, choices=HarmAnswer, blank=True)
    wording = models.CharField(max_length=10, choices=HarmAnswer, blank=True)
    allowed = models.CharField(max_length=10, choices=HarmAnswer, blank=True)
    still_there = models.CharField(max_length=10, choices=HarmAnswer, blank=True)
    verdict = models.CharField(max_length=20, choices=HarmVerdict, default=HarmVerdict.OPEN)
    because = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = HarmCheckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_harm_check_stands_per_allegation",
                fields=["allegation"],
                condition=Q(superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="harm_check_is_by_another_than_who_drafted",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("drafted_by")),
            ),
        ]
        triggers = [
            words_are_kept(
                "harm_check_statement_is_kept",
                "known_to_few",
                "wording",
                "allowed",
                "still_there",
                "verdict",
                "because",
                "checked_by_id",
                "checked_at",
                "settled_by_id",
                "settled_at",
                "superseded_at",
            )
        ]

    def __str__(self) -> str:
        return f"harm check of {self.allegation}"


class Notification(PublicRow):
    """What was put to the accused, word for word, and by when an answer is asked for.

    The clock starts when the party acknowledges it, at the latest a day after it was put.
    """

    allegation = models.OneToOneField(Allegation, models.PROTECT, related_name="notification")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    statement = models.JSONField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    proof = models.CharField(max_length=300, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    deemed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        triggers = [
            words_are_kept(
                "notification_is_kept",
                "acknowledged_at",
                "acknowledged_by_id",
                "deemed_at",
                "due_at",
            )
        ]

    def __str__(self) -> str:
        return f"notification of {self.allegation}"


class Response(PublicRow):
    """What the accused answers, word for word. Silence is no response, and never an admission."""

    allegation = models.OneToOneField(Allegation, models.PROTECT, related_name="response")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ResponseKind)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        triggers = [words_are_kept("response_is_kept")]

    def __str__(self) -> str:
        return f"{self.party} on {self.allegation}"


class ResponseTranslation(PublicRow):
    """A response in another language, marked as a translation; the words given stand beside it."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=8)
    words = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        triggers = [words_are_kept("translation_is_kept")]

    def __str__(self) -> str:
        return f"{self.response} ({self.language})"


class TimeRequest(PublicRow):
    """The one extension of a deadline: asked for by the party, decided by an officer."""

    notification = models.OneToOneField(Notification, models.PROTECT, related_name="time_request")
    words = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    is_granted = models.BooleanField(null=True)
    because = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        triggers = [
            words_are_kept(
                "time_request_is_kept", "is_granted", "because", "decided_by_id", "decided_at"
            )
        ]

    def __str__(self) -> str:
        return f"more time for {self.notification}"


class Reminder(models.Model):
    """Something that falls due on a notification's clock. Done once, or dropped when moot."""

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=ReminderKind)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_reminder_of_a_kind_per_notification", fields=["notification", "kind"]
            )
        ]
        indexes = [
            models.Index(
                name="reminder_owed",
                fields=["due_at"],
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.notification}"


class MutualAccusation(PublicRow):
    """Two allegations whose accusers accuse each other, over one happening or linked ones."""

    first = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    second = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=MutualKind)
    state = models.CharField(max_length=20, choices=MutualState, default=MutualState.PROPOSED)
    because = models.TextField(blank=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = MutualAccusationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="two_allegations_meet_once", fields=["first", "second"]),
            models.CheckConstraint(
                name="allegations_meet_in_the_order_of_their_rows",
                condition=Q(first__lt=models.F("second")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


class LadderLevel(PublicRow, NamedRow):
    """One level of an agreement's referral ladder, lowest first: whom a case is referred to."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="ladder")
    position = models.PositiveSmallIntegerField()
    answers_within_days = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = LadderLevelQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(
                name="one_level_per_place_on_the_ladder", fields=["agreement", "position"]
            )
        ]


class Referral(PublicRow):
    """A case's time at one level of the ladder. The next begins where this one ends; with an
    outcome it was settled there. It says nothing of fault."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="referrals")
    level = models.ForeignKey(LadderLevel, models.PROTECT, related_name="+")
    reason = models.TextField()
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_level_at_a_time",
                fields=["incident"],
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="referral_that_ended_says_by_whom",
                condition=Q(until__isnull=True, ended_by__isnull=True, outcome="")
                | Q(until__isnull=False, ended_by__isnull=False),
            ),
        ]
        triggers = [words_are_kept("referral_is_kept", "until", "ended_by_id", "outcome")]

    def __str__(self) -> str:
        return f"{self.incident} at {self.level}"
