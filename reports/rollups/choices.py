"""What daily marginals count: dimensions, and states within them.

| Dimension       | Key                   | States                                              |
|-----------------|-----------------------|-----------------------------------------------------|
| `bulletin`      | series                | `held`, `page_dated`, `repeated`                    |
| `bulletin_side` | series/side           | `issues`, `registered`, `without_total`             |
| `bulletin_area` | series/side/area      | `registered`, and the other side's word by area:    |
|                 |                       | as `bulletin_view`, without `…_issues`              |
| `bulletin_view` | series/side/author    | for each of `confirmed`, `not_confirmed` and        |
|                 |                       | `excluded_target`: it, `…_of`, `…_issues`           |

A series is named by its code, a side and an author by their public ids, an area
by its code: never by a party's name or code, which may change. The area "" is
what a side's total says beyond its areas. A state that is not there counts 0;
`issues` tells a stated 0 from silence.

`held` is 1 for a day with at least one dated issue. Where several sources hold
the issue of one day it is counted once, from the one whose text is dated, else
the one recorded first; the others are `repeated`. `…_of` is what the side had
registered in the `…_issues` in which the author states that number. Issues
without a day, or with an inferred one, are in no marginal.
"""

from enum import StrEnum


class Dimension(StrEnum):
    BULLETIN = "bulletin"
    SIDE = "bulletin_side"
    AREA = "bulletin_area"
    VIEW = "bulletin_view"


class Counted(StrEnum):
    """The states that are not one of `Word`."""

    HELD = "held"
    PAGE_DATED = "page_dated"
    REPEATED = "repeated"
    ISSUES = "issues"
    REGISTERED = "registered"
    WITHOUT_TOTAL = "without_total"


class Word(StrEnum):
    """What others may say of a side's count; each has its own `of` and `issues`."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    EXCLUDED_TARGET = "excluded_target"

    @property
    def of(self) -> str:
        return f"{self}_of"

    @property
    def issues(self) -> str:
        return f"{self}_issues"


BEYOND_AREAS = ""
SEPARATOR = "/"


def key_of(*parts: str) -> str:
    """A marginal's key from its parts."""
    return SEPARATOR.join(parts)
