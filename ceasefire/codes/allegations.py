"""Code lists of allegations and answers to them (the handbook's 2.6)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AllegationState(TextChoices):
    """What became of an allegation."""

    LODGED = "lodged", _("lodged")
    ADMISSIBLE = "admissible", _("admissible")
    INADMISSIBLE = "inadmissible", _("inadmissible")
    WITHDRAWN = "withdrawn", _("withdrawn by who lodged it")


class ResponseKind(TextChoices):
    """What the accused answers."""

    ADMIT = "admit", _("We carried this out")
    ADMIT_JUSTIFY = "admit_justify", _("We carried this out, and had reason to")
    DENY = "deny", _("We did not do this")
    NOT_OURS = "not_ours", _("Others did this, not we")
    COUNTER_ACCUSE = "counter_accuse", _("The other side did it")
    REMEDIAL_ACTION = "remedial_action", _("We have taken steps")
    REQUEST_TIME = "request_time", _("We need more time")
    DECLINE = "decline", _("We do not answer this")


ADMITTING = frozenset({ResponseKind.ADMIT, ResponseKind.ADMIT_JUSTIFY})
DISPUTING = frozenset({ResponseKind.DENY, ResponseKind.NOT_OURS, ResponseKind.COUNTER_ACCUSE})


class AnswerStanding(TextChoices):
    """Where an allegation stands between the two sides. Silence is no response, not an admission."""

    ACCEPTED = "accepted", _("accepted by the accused")
    DISPUTED = "disputed", _("disputed")
    ANSWERED = "answered", _("answered otherwise")
    AWAITED = "awaited", _("answer awaited")
    NO_RESPONSE = "no_response", _("no response")
    NOT_ASKED = "not_asked", _("not put to the accused")
