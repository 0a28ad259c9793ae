from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DateBasis(TextChoices):
    """How the day of a bulletin is known."""

    BULLETIN = "bulletin", _("stated in the bulletin")
    ARTICLE = "article", _("the page's date: that day or the day before")
    INFERRED = "inferred", _("inferred, not stated")
    NONE = "none", _("not known")


class BreakdownStatement(TextChoices):
    """What the collector says of a breakdown by area."""

    YES = "yes", _("adds up")
    NO = "no", _("missing or does not add up")
    NOT_APPLICABLE = "n/a", _("nothing to break down")


class Flag(TextChoices):
    """An oddity of a bulletin, kept and shown, never repaired."""

    UNDATED = "undated", _("The source does not say the day.")
    DATE_INFERRED = "date_inferred", _("The day is inferred; it enters no daily series.")
    DATE_FROM_PAGE = "date_from_page", _("Only the page is dated: that day or the day before.")
    TOTAL_BLANK = "total_blank", _("No total: the source does not state one or contradicts itself.")
    NO_BREAKDOWN = "no_breakdown", _("Only a total, not broken down by governorate.")
    BREAKDOWN_UNDER = "breakdown_under", _("The governorates add up to less than the total.")
    BREAKDOWN_OVER = "breakdown_over", _("The governorates add up to more than the total.")
    AREA_TWICE = "area_twice", _("A governorate is listed twice.")
    BREAKDOWN_DISPUTED = (
        "breakdown_disputed",
        _("The collector's remark on the breakdown does not fit the figures."),
    )
    VIEW_OVER_TOTAL = (
        "view_over_total",
        _("The other side's view adds up to more than was registered."),
    )
    SIDE_MISSING = "side_missing", _("The figures of one side are not in the source.")
    NOTED = "noted", _("The source has an oddity; see the note.")


class GapReason(TextChoices):
    """Why an issue that was expected is not held."""

    NOT_PUBLISHED = "not_published", _("not published")
    NOT_FOUND = "not_found", _("not found")
    WITHHELD = "withheld", _("withheld")
    NOT_YET_LOADED = "not_yet_loaded", _("not yet loaded")


class ContextMeasure(TextChoices):
    """Other measures that the known bulletins state; a series may state further ones."""

    AGREEMENTS_SIGNED = "agreements_signed", _("agreements signed")
    AREA_RETAKEN = "area_retaken_km2", _("area retaken, km²")
    AREA_RETAKEN_TOTAL = "area_retaken_total_km2", _("area retaken, in all, km²")
    ARMED_FORMATIONS_TOTAL = "armed_formations_total", _("armed formations that joined, in all")
    HUMANITARIAN_ACTIONS = "humanitarian_actions", _("humanitarian actions")
    HUMANITARIAN_ACTIONS_TOTAL = "humanitarian_actions_total", _("humanitarian actions, in all")
    HUMANITARIAN_TONNES = "humanitarian_tonnes", _("humanitarian aid, tonnes")
    HUMANITARIAN_TONNES_TOTAL = (
        "humanitarian_tonnes_total",
        _("humanitarian aid, in all, tonnes"),
    )
    MEDICAL_AID = "medical_aid", _("medical aid given")
    MEDICAL_AID_TOTAL = "medical_aid_total", _("medical aid given, in all")
    OPPOSITION_GROUPS_JOINED = "opposition_groups_joined", _("opposition groups that joined")
    REFUGEES_RETURNED = "refugees_returned", _("refugees returned")
    SETTLEMENTS_JOINED_TOTAL = "settlements_joined_total", _("settlements that joined, in all")
    SETTLEMENTS_LIBERATED_TOTAL = (
        "settlements_liberated_total",
        _("settlements liberated, in all, in the source's word"),
    )
