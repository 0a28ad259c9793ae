"""Small counts of what is not published: told as fewer than five. Pure.

Source: the security requirements' EX-6. A count of 0 is told as it is: that nothing is kept
back endangers nobody. Counts of what is published are never withheld.
"""

from typing import Any

FEWEST_TOLD = 5


def few(number: int) -> dict[str, Any]:
    """A count that nobody can be found by: its number, or that it is below `fewer_than`."""
    if 0 < number < FEWEST_TOLD:
        return {"number": None, "fewer_than": FEWEST_TOLD}
    return {"number": number, "fewer_than": None}
