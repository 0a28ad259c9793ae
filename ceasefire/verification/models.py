"""Answers to what is asked about an incident: each with what it rests on, and signed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.verification import EvidenceClass, Question
from ceasefire.common.models import PublicRow
from ceasefire.common.triggers import words_are_kept
from ceasefire.incidents.models import Incident, ReportLink


class Answer(PublicRow):
    """One answer to one question about one incident. A later one takes its place; it stays."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20, choices=Question)
    value = models.CharField(max_length=20, choices=IncidentState)
    unable_because = models.CharField(max_length=20, choices=UnableBecause, blank=True)
    evidence = ArrayField(
        models.CharField(max_length=20, choices=EvidenceClass), default=list, blank=True
    )
    rests_on = models.ManyToManyField(ReportLink, related_name="+", blank=True)
    sentence = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_answer_stands_per_question",
                fields=["incident", "question"],
                condition=Q(superseded_at__isnull=True),
            )
        ]
        triggers = [words_are_kept("answer_is_kept", "superseded_at")]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.get_value_display()}"
