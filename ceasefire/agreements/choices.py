from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Term(TextChoices):
    """A term of an agreement that sources state differently."""

    SIGNED = "signed", _("Signed")
    IN_FORCE_FROM = "in_force_from", _("In force from")
    IN_FORCE_TO = "in_force_to", _("In force to")
    AREA = "area", _("Area")


class AreaRule(TextChoices):
    """How a zone bounds an agreement."""

    COVERED = "covered", _("Covered")
    NOT_COVERED = "not_covered", _("Not covered")
