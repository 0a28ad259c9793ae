"""What outsiders are told of a time and a place: no more than this, and always the same.

Source: the design's section 6 (public place is a settlement or a cell of at least 5 km, public
time is part of day). Coarsening is deterministic: noise would average out.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import h3

from ceasefire.codes.observations import PartOfDay

RESOLUTION = 6  # hexagons of about 36 km², nowhere less than 5 km from corner to corner
HOURS_OF_A_PART = 6


def part_of_day(moment: datetime, zone: str) -> PartOfDay:
    """The quarter of the day in `zone` (IANA name) that an aware moment falls in."""
    return list(PartOfDay)[moment.astimezone(ZoneInfo(zone)).hour // HOURS_OF_A_PART]


def coarse_cell(latitude: float, longitude: float) -> str:
    """The H3 cell by which a point (degrees) is told."""
    return str(h3.latlng_to_cell(latitude, longitude, RESOLUTION))
