"""The two grades of the Admiralty code [S81], given independently of each other."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reliability(TextChoices):
    """How far a source can be relied on. It belongs to the source, and is never shown outside
    the cell: a published D insults, or exposes."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class Credibility(TextChoices):
    """How credible a piece of information is, whoever brings it."""

    CONFIRMED = "1", _("1: confirmed by other sources")
    PROBABLY = "2", _("2: probably true")
    POSSIBLY = "3", _("3: possibly true")
    DOUBTFUL = "4", _("4: doubtful")
    IMPROBABLE = "5", _("5: improbable")
    CANNOT_BE_JUDGED = "6", _("6: cannot be judged")
