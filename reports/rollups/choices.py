"""What daily marginals count: dimensions, and states within them.

| Dimension       | Key                   | States                                              |
|-----------------|-----------------------|-----------------------------------------------------|
| `bulletin`      | series                | `held`, `page_dated`, `repeated`                    |
| `bulletin_side` | series/side           | `issues`, `registered`, `without_total`             |
| `bulletin_area` | series/side/area      | `registered`, and the other side's word by area:    |
|                 |                       | as `bulletin_view`, without `…_issues`              |
| `bulletin_view` | series/side/author    | for each of `confirmed`, `not_confirmed` and        |
|                 |                       | `excluded_target`: it, `…_of`, `…_issues`           |
| `incident_act`  | act                   | the incident's state, or `recorded`                 |
| `incident_area` | area                  | the same                                            |
| `scope`         | provision/outcome     | the first reason, or the outcome where it has none  |
| `casualty`      | known/outcome/status  | `incidents`, `low`, `high`; known is `verified` or  |
|                 |                       | `claimed`                                           |
| `allegation`    | complainant/accused   | `alleged`, `verified`, and where each stands        |
| `allegation_by` | how it was lodged     | `alleged`: what is not of one party against another |
| `coverage`      | area                  | `minutes_seen`, `minutes_unseen`, `days_seen`,      |
|                 |                       | `days_unseen` (could not look, and nobody else did) |
| `unshown`       | `incident`,           | `being_checked`, `not_shown`;                       |
|                 | `allegation`          | `not_asked`                                         |

Incidents and allegations are counted as they stand published, on their own local day;
what is recorded and not shown is `unshown`, one number for each. Parties and provisions
are named by their public ids.

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
    INCIDENT_ACT = "incident_act"
    INCIDENT_AREA = "incident_area"
    SCOPE = "scope"
    CASUALTY = "casualty"
    ALLEGATION = "allegation"
    ALLEGATION_BY = "allegation_by"
    COVERAGE = "coverage"
    UNSHOWN = "unshown"


FIELD = (
    Dimension.INCIDENT_ACT,
    Dimension.INCIDENT_AREA,
    Dimension.SCOPE,
    Dimension.CASUALTY,
    Dimension.ALLEGATION,
    Dimension.ALLEGATION_BY,
    Dimension.COVERAGE,
    Dimension.UNSHOWN,
)


class Counted(StrEnum):
    """The states that are not one of `Word`."""

    HELD = "held"
    PAGE_DATED = "page_dated"
    REPEATED = "repeated"
    ISSUES = "issues"
    REGISTERED = "registered"
    WITHOUT_TOTAL = "without_total"


class FieldCount(StrEnum):
    """The states of what comes from the field, beside those of the code lists."""

    INCIDENTS = "incidents"
    LOW = "low"
    HIGH = "high"
    ALLEGED = "alleged"
    VERIFIED = "verified"
    CLAIMED = "claimed"
    BEING_CHECKED = "being_checked"
    NOT_SHOWN = "not_shown"
    MINUTES_SEEN = "minutes_seen"
    MINUTES_UNSEEN = "minutes_unseen"
    DAYS_SEEN = "days_seen"
    DAYS_UNSEEN = "days_unseen"


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
