"""Code lists of reports, incidents and how they stand (the handbook's 2.6)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportState(TextChoices):
    """What became of a monitor report. Its words never change."""

    SUBMITTED = "submitted", _("submitted")
    TRIAGED = "triaged", _("looked at")
    LINKED = "linked", _("belongs to an incident")
    RETURNED = "returned", _("returned with a question")
    REJECTED = "rejected", _("not a report")


class IncidentState(TextChoices):
    """How far it is known whether something happened."""

    REPORTED = "reported", _("reported")
    UNDER_VERIFICATION = "under_verification", _("being verified")
    VERIFIED = "verified", _("verified")
    PARTLY_VERIFIED = "partly_verified", _("partly verified")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")
    REFUTED = "refuted", _("refuted")
    UNABLE_TO_VERIFY = "unable_to_verify", _("could not be checked")


CHECKED = frozenset(
    {
        IncidentState.VERIFIED,
        IncidentState.PARTLY_VERIFIED,
        IncidentState.NOT_CONFIRMED,
        IncidentState.REFUTED,
    }
)
CONCLUDED = CHECKED | {IncidentState.UNABLE_TO_VERIFY}
HAPPENED = frozenset({IncidentState.VERIFIED, IncidentState.PARTLY_VERIFIED})


class UnableBecause(TextChoices):
    """Why something could not be checked."""

    NO_ACCESS = "no_access", _("no access")
    TOO_LATE = "too_late", _("too late")
    NO_WITNESS = "no_witness", _("no witness")


class LinkKind(TextChoices):
    """How an account stands to an incident, or one incident to another."""

    SAME = "same", _("tells of the same")
    PART_OF = "part_of", _("tells of a part of it")
    RESPONSE_TO = "response_to", _("is said to be a response to it")
    CONTRADICTS = "contradicts", _("contradicts it")


class Severity(TextChoices):
    """Set by a printed rule, not by a person (`ceasefire.incidents.severity`)."""

    SERIOUS = "serious", _("serious")
    ORDINARY = "ordinary", _("ordinary")
    TECHNICAL = "technical", _("technical")
