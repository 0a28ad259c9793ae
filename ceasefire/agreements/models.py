"""Agreements: what was agreed, by whom as somebody asserts, and what the mechanism may do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.querysets import AgreementQuerySet, MandateQuerySet
from ceasefire.codes.agreements import (
    AgreementClass,
    AgreementForm,
    MandateAct,
    ProvisionKind,
    StandardOfProof,
    TextStatus,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.common.clock import validate_time_zone
from ceasefire.common.models import NamedRow, PublicRow, SourcedRow
from ceasefire.parties.models import Party
from ceasefire.places.models import Zone


class Agreement(NamedRow, SourcedRow):
    """One instrument, known by its code. Its days are days of its own time zone."""

    code = models.CharField(max_length=40, unique=True)
    agreement_class = models.CharField(max_length=30, choices=AgreementClass)
    form = models.CharField(max_length=20, choices=AgreementForm)
    text_status = models.CharField(max_length=20, choices=TextStatus)
    time_zone = models.CharField(max_length=60, validators=[validate_time_zone])
    signed_on = models.DateField(null=True, blank=True)
    effective_from = models.DateTimeField(null=True, blank=True)
    effective_to = models.DateTimeField(null=True, blank=True)
    renewal = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    is_demo = models.BooleanField(default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["is_demo", "position", "pk"]


class AssertedTerm(SourcedRow):
    """What one source says of a term. Sources that differ stand side by side."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="asserted_terms")
    term = models.CharField(max_length=20, choices=Term)
    value = models.TextField()

    class Meta(SourcedRow.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_term_display()}: {self.value}"


class AgreementArea(models.Model):
    """A zone inside or outside an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="areas")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20, choices=AreaRule)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_rule_per_zone", fields=["agreement", "zone"])
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.get_rule_display()}"


class Provision(PublicRow, SourcedRow):
    """The smallest numbered obligation that can be breached, in one version of its wording."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="provisions")
    number = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=30, choices=ProvisionKind)
    text = models.TextField()
    is_quotation = models.BooleanField(default=False)
    text_status = models.CharField(max_length=20, choices=TextStatus)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_to = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    spares_excluded_targets = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta(SourcedRow.Meta):
        ordering = ["agreement", "position", "version"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_wording_per_number_and_version",
                fields=["agreement", "number", "version"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.code} {self.number}"


class Participation(PublicRow, SourcedRow):
    """What a party is to an agreement, since when, and who says so."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="participations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=30, choices=AgreementRole)
    status = models.CharField(max_length=30, choices=ParticipationStatus)
    answers_for = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta(SourcedRow.Meta):
        ordering = ["agreement", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_role_display()} ({self.get_status_display()})"


class Mandate(SourcedRow):
    """What the mechanism may do under an agreement in a period, and the text that says so."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="mandates")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    acts = ArrayField(models.CharField(max_length=30, choices=MandateAct))
    decided_by = models.JSONField(default=dict, blank=True)
    standard_of_proof = models.CharField(
        max_length=30, choices=StandardOfProof, default=StandardOfProof.REASONABLE_GROUNDS
    )
    reply_days = models.PositiveSmallIntegerField(default=7)
    reply_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    reply_hours_rest_on = models.TextField(blank=True)
    rests_on = models.TextField()

    objects = MandateQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["agreement", "valid_from"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.CheckConstraint(
                name="mandate_records_at_least", condition=Q(acts__contains=[MandateAct.RECORD])
            ),
            models.CheckConstraint(
                name="reply_in_hours_rests_on_what_both_sides_wrote",
                condition=Q(reply_hours__isnull=True) | ~Q(reply_hours_rest_on=""),
            ),
        ]

    def __str__(self) -> str:
        return f"mandate under {self.agreement.code}"

    def allows(self, act: MandateAct) -> bool:
        return act in self.acts
