"""Small counts of what is not published: told as fewer than five. Pure.

Source: the security requirements' EX-6. A count of 0 is told as it is: that nothing is kept
back endangers nobody. Counts of what is published are never withheld.
"""

from collections.abc import Mapping
from typing import Any

FEWEST_TOLD = 5


def few(number: int) -> dict[str, Any]:
    """A count that nobody can be found by: its number, or that it is below `fewer_than`."""
    if 0 < number < FEWEST_TOLD:
        return {"number": None, "fewer_than": FEWEST_TOLD}
    return {"number": number, "fewer_than": None}


def parts_told(parts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a whole that is told beside them: none, where one of them is too small to be
    told, since the others would tell it."""
    if any(0 < number < FEWEST_TOLD for number in parts.values()):
        return dict.fromkeys(parts)
    return dict(parts)
