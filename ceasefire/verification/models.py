"""Answers to what is asked about an incident, each with what it rests on, and signed; findings,
where the mandate gives them; and one side's word on the other's record."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement, Provision
from ceasefire.allegations.models import Allegation
from ceasefire.codes.agreements import StandardOfProof
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.verification import (
    AttributionLevel,
    DeterminationResult,
    EvidenceClass,
    FindingGround,
    FindingOutcome,
    FindingState,
    Question,
    RecommendationState,
)
from ceasefire.common.models import PublicRow
from ceasefire.common.references import random_reference
from ceasefire.common.triggers import words_are_kept
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.ledger.versions import versions_of
from ceasefire.monitoring.models import SideCount
from ceasefire.parties.models import Party
from ceasefire.verification.querysets import (
    AnswerQuerySet,
    DeterminationQuerySet,
    FindingQuerySet,
    RecommendationQuerySet,
    ReopeningQuerySet,
)

VALUES = [*IncidentState.choices, *AttributionLevel.choices]


class Answer(PublicRow):
    """One answer to one question about one incident. A later one takes its place; it stays.

    By whom is answered for each party; without a party it says that nobody can be named. What
    needs a second signature stands only once somebody else has signed.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20, choices=Question)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.CharField(max_length=20, choices=VALUES)
    unable_because = models.CharField(max_length=20, choices=UnableBecause, blank=True)
    evidence = ArrayField(
        models.CharField(max_length=20, choices=EvidenceClass), default=list, blank=True
    )
    rests_on = models.ManyToManyField(ReportLink, related_name="+", blank=True)
    sentence = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    needs_second = models.BooleanField(default=False)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_answer_stands_per_question_and_party",
                fields=["incident", "question", "party"],
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="second_signature_is_by_another",
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("given_by")),
            ),
        ]
        triggers = [words_are_kept("answer_is_kept", "superseded_at", "second_by_id", "second_at")]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.get_value_display()}"

    @property
    def is_signed(self) -> bool:
        """Whether it has every signature it needs."""
        return not self.needs_second or self.second_by_id is not None


class Reopening(PublicRow):
    """A concluded incident taken up again: asked for with new evidence, allowed by a second."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="reopenings")
    because = models.TextField()
    later_accounts = models.ManyToManyField(ReportLink, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    is_allowed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_reopening_is_asked_at_a_time",
                fields=["incident"],
                condition=Q(is_allowed__isnull=True),
            ),
            models.CheckConstraint(
                name="reopening_is_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            ),
        ]
        triggers = [
            words_are_kept("reopening_is_kept", "is_allowed", "decided_by_id", "decided_at")
        ]

    def __str__(self) -> str:
        return f"reopening of {self.incident}"


class Finding(PublicRow):
    """The mechanism's reasoned decision: one incident, one provision, one accused or nobody.

    Only where the mandate lets it rule. Adopted by two; its words are kept in every version.
    """

    reference = models.CharField(max_length=12, unique=True, default=random_reference)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="findings")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+")
    accused = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=FindingOutcome)
    ground = models.CharField(max_length=40, choices=FindingGround, blank=True)
    standard_of_proof = models.CharField(max_length=30, choices=StandardOfProof)
    reasoning = models.TextField()
    dissent = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=FindingState, default=FindingState.DRAFT)
    state_because = models.TextField(blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    statement = models.JSONField(null=True)  # what was put to the accused, word for word
    notified_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    not_awaited_because = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    reply_language = models.CharField(max_length=8, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    replied_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    adopted_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True)  # first; a correction is adopted again
    corrected_because = models.TextField(blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_finding_stands_per_provision_and_accused",
                fields=["incident", "provision", "accused"],
                condition=Q(supersedes__isnull=True)
                & ~Q(state__in=[FindingState.WITHDRAWN, FindingState.SUPERSEDED]),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="one_finding_takes_the_place_of_another",
                fields=["supersedes"],
                condition=~Q(state=FindingState.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="finding_is_adopted_by_two",
                condition=Q(adopted_with__isnull=True)
                | Q(adopted_by__isnull=False) & ~Q(adopted_with=F("adopted_by")),
            ),
            models.CheckConstraint(
                name="violation_names_who",
                condition=~Q(outcome=FindingOutcome.VIOLATION) | Q(accused__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def agreement(self) -> Agreement:
        return self.incident.agreement

    @property
    def was_adopted(self) -> bool:
        """Whether it was adopted once: readers were shown it, where the mandate lets them."""
        return self.adopted_at is not None


_EveryFinding = versions_of(
    Finding, "outcome", "ground", "reasoning", "dissent", "state", "state_because", "reply"
)


class FindingVersion(_EveryFinding):  # type: ignore[misc, valid-type]  # made from the model
    """What a finding's row said after each change."""


class Recommendation(PublicRow):
    """What a finding asks of whom, by when; and what came of it."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="recommendations")
    addressed_to = models.ForeignKey(Party, models.PROTECT, related_name="+")
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=20, choices=RecommendationState, default=RecommendationState.OPEN
    )
    followed_up = models.TextField(blank=True)
    followed_up_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"recommendation of {self.finding}"


class Determination(PublicRow):
    """A guarantor's word on the other side's record: that side's own, never subtracted.

    One that steps aside says why, and gives no result. A later word takes its place; it stays.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    guarantor = models.ForeignKey(Party, models.PROTECT, related_name="+")
    allegation = models.ForeignKey(
        Allegation, models.PROTECT, null=True, blank=True, related_name="determinations"
    )
    bulletin_count = models.ForeignKey(
        SideCount, models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.CharField(max_length=20, choices=DeterminationResult, blank=True)
    reason = models.TextField(blank=True)
    made_on = models.DateField()
    stated_in = models.CharField(max_length=300, blank=True)  # where, if it was not given to us
    is_recused = models.BooleanField(default=False)
    recused_because = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="determination_is_about_one_record",
                condition=Q(allegation__isnull=False, bulletin_count__isnull=True)
                | Q(allegation__isnull=True, bulletin_count__isnull=False),
            ),
            models.CheckConstraint(
                name="who_steps_aside_says_why_and_nothing_else",
                condition=Q(is_recused=False, recused_because="") & ~Q(result="")
                | Q(is_recused=True, result="") & ~Q(recused_because=""),
            ),
            models.UniqueConstraint(
                name="one_determination_stands_per_guarantor",
                fields=["guarantor", "allegation"],
                condition=Q(superseded_at__isnull=True, allegation__isnull=False),
            ),
        ]
        triggers = [words_are_kept("determination_is_kept", "superseded_at")]

    def __str__(self) -> str:
        return f"{self.guarantor} on {self.allegation or self.bulletin_count}"
