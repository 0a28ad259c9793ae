"""Code lists about parties (the handbook's 2.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartyKind(TextChoices):
    """What sort of actor a party is. Mapped to ACLED's inter codes in the glossary."""

    STATE_FORCES = "state_forces", _("State forces")
    STATE_ALLIED_MILITIA = "state_allied_militia", _("Militia allied with a state")
    ARMED_OPPOSITION = "armed_opposition", _("Armed opposition")
    POLITICAL_MILITIA = "political_militia", _("Political militia")
    IDENTITY_MILITIA = "identity_militia", _("Identity militia")
    LISTED_TERRORIST = "listed_terrorist", _("Listed as terrorist")
    EXTERNAL_STATE = "external_state", _("External state")
    MONITORING_BODY = "monitoring_body", _("Monitoring body")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    HUMANITARIAN = "humanitarian", _("Humanitarian organisation")
    NEWS_AGENCY = "news_agency", _("News agency")
    CIVILIAN = "civilian", _("Civilians")
    CRIMINAL = "criminal", _("Criminal group")
    UNKNOWN = "unknown", _("Unknown")


class AgreementRole(TextChoices):
    """What a party is to an agreement."""

    SIGNATORY = "signatory", _("Signatory")
    ACCEDED = "acceded", _("Acceded")
    BOUND_BY_GUARANTOR = "bound_by_guarantor", _("Bound through a guarantor")
    GUARANTOR = "guarantor", _("Guarantor")
    HOST = "host", _("Host")
    MEDIATOR = "mediator", _("Mediator")
    OBSERVER = "observer", _("Observer")
    MONITOR = "monitor", _("Monitor")
    EXCLUDED = "excluded", _("Excluded")
    NON_SIGNATORY = "non_signatory", _("Not a signatory")


class ParticipationStatus(TextChoices):
    """How certain it is that a party has its role: signature itself is disputed in practice."""

    CONFIRMED = "confirmed", _("Confirmed")
    CLAIMED_BY_OTHER = "claimed_by_other", _("Claimed by another")
    DENIED_BY_ACTOR = "denied_by_actor", _("Denied by the party itself")
    DISPUTED = "disputed", _("Disputed")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISSOLVED = "dissolved", _("Dissolved or merged")
