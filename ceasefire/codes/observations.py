"""Code lists of what a monitor reports (the handbook's 2.3 and 2.4): what was seen before what
is inferred, how it is known, and what may be done with it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Means(TextChoices):
    """By what something was noticed."""

    SEEN = "seen", _("seen")
    HEARD = "heard", _("heard")
    CAMERA = "camera", _("by camera")
    UAV = "uav", _("by unmanned aircraft")
    SATELLITE = "satellite", _("by satellite")
    CRATER_ANALYSIS = "crater_analysis", _("by analysis of a crater")
    INTERVIEW = "interview", _("by interview")
    DOCUMENT = "document", _("by document")


class FireSign(TextChoices):
    """What can be counted by eye and ear, as the OSCE's monitors in Ukraine counted it [S48]."""

    IMPACT = "impact", _("explosion: impact")
    AIRBURST = "airburst", _("explosion: in the air")
    OUTGOING = "outgoing", _("explosion: outgoing")
    EXPLOSION = "explosion", _("explosion, of what kind not known")
    PROJECTILE = "projectile", _("projectile in flight")
    MUZZLE_FLASH = "muzzle_flash", _("muzzle flash")
    FLARE = "flare", _("illumination flare")
    BURST = "burst", _("burst")
    SHOT = "shot", _("shot")


class Weapon(TextChoices):
    """What fired, as somebody infers it."""

    SMALL_ARMS = "small_arms", _("Small arms")
    HEAVY_MACHINE_GUN = "heavy_machine_gun", _("Heavy machine gun")
    GRENADE = "grenade", _("Hand grenade")
    GRENADE_LAUNCHER = "grenade_launcher", _("Grenade launcher")
    ANTI_TANK_GUN = "anti_tank_gun", _("Recoilless or anti-tank gun")
    ANTI_TANK_MISSILE = "anti_tank_missile", _("Anti-tank guided missile")
    MORTAR_BELOW_120 = "mortar_below_120", _("Mortar below 120 mm")
    MORTAR_120 = "mortar_120", _("Mortar of 120 mm or more")
    HOWITZER = "howitzer", _("Howitzer, towed or self-propelled")
    TANK = "tank", _("Tank")
    ARMOURED_CANNON = "armoured_cannon", _("Cannon of an armoured vehicle")
    MLRS = "mlrs", _("Multiple rocket launcher")
    IMPROVISED_MLRS = "improvised_mlrs", _("Improvised rocket launcher")
    TACTICAL_MISSILE = "tactical_missile", _("Tactical missile")
    AIR_DEFENCE = "air_defence", _("Air defence")
    AIRCRAFT_BOMB = "aircraft_bomb", _("Aircraft bomb")
    HELICOPTER = "helicopter", _("Helicopter")
    ARMED_UAV = "armed_uav", _("Armed unmanned aircraft")
    MINE = "mine", _("Mine")
    IED = "ied", _("Improvised explosive device")
    CHEMICAL = "chemical", _("Chemical weapon")
    INCENDIARY = "incendiary", _("Incendiary weapon")


HEAVY = frozenset(
    {
        Weapon.MORTAR_120,
        Weapon.HOWITZER,
        Weapon.TANK,
        Weapon.MLRS,
        Weapon.IMPROVISED_MLRS,
        Weapon.TACTICAL_MISSILE,
    }
)
FROM_THE_AIR = frozenset({Weapon.AIRCRAFT_BOMB, Weapon.HELICOPTER, Weapon.ARMED_UAV})


class Basis(TextChoices):
    """How whoever reports knows it."""

    SAW = "saw", _("saw or heard it")
    TOLD_BY_WITNESS = "told_by_witness", _("told by somebody who saw it")
    TOLD = "told", _("told")
    DOCUMENT = "document", _("document or imagery")


class PermittedUse(TextChoices):
    """What may be done with a report: each word allows what those before it allow."""

    COUNT_ONLY = "count_only", _("count only")
    SHOW_MECHANISM = "show_mechanism", _("count, and show to the mechanism")
    PUT_TO_ACCUSED = "put_to_accused", _("may be put to the accused, redacted")
    PUBLISH = "publish", _("may be published")

    def allows(self, use: "PermittedUse") -> bool:
        """Whether a report with this permission may be put to `use`."""
        words = list(PermittedUse)
        return words.index(self) >= words.index(use)


class TimePrecision(TextChoices):
    """How closely a time is known."""

    MINUTE = "minute", _("to the minute")
    HOUR = "hour", _("to the hour")
    PART_OF_DAY = "part_of_day", _("to the part of the day")
    DAY = "day", _("to the day")


class PlacePrecision(TextChoices):
    """How closely a place is known: UCDP's 1 to 4 [S86]."""

    EXACT = "exact", _("exactly there")
    WITHIN_25_KM = "within_25_km", _("within 25 km")
    DISTRICT = "district", _("somewhere in the district")
    GOVERNORATE = "governorate", _("somewhere in the governorate")


class PartOfDay(TextChoices):
    """A quarter of a day: the time that outsiders are told."""

    NIGHT = "night", _("night (00:00–06:00)")
    MORNING = "morning", _("morning (06:00–12:00)")
    AFTERNOON = "afternoon", _("afternoon (12:00–18:00)")
    EVENING = "evening", _("evening (18:00–24:00)")


class Hindrance(TextChoices):
    """Why somebody could not look (the handbook's restriction_type, 2.6)."""

    DENIAL = "denial", _("passage denied")
    CONDITIONAL = "conditional", _("passage under conditions only")
    DELAY = "delay", _("passage delayed")
    MINES = "mines", _("mines or unexploded ordnance")
    JAMMING = "jamming", _("jamming")
    THREAT = "threat", _("threat or violence")
    REMOTE_ASSET = "remote_asset", _("camera or aircraft out of order")
    WEATHER = "weather", _("weather")
    OWN_DECISION = "own_decision", _("own decision, for safety")
