from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ControlKind(TextChoices):
    """What a control claim says of a place."""

    HOLDS = "holds", _("holds")
    TAKEN = "taken", _("took")
    CUT_OFF = "cut_off", _("cut off")
    BESIEGED = "besieged", _("besieges")
    ROAD_SEVERED = "road_severed", _("severed the road")


class Direction(TextChoices):
    """From which side."""

    NORTH = "north", _("north")
    EAST = "east", _("east")
    SOUTH = "south", _("south")
    WEST = "west", _("west")
