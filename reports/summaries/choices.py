from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SummaryKind(TextChoices):
    """What sort of period a summary is about."""

    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    INTER_ROUND = "inter_round", _("Between rounds")
    OTHER = "other", _("Other period")


class SummaryStatus(TextChoices):
    """Where a summary is on its way. One person approves, another releases."""

    DRAFTED = "drafted", _("Draft")
    APPROVED = "approved", _("Approved, not yet released")
    RELEASED = "released", _("Released")
