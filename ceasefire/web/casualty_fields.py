"""People harmed, as a table of numbers to fill in: lowest, best and highest of each sort."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.monitoring.reports import CasualtyFacts

Sort = tuple[CasualtyOutcome, CasualtyStatus]
USUAL: tuple[Sort, ...] = tuple(
    (outcome, status)
    for outcome in (CasualtyOutcome.KILLED, CasualtyOutcome.INJURED)
    for status in (CasualtyStatus.CIVILIAN, CasualtyStatus.ARMED_FORCES, CasualtyStatus.UNKNOWN)
)
BOUNDS = ("low", "best", "high")
MOST = 99_999


@dataclass(frozen=True)
class CasualtyLine:
    """One sort of people harmed, and its three boxes."""

    outcome: CasualtyOutcome
    status: CasualtyStatus
    boxes: list[BoundField]


class CasualtyForm(forms.Form):
    """A form with a table of people harmed. `sorts` are its lines, beside the usual ones.

    A line that is left empty says nothing; where only some of its numbers are known, they
    stand for the others.
    """

    def __init__(self, *args: Any, sorts: Iterable[Sort] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.sorts = tuple(dict.fromkeys((*USUAL, *sorts)))
        for sort in self.sorts:
            for bound in BOUNDS:
                self.fields[box_name(sort, bound)] = _box(sort, bound)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        found = [self._told(sort, answers) for sort in self.sorts]
        answers["casualties"] = tuple(each for each in found if each)
        return answers

    @property
    def casualty_names(self) -> list[str]:
        """The names of all boxes."""
        return [box_name(sort, bound) for sort in self.sorts for bound in BOUNDS]

    @property
    def casualty_lines(self) -> Iterator[CasualtyLine]:
        for sort in self.sorts:
            yield CasualtyLine(*sort, [self[box_name(sort, bound)] for bound in BOUNDS])

    def _told(self, sort: Sort, answers: dict[str, Any]) -> CasualtyFacts | None:
        low, best, high = (answers.get(box_name(sort, bound)) for bound in BOUNDS)
        known = [each for each in (low, best, high) if each is not None]
        if not known:
            return None
        if known != sorted(known):
            self.add_error(
                box_name(sort, "high"), _("The numbers must rise from the lowest to the highest.")
            )
            return None
        return CasualtyFacts(*sort, low=known[0], high=known[-1], best=best)


def box_name(sort: Sort, bound: str) -> str:
    return "_".join([*sort, bound])


def _box(sort: Sort, bound: str) -> forms.IntegerField:
    bounds = {
        "low": pgettext("number of people", "lowest"),
        "best": pgettext("number of people", "best"),
        "high": pgettext("number of people", "highest"),
    }
    words = _("%(outcome)s, %(status)s: %(bound)s") % {
        "outcome": sort[0].label,
        "status": sort[1].label,
        "bound": bounds[bound],
    }
    return forms.IntegerField(
        label=words,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"aria-label": words}),
    )
