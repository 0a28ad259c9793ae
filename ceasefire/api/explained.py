"""How the code of a problem document is explained."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Explanation:
    """What a code means, and what the caller can do about it."""

    status: int
    meaning: str | Promise
    remedy: str | Promise


def refusal(meaning: str | Promise, remedy: str | Promise) -> Explanation:
    """A rule of the record does not allow this now."""
    return Explanation(409, meaning, remedy)
