"""The accepted-and-disputed sheet in the reader's language, both sides at equal length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ceasefire.codes.agreements import Act, ProvisionKind
from ceasefire.codes.allegations import AnswerStanding, LodgedAs, ResponseKind
from ceasefire.codes.observations import PartOfDay
from ceasefire.codes.verification import DeterminationResult
from ceasefire.common.names import FALLBACK, name_in
from reports.dashboards.sheet import Sheet
from reports.statistics.quotes import even
from reports.statistics.settling import Missing

Part = Mapping[str, Any]
APART, AGAIN = "\u2068", "\u2069"  # words whose direction is their own


@dataclass(frozen=True)
class ShownAccount:
    """What one side says: `quoted` at the length of the other's, and `whole`."""

    title: str
    quoted: str
    whole: str
    is_translated: bool = False

    @property
    def is_cut(self) -> bool:
        return self.quoted != self.whole


@dataclass(frozen=True)
class ShownLine:
    """One allegation: both accounts in the agreement's order, and what would settle it."""

    id: str
    statement: Part
    accounts: list[ShownAccount]
    determinations: list[Part]
    settles: list[str]

    @property
    def is_cut(self) -> bool:
        return any(account.is_cut for account in self.accounts)


@dataclass(frozen=True)
class ShownDirection:
    """Who accuses whom, and the lines of it."""

    accuser: Part | None
    accused: Part | None
    lines: list[ShownLine]

    @property
    def is_own(self) -> bool:
        """Whether a party tells of itself."""
        return self.accuser is not None and self.accuser == self.accused


def shown_directions(directions: Iterable[Part]) -> list[ShownDirection]:
    return [
        ShownDirection(each["accuser"], each["accused"], [_line(line) for line in each["lines"]])
        for each in directions
    ]


def open_ended(sheet: Sheet) -> list[tuple[str, int]]:
    """What is neither accepted nor disputed, in words."""
    return [
        (str(AnswerStanding(standing).label), number)
        for standing, number in sheet.open_ended.items()
    ]


def _line(line: Part) -> ShownLine:
    claim, answer = _claim(line), _answer(line)
    said, replied = even(claim.whole, answer.whole)
    quoted = {
        True: ShownAccount(claim.title, said, claim.whole),
        False: ShownAccount(answer.title, replied, answer.whole, answer.is_translated),
    }
    return ShownLine(
        id=line["id"],
        statement=line["statement"],
        accounts=[quoted[each["is_accuser"]] for each in line["accounts"]],
        determinations=line["determinations"],
        settles=[_settles(Missing(each), line) for each in line["settles"]],
    )


def _claim(line: Part) -> ShownAccount:
    """What is alleged, as it was put to the accused, in words."""
    statement = line["statement"]
    complainant = statement["complainant"]
    title = (
        _("%(party)s says") % {"party": name_in(complainant["names"])}
        if complainant
        else _("Alleged %(how)s") % {"how": LodgedAs(statement["lodged_as"]).label}
    )
    provisions = _listed(
        f"{each['number']} ({ProvisionKind(line['kinds'][each['number']]).label})"
        for each in statement["provisions"]
    )
    parts = [
        str(Act(statement["act"]).label),
        where_told(statement),
        _when(statement),
        _("against provision %(provisions)s") % {"provisions": provisions},
    ]
    return _said(title, _listed(parts))


def _answer(line: Part) -> ShownAccount:
    """The accused's own answer; else what its guarantor says of it; else its own tick."""
    statement, response = line["statement"], line["response"]
    accused = name_in(statement["accused"]["names"])
    if response:
        words, is_translated = _in_readers_language(response)
        title = _("%(party)s answers") % {"party": accused}
        told = _with_words(str(ResponseKind(response["kind"]).label), words)
        return _said(title, told, is_translated=is_translated)
    for each in line["determinations"]:
        if each["result"]:
            names = {"guarantor": name_in(each["guarantor"]["names"]), "party": accused}
            title = _("%(guarantor)s, which answers for %(party)s, says") % names
            result = str(DeterminationResult(each["result"]).label)
            return _said(title, _with_words(result, each["reason"]))
    title = _("%(party)s, by its liaison's tick") % {"party": accused}
    return _said(title, str(ResponseKind.ADMIT.label))


def where_told(statement: Part) -> str:
    """Where it is said to have been: settlement, else cell, and area."""
    names = [name_in(statement[part]["names"]) for part in ("place", "area") if statement[part]]
    if statement["cell"]:
        names = [_("cell %(cell)s") % {"cell": statement["cell"]}, *names]
    return _listed(names) or _("place not stated")


def _when(statement: Part) -> str:
    day = formats.date_format(date.fromisoformat(statement["day"]), "j F Y")
    part = statement["part_of_day"]
    return _listed([day, str(PartOfDay(part).label)] if part else [day])


def _settles(missing: Missing, line: Part) -> str:
    return str(missing.label) % {
        "where": where_told(line["statement"]),
        "accused": name_in(line["statement"]["accused"]["names"]),
        "guarantor": _listed(name_in(each["names"]) for each in line["guarantors"]),
    }


def _in_readers_language(response: Part) -> tuple[str, bool]:
    """The words as given, or the mechanism's translation if there is one; whether it is one."""
    reading = (get_language() or FALLBACK).split("-")[0]
    made: dict[str, str] = {each["language"]: each["words"] for each in response["translations"]}
    if response["language"] != reading and reading in made:
        return made[reading], True
    return str(response["words"]), False


def _said(title: str, words: str, *, is_translated: bool = False) -> ShownAccount:
    return ShownAccount(title, words, " ".join(words.split()), is_translated)


def _with_words(label: str, words: str) -> str:
    return f"{label}: {APART}{words}{AGAIN}" if words else label


def _listed(parts: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(parts)
