from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundKind(TextChoices):
    """What sort of meeting a round is."""

    HIGH_LEVEL = "high_level", _("High-level meeting")
    TECHNICAL = "technical", _("Technical meeting of experts")


class DelegationStatus(TextChoices):
    """Whether a delegation came, as far as somebody says."""

    ANNOUNCED = "announced", _("announced")
    EXPECTED = "expected", _("expected")
    ATTENDED = "attended", _("attended")
    ABSENT = "absent", _("did not come")


class DelegationRole(TextChoices):
    """In what capacity a delegation takes part."""

    GUARANTOR = "guarantor", _("guarantor")
    PARTY = "party", _("party")
    OBSERVER = "observer", _("observer")
    MEDIATOR = "mediator", _("mediator")
    HOST = "host", _("host")
    EXPERT = "expert", _("experts")


class ItemKind(TextChoices):
    """What a line about a round is."""

    AGENDA = "agenda", _("Agenda")
    PROPOSAL = "proposal", _("Proposal")
    OUTCOME = "outcome", _("Outcome")
    FOLLOW_UP = "follow_up", _("Follow-up")


class StatementKind(TextChoices):
    """What sort of words were said. None of them is an allegation."""

    OFFICIAL = "official", _("Official statement")
    ACCUSATION = "accusation", _("General accusation")
    FIGURE = "figure", _("Figure stated")
    REPORT = "report", _("Account of events")
