"""Code lists of humanitarian access: what is asked, and what becomes of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessPurpose(TextChoices):
    """What access is asked for."""

    CONVOY = "convoy", _("aid convoy")
    MEDICAL = "medical", _("medical care or evacuation")
    CIVILIANS = "civilians", _("civilians leaving or returning")
    DETAINEES = "detainees", _("visit to detainees")
    REPAIR = "repair", _("repair of water, power or roads")
    REMAINS = "remains", _("recovery of the dead")


class AccessDecisionKind(TextChoices):
    """What was decided on a request, by whoever holds the place or the road."""

    GRANTED = "granted", _("granted")
    CONDITIONS = "conditions", _("granted under conditions")
    DELAYED = "delayed", _("delayed")
    REFUSED = "refused", _("refused")


class AccessStanding(TextChoices):
    """What has become of a request: what stands of its decisions, or that nobody told of one."""

    GRANTED = "granted", _("granted")
    CONDITIONS = "conditions", _("granted under conditions")
    DELAYED = "delayed", _("delayed")
    REFUSED = "refused", _("refused")
    UNANSWERED = "unanswered", _("no answer yet")
