"""When and where something happened, as those outside the cell are told it."""

from typing import Any

from ceasefire.codes.observations import PlacePrecision, TimePrecision
from ceasefire.common.clock import local_day
from ceasefire.common.documents import named
from ceasefire.places.coarse import coarse_cell, part_of_day
from ceasefire.places.happening import HappeningRow


def redacted(row: HappeningRow, zone: str) -> dict[str, Any]:
    """The local day and its quarter; the settlement, or else a cell of at least 5 km; the area.

    What is known less closely than that is told less closely. Words that somebody wrote about
    the place are not told at all.
    """
    place = row.place
    is_close = row.place_precision in {PlacePrecision.EXACT, PlacePrecision.WITHIN_25_KM}
    return {
        "day": local_day(row.begins_at, zone).isoformat(),
        "part_of_day": (
            None
            if row.time_precision == TimePrecision.DAY
            else part_of_day(row.begins_at, zone).value
        ),
        "area": named(row.area),
        "place": (
            {"id": str(place.public_id), "code": place.gazetteer_id, "names": place.names}
            if place and is_close
            else None
        ),
        "cell": (
            coarse_cell(row.latitude, row.longitude)
            if place is None
            and row.latitude is not None
            and row.longitude is not None
            and row.place_precision == PlacePrecision.EXACT
            else None
        ),
        "place_precision": row.place_precision,
    }
