"""What several kinds of row have in common."""

import uuid

from django.db import models

from ceasefire.common.names import name_in, validate_names


class PublicRow(models.Model):
    """A row that outsiders know by a random id, never by its key."""

    # v4: unlike v7 it does not tell the moment it was made
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class NamedRow(models.Model):
    """A row with a name in several languages."""

    names = models.JSONField(validators=[validate_names])

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return name_in(self.names)


class SourcedRow(models.Model):
    """A fact that somebody states somewhere: nothing in the record is known by itself."""

    asserted_by = models.CharField(max_length=200, blank=True)
    relayed_by = models.CharField(max_length=200, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    source_url = models.TextField(blank=True)
    source_note = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_has_a_source",
                condition=~models.Q(source_title="", source_url="", asserted_by=""),
            )
        ]
