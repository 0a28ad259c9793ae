"""Parties: everybody who acts, under all their names, in relations that somebody asserts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ceasefire.codes.parties import PartyKind
from ceasefire.common.models import NamedRow, PublicRow, SourcedRow
from ceasefire.common.names import name_in
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.querysets import LiaisonQuerySet, PartyQuerySet


class Party(PublicRow, NamedRow, SourcedRow):
    """An actor: forces, group, state, body. `code` is short, for figures and the API."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30, choices=PartyKind)
    short_names = models.JSONField(default=dict, blank=True)
    search_names = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    objects = PartyQuerySet.as_manager()

    class Meta(SourcedRow.Meta):
        ordering = ["pk"]
        verbose_name_plural = "parties"

    @property
    def short_name(self) -> str:
        """The name for narrow columns, in the reader's language."""
        return name_in({**self.names, **self.short_names})


class PartyAlias(SourcedRow):
    """Another name of a party, in any script, with its source."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=20, choices=AliasKind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta(SourcedRow.Meta):
        ordering = ["pk"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_alias_per_party_text_and_language", fields=["party", "text", "language"]
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PartyRelation(PublicRow, SourcedRow):
    """A dated relation between two parties: never a fact of ours, always somebody's word."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    other = models.ForeignKey(Party, models.PROTECT, related_name="relations_to")
    target = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    place_text = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta(SourcedRow.Meta):
        ordering = ["pk"]
        constraints = [
            *SourcedRow.Meta.constraints,
            models.CheckConstraint(
                name="relation_is_with_another_party", condition=~Q(party=F("other"))
            ),
            models.CheckConstraint(
                name="joint_operation_is_dated",
                condition=~Q(kind=RelationKind.JOINT_OPERATION)
                | Q(valid_from__isnull=False, valid_to__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.get_kind_display()} {self.other}"


class Liaison(models.Model):
    """One person's time as the liaison of a party, or as the voice of a guarantor.

    Their rights come from this row.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="liaisons")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = LiaisonQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_liaison_per_person_and_party",
                fields=["user", "party"],
                condition=Q(until__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.party}"
