"""Code lists of casualties (the handbook's 2.5, after OHCHR's guidance on casualty recording)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CasualtyOutcome(TextChoices):
    """What happened to people."""

    KILLED = "killed", _("killed")
    INJURED = "injured", _("injured")
    MISSING = "missing", _("missing")
    DETAINED = "detained", _("detained")


class CasualtyStatus(TextChoices):
    """Who they were. Unknown is never counted as civilian."""

    CIVILIAN = "civilian", _("civilians")
    OTHER_PROTECTED = "other_protected", _("other protected persons")
    ARMED_FORCES = "armed_forces", _("members of armed forces or groups")
    PARTICIPATING = "participating", _("directly participating in hostilities")
    UNKNOWN = "unknown", _("of unknown status")
