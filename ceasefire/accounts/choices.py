from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What a program's token may be used for."""

    READ_PUBLISHED = "read:published", _("Read what is published")
    SUBMIT_REPORTS = "submit:reports", _("Submit monitor reports")


class AccountState(TextChoices):
    """How an account stands."""

    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    NEVER_HERE = "never_here", _("never signed in")


class InvitationState(TextChoices):
    """How an invitation stands."""

    WAITING = "waiting", _("waits for a second administrator")
    SENT = "sent", _("sent")
    EXPIRED = "expired", _("expired")
    ACCEPTED = "accepted", _("accepted")
    REVOKED = "revoked", _("revoked")
