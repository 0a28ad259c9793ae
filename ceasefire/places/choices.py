from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaLevel(TextChoices):
    """What sort of area."""

    COUNTRY = "country", _("Country")
    GOVERNORATE = "governorate", _("Governorate")
    DISTRICT = "district", _("District")
    REPORTING_AREA = "reporting_area", _("Area as one source draws it")


class ZoneKind(TextChoices):
    """What an agreement makes of a zone."""

    CEASEFIRE_AREA = "ceasefire_area", _("Area of the ceasefire")
    EXCLUDED_AREA = "excluded_area", _("Area outside the ceasefire")
    DE_ESCALATION = "de_escalation", _("De-escalation area")
    DEMILITARISED = "demilitarised", _("Demilitarised zone")
    SECURITY_CORRIDOR = "security_corridor", _("Security corridor")
    CONTACT_LINE = "contact_line", _("Line of contact")
