"""What the field tells of a period, arranged as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.scope import ScopeReason
from ceasefire.common.names import name_in
from reports.rollups.choices import FieldCount
from reports.rollups.field import RECORDED

Part = dict[str, Any]
ALLEGED: dict[str, str | Promise] = {
    FieldCount.ALLEGED: gettext_lazy("alleged"),
    FieldCount.VERIFIED: gettext_lazy("of these verified"),
}


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is about, and a cell for each column; None where nothing is."""

    about: str | Part | None
    total: int
    cells: list[int | None]


@dataclass(frozen=True)
class ShownField:
    """One period's part of a document, turned into tables."""

    part: Part

    @property
    def says_anything(self) -> bool:
        """Whether anybody of the mechanism, or any party, told of the period."""
        incidents, coverage = self.part["incidents"], self.part["coverage"]
        return bool(
            incidents["shown"]
            or any(any(incidents[name].values()) for name in ("being_checked", "not_shown"))
            or self.part["allegations"]["matrix"]
            or self.part["allegations"].get("self_reports")
            or self.part["allegations"].get("by_others")
            or coverage["areas_seen"]
            or any(each["days_unseen"] for each in coverage["areas"])
            or self.calls
            or self.access
            or self.part.get("findings")
        )

    @property
    def calls(self) -> list[Part]:
        """Calls to stop it, by area; what was released by method 2 says nothing of them."""
        found: list[Part] = self.part.get("calls", [])
        return found

    @property
    def access(self) -> list[Part]:
        """Access that was asked for, by area; earlier summaries say nothing of it."""
        found: list[Part] = self.part.get("access", [])
        return found

    @cached_property
    def states(self) -> list[str]:
        """The states that occur, in their order."""
        return [each["state"] for each in self.part["incidents"]["by_state"]]

    @property
    def state_words(self) -> list[str]:
        return [state_in_words(each) for each in self.states]

    @property
    def by_act(self) -> list[Line]:
        lines = self.part["incidents"]["by_act"]
        return [self._line(each, _act(each["act"])) for each in lines]

    @property
    def by_area(self) -> list[Line]:
        return [self._line(each, each["area"]) for each in self.part["incidents"]["by_area"]]

    @property
    def columns(self) -> list[str]:
        """What is counted of each accusation, in words."""
        return [str(ALLEGED.get(each) or AnswerStanding(each).label) for each in self._names]

    @property
    def accusations(self) -> list[tuple[Part, list[int]]]:
        matrix = self.part["allegations"]["matrix"]
        return [(each, [each[name] for name in self._names]) for each in matrix]

    @property
    def totals(self) -> dict[str, int]:
        """How the accused stand to all allegations together."""
        matrix = self.part["allegations"]["matrix"]
        return {name: sum(each[name] for each in matrix) for name in self._names}

    @property
    def scope(self) -> list[tuple[Part, list[tuple[str, int]], list[tuple[str, int]]]]:
        """Each provision of such acts, with why incidents lie outside it, or are undetermined."""
        return [
            (each, _reasons(each["outside"]), _reasons(each["undetermined"]))
            for each in self.part["scope"]
            if not _is_of_other_acts(each)
        ]

    @property
    def scope_elsewhere(self) -> list[Part]:
        """The provisions that are about other acts than any of these incidents."""
        return [each["provision"] for each in self.part["scope"] if _is_of_other_acts(each)]

    @property
    def unseen(self) -> list[Part]:
        """The areas at which nobody looked on any day."""
        areas = self.part["coverage"]["areas"]
        return [each["area"] for each in areas if not each["days_seen"]]

    @property
    def _names(self) -> list[str]:
        """The counts that every line of the matrix holds, in their order."""
        matrix = self.part["allegations"]["matrix"]
        order = [*ALLEGED, *AnswerStanding]
        return [str(name) for name in order if matrix and name in matrix[0]]

    def _line(self, counted: Mapping[str, Any], about: str | Part | None) -> Line:
        numbers = {each["state"]: each["number"] for each in counted["by_state"]}
        return Line(about, counted["total"], [numbers.get(state) for state in self.states])


def state_in_words(state: str) -> str:
    """A state in the reader's language; without a mandate to verify it is only recorded."""
    return _("recorded") if state == RECORDED else str(IncidentState(state).label)


def names_in_field(part: Part) -> dict[str, str]:
    """What ids of parties, and words for states and standings, stand for."""
    states = [each["state"] for each in part["incidents"]["by_state"]]
    words = {**ALLEGED, **{each.value: each.label for each in AnswerStanding}}
    parties = {
        each[name]["id"]: name_in(each[name]["short_names"])
        for each in part["allegations"]["matrix"]
        for name in ("complainant", "accused")
    }
    areas = {
        each["area"]["code"]: name_in(each["area"]["names"])
        for each in (*part.get("calls", []), *part.get("access", []))
    }
    return {
        **areas,
        **{state: state_in_words(state) for state in states},
        **{str(name): str(word) for name, word in words.items()},
        **parties,
    }


def _is_of_other_acts(scope: Part) -> bool:
    reasons = {each["reason"] for each in scope["outside"]}
    return reasons == {ScopeReason.ACT_NOT_COVERED} and not (
        scope["in_scope"] or scope["undetermined"]
    )


def _act(code: str) -> str:
    return str(Act(code).label) if code else _("not known")


def _reasons(counted: list[Part]) -> list[tuple[str, int]]:
    return [(str(ScopeReason(each["reason"]).label), each["number"]) for each in counted]
