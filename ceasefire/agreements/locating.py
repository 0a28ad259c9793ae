"""When and where something happened, told against the area of an agreement."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement
from ceasefire.common.text import normalise
from ceasefire.places.choices import AreaLevel
from ceasefire.places.happening import WIDTHS, HappeningFacts
from ceasefire.places.models import Area, Place
from ceasefire.places.outlines import cell_of, degrees_away
from ceasefire.places.querysets import AreaQuerySet

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)  # before any ceasefire of ours
CLOCK_SKEW = timedelta(minutes=15)  # how far a sender's clock may run ahead of ours

COARSENESS = 0.05  # degrees, about 5 km: outlines of areas are drawn no closer


def located(facts: HappeningFacts, agreement: Agreement) -> dict[str, Any]:
    """The fields of a happening, its area found where only a place or a point was given.

    Raises ValidationError, by field, for a window that ends before it begins or lies in the
    future, a place that is not known, half a point, and whatever lies outside the area of
    the agreement.
    """
    begins_at, ends_at = _window(facts)
    place, area = _place(facts.place), _area(facts.area)
    point = _point(facts)
    known = areas_of(agreement)
    area = area or (place.area if place else None) or _holding(point, known)
    if not (area or place or point or facts.place_text):
        raise ValidationError({"place_text": _("Say where, as closely as you know.")})
    if known:
        _refuse_outside(place, area, point, known)
    return {
        "begins_at": begins_at,
        "ends_at": ends_at,
        "time_precision": facts.time_precision,
        "place": place,
        "place_text": facts.place_text,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "place_precision": facts.place_precision,
        "area": area,
        "cell": cell_of(latitude=point[0], longitude=point[1]) if point else "",
    }


def areas_of(agreement: Agreement) -> dict[int, Area]:
    """Every area that the zones of an agreement lie in, with all their parts, by key.

    Empty where no zone of it is recorded: then nothing is known to lie outside.
    """
    zones = [each.zone for each in agreement.areas.select_related("zone")]
    zones += [each.zone for each in agreement.provisions.select_related("zone") if each.zone]
    return _with_parts(Area.objects.filter(zones__in=zones).distinct())


def area_within(agreement: Agreement, code: str) -> Area:
    """The area with this code. Raises ValidationError if the agreement does not reach there."""
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise ValidationError({"area": _("No area has this code.")})
    known = areas_of(agreement)
    if known and area.pk not in known:
        raise ValidationError({"area": _("This lies outside the area of the agreement.")})
    return area


def areas_to_name(agreement: Agreement) -> list[Area]:
    """The areas to choose from where somebody says where; every area if none is recorded."""
    known = areas_of(agreement).values()
    everywhere = Area.objects.exclude(level=AreaLevel.REPORTING_AREA)
    return sorted(known or everywhere, key=lambda area: area.code)


def places_called(words: str, agreement: Agreement, *, area: str | None = None) -> list[Place]:
    """The settlements in the area of an agreement, or in the area with this code, that somebody
    may mean by `words`: those that are called just so, or else all whose name contains them."""
    found = Place.objects.matching(words).select_related("area")
    known = _with_parts(Area.objects.filter(code=area)) if area else areas_of(agreement)
    if known:
        found = found.filter(area__in=known)
    just_so = [each for each in found if normalise(words) in each.search_names.split("\n")]
    return just_so or list(found)


def _with_parts(wanted: AreaQuerySet) -> dict[int, Area]:
    found: dict[int, Area] = {}
    while wanted:
        added = {area.pk: area for area in wanted if area.pk not in found}
        found |= added
        wanted = Area.objects.filter(parent__in=added).exclude(pk__in=found)
    return found


def _window(facts: HappeningFacts) -> tuple[Any, Any]:
    if facts.begins_at < EARLIEST:
        raise ValidationError({"begins_at": _("This is too long ago. Is the year right?")})
    begins_at, ends_at = facts.window
    if ends_at < begins_at:
        raise ValidationError({"ends_at": _("This is before the beginning.")})
    if begins_at > timezone.now() + CLOCK_SKEW:
        raise ValidationError({"begins_at": _("This lies in the future. Is the day right?")})
    # What is known to the day only may end tonight, though it is told at noon.
    if ends_at > max(timezone.now() + CLOCK_SKEW, begins_at + WIDTHS[facts.time_precision]):
        raise ValidationError({"ends_at": _("This lies in the future. Is the day right?")})
    return begins_at, ends_at


def _place(gazetteer_id: str | None) -> Place | None:
    if not gazetteer_id:
        return None
    place = Place.objects.filter(gazetteer_id=gazetteer_id).select_related("area").first()
    if place is None:
        raise ValidationError({"place": _("No place is known by this name.")})
    return place


def _area(code: str | None) -> Area | None:
    if not code:
        return None
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise ValidationError({"area": _("No area has this code.")})
    return area


def _point(facts: HappeningFacts) -> tuple[float, float] | None:
    latitude, longitude = facts.latitude, facts.longitude
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        missing = "latitude" if latitude is None else "longitude"
        raise ValidationError({missing: _("Give both, or neither.")})
    for name, degrees, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if not -most <= degrees <= most:  # nor is what is no number
            raise ValidationError({name: _("No point on the earth has this.")})
    return latitude, longitude


def _holding(point: tuple[float, float] | None, known: dict[int, Area]) -> Area | None:
    """The smallest of these areas that holds the point: one no part of which holds it too."""
    if point is None:
        return None
    away = {
        area.pk: degrees_away(area.outline, latitude=point[0], longitude=point[1])
        for area in known.values()
        if area.outline
    }
    within = {pk for pk, degrees in away.items() if degrees <= COARSENESS}
    parents = {known[pk].parent_id for pk in within}
    smallest = min(within - parents, key=lambda pk: away[pk], default=None)
    return known[smallest] if smallest else None


def _refuse_outside(
    place: Place | None,
    area: Area | None,
    point: tuple[float, float] | None,
    known: dict[int, Area],
) -> None:
    outside = _("This lies outside the area of the agreement.")
    if area and area.pk not in known:
        raise ValidationError({"place" if place else "area": outside})
    are_drawn = any(each.outline for each in known.values())
    if point and are_drawn and _holding(point, known) is None:
        raise ValidationError({"latitude": outside})
