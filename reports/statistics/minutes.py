"""How long something took: every value while they are few, their median from ten on. Pure."""

from collections.abc import Iterable
from statistics import median
from typing import Any

FEWEST_FOR_A_MEDIAN = 10


def minutes_told(minutes: Iterable[int]) -> dict[str, Any]:
    """Whole minutes in rising order; or their median, halves rounded up."""
    known = sorted(minutes)
    if len(known) < FEWEST_FOR_A_MEDIAN:
        return {"minutes": known, "median_minutes": None}
    return {"minutes": [], "median_minutes": int(median(known) + 0.5)}
