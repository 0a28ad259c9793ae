"""Whether two allegations are opposed, and how they meet. Pure.

Source: the handbook's 3, mutual accusations, and 3.3: accounts may be of one happening if they
tell of the same family of acts, lie at most 6 hours and their precision apart, and at most 5 km
and their radii. The families are our own.

Nothing here asks who began. That one is told as a response to the other is taken only from a
relation of their incidents which a person recorded: an answer that justifies or accuses in turn
names no incident, so it is quoted, and never read as one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import h3

from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import MutualKind
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.common.text import normalise
from ceasefire.places.happening import WIDTHS

ONE_EVENT = timedelta(hours=6)
NEAR = timedelta(hours=24)
SAME_PLACE_KM = 5.0
# How far from the point it may have been; what is known no closer than an area has no radius.
RADIUS_KM = {PlacePrecision.EXACT: 0.0, PlacePrecision.WITHIN_25_KM: 25.0}

# Acts as which one happening is told: an attack, who stands where, hindrance of those outside.
FAMILIES = (
    frozenset(
        {
            Act.DIRECT_FIRE,
            Act.INDIRECT_FIRE,
            Act.AIR,
            Act.EXPLOSIVE_DEVICE,
            Act.GROUND_ATTACK,
            Act.PROHIBITED_WEAPON,
            Act.CIVILIAN_HARM,
            Act.CIVIL_OBJECT,
        }
    ),
    frozenset({Act.GROUND_ATTACK, Act.TERRITORY, Act.FORCE_MOVEMENT, Act.WEAPON_PRESENCE}),
    frozenset({Act.CIVILIAN_HARM, Act.DETENTION, Act.HUMANITARIAN_ACCESS, Act.MONITOR_OBSTRUCTION}),
)


@dataclass(frozen=True)
class Claim:
    """Who accuses whom of what, when and where, and of which incident (what it was merged into).

    Parties and areas are codes; `areas` are those around its own, itself included. A window is
    half-open, and never narrower than its precision.
    """

    complainant: str | None
    accused: str | None
    act: Act
    begins_at: datetime
    ends_at: datetime
    time_precision: TimePrecision
    incident: int
    point: tuple[float, float] | None = None
    place_text: str = ""
    place_precision: PlacePrecision = PlacePrecision.EXACT
    area: str | None = None
    areas: frozenset[str] = frozenset()

    @property
    def latest(self) -> datetime:
        """When it was over at the latest."""
        return max(self.ends_at, self.begins_at + WIDTHS[self.time_precision])


def opposed(one: Claim, other: Claim, linked: Collection[LinkKind] = ()) -> MutualKind | None:
    """How two claims meet whose parties accuse each other; None for others.

    `linked`: how their incidents were said to stand to each other, whichever way round.
    """
    if not accuse_each_other(one, other):
        return None
    if one.incident == other.incident or LinkKind.SAME in linked:
        return MutualKind.SAME_EVENT_REVERSED
    if LinkKind.RESPONSE_TO in linked:
        return MutualKind.RESPONSE_CLAIM
    apart = time_apart(one, other)
    is_there = is_same_place(one, other)
    if apart <= ONE_EVENT and is_there and can_be_one(one.act, other.act):
        return MutualKind.SAME_EVENT_REVERSED
    if linked or (apart <= NEAR and (is_there or share_area(one, other))):
        return MutualKind.PARALLEL
    return None


def accuse_each_other(one: Claim, other: Claim) -> bool:
    """Whether each names the other; who names nobody, or itself, accuses nobody."""
    if one.complainant is None or one.accused is None or one.complainant == one.accused:
        return False
    return (one.complainant, one.accused) == (other.accused, other.complainant)


def can_be_one(act: Act, other: Act) -> bool:
    """Whether one happening can be told as either act."""
    return act == other or any({act, other} <= family for family in FAMILIES)


def time_apart(one: Claim, other: Claim) -> timedelta:
    """How much time lies between two windows at least: none where they overlap."""
    nothing = timedelta(0)
    return max(one.begins_at - other.latest, other.begins_at - one.latest, nothing)


def is_same_place(one: Claim, other: Claim) -> bool:
    """Whether both may have been at one place, as closely as each is known.

    By their points and radii; where one is known no closer than to its area, by that; where one
    has no point, by the same words, unless they are of areas apart.
    """
    radii = [RADIUS_KM.get(each.place_precision) for each in (one, other)]
    known = [radius for radius in radii if radius is not None]
    if len(known) < len(radii):
        return share_area(one, other)
    if one.point and other.point:
        return _km_between(one.point, other.point) <= SAME_PLACE_KM + sum(known)
    words, are_known = normalise(one.place_text), one.area is not None and other.area is not None
    is_called_so = words != "" and words == normalise(other.place_text)
    return is_called_so and (not are_known or share_area(one, other))


def share_area(one: Claim, other: Claim) -> bool:
    """Whether the area of one is that of the other, or a part of it."""
    return one.area in other.areas or other.area in one.areas


def _km_between(here: tuple[float, float], there: tuple[float, float]) -> float:
    return float(h3.great_circle_distance(here, there, unit="km"))
