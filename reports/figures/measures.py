"""The words for what bulletins and monitors count besides."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ceasefire.monitoring.choices import ContextMeasure

KILLED = "killed"


class MonitorMeasure(TextChoices):
    """What the known monitors count; a monitor may count further things."""

    BREACHES = "breaches", _("breaches, as the monitor counts them")
    BREACHES_COMBAT = "breaches_combat", _("breaches through combat")
    BREACHES_ARREST = "breaches_arrest", _("breaches through arrest")
    KILLED = "killed", _("people killed")
    KILLED_CIVILIANS = "killed_civilians", _("civilians killed")
    KILLED_CHILDREN = "killed_children", _("children killed")
    KILLED_WOMEN = "killed_women", _("women killed")


def measure_in_words(measure: str) -> str:
    """A measure in the reader's language; one that is not listed by its own code, spelt out."""
    for words in (MonitorMeasure, ContextMeasure):
        if measure in words.values:
            return str(words(measure).label)
    return measure.replace("_", " ")


def counts_killed(measure: str) -> bool:
    """Whether a measure is one of people killed."""
    return measure == KILLED or measure.startswith(f"{KILLED}_")
