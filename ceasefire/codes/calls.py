"""Code lists of calls to stop what is happening now."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CallAnswer(TextChoices):
    """How a duty point answered a call. None of these is an admission."""

    WILL_PASS_ON = "will_pass_on", _("will pass it on")
    WILL_ACT = "will_act", _("says it will act")
    DECLINED = "declined", _("declined")
    NOT_REACHED = "not_reached", _("nobody answered")


class FireStopped(TextChoices):
    """Whether fire stopped after a call."""

    UNKNOWN = "unknown", _("not known yet")
    STOPPED = "stopped", _("it stopped")
    WENT_ON = "went_on", _("it went on")


class Weekday(TextChoices):
    """Days on which a duty point is staffed; ISO 8601 order."""

    MONDAY = "1", _("Monday")
    TUESDAY = "2", _("Tuesday")
    WEDNESDAY = "3", _("Wednesday")
    THURSDAY = "4", _("Thursday")
    FRIDAY = "5", _("Friday")
    SATURDAY = "6", _("Saturday")
    SUNDAY = "7", _("Sunday")
