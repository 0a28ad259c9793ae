"""What is claimed of places over time, as claims are given: nothing is filled in between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from ceasefire.incidents.choices import ControlKind

Claim = Mapping[str, Any]  # the document of a published control claim
LATER = "9999"  # a claim without a day comes after those that have one
CLOSED_IN = frozenset({ControlKind.CUT_OFF, ControlKind.BESIEGED})
HELD = frozenset({ControlKind.HOLDS, ControlKind.TAKEN})


@dataclass(frozen=True)
class Moment:
    """Claims of one day, or of one time in words; `is_disputed`: two of them differ."""

    day: str | None
    claims: list[Claim]
    is_disputed: bool


@dataclass(frozen=True)
class ClaimedPlace:
    """One place, and what is claimed of it, in the order of the days claimed."""

    agreement: Mapping[str, Any]
    place: Mapping[str, Any] | None
    place_text: str
    moments: list[Moment]


def place_key(claim: Claim) -> tuple[str, str]:
    """What makes two claims speak of one place: the settlement if it is known, else its words."""
    place = claim["place"]
    return claim["agreement"]["code"], place["id"] if place else claim["place_text"]


def places_claimed(claims: Iterable[Claim]) -> list[ClaimedPlace]:
    """Claims by agreement and place, places by the first words that name them."""
    by_place: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_place.setdefault(place_key(claim), []).append(claim)
    places = [
        ClaimedPlace(
            agreement=told[0]["agreement"],
            place=told[0]["place"],
            place_text=told[0]["place_text"],
            moments=_moments(told),
        )
        for told in by_place.values()
    ]
    return sorted(places, key=lambda each: (each.agreement["code"], each.place_text))


def _moments(claims: list[Claim]) -> list[Moment]:
    in_order = sorted(claims, key=_when)  # within a moment as given: sorting keeps their order
    moments = [(day, list(same)) for (day, _words), same in groupby(in_order, key=_when)]
    return [
        Moment(
            day=None if day == LATER else day,
            claims=same,
            is_disputed=any(_differ(*two) for two in combinations(same, 2)),
        )
        for day, same in moments
    ]


def _when(claim: Claim) -> tuple[str, str]:
    """By the day; what has none, by its words."""
    return (claim["on_day"], "") if claim["on_day"] else (LATER, claim["when"])


def _differ(one: Claim, other: Claim) -> bool:
    """Whether two claims answer one question otherwise, at what may be one time: who holds a
    place, or who closes it in, how, and from where. That one holds what another besieges is no
    difference; nor is what is said of the morning and of the evening."""
    if not _may_be_at_once(one, other):
        return False
    if _is_about_holding(one) != _is_about_holding(other):
        return False
    parties = [{party["code"] for party in each["parties"]} for each in (one, other)]
    if _is_about_holding(one):
        return parties[0] != parties[1]
    told = [(each["kind"], sorted(each["directions"]), _against(each)) for each in (one, other)]
    return parties[0] != parties[1] or told[0] != told[1]


def _may_be_at_once(one: Claim, other: Claim) -> bool:
    if one["on_day"] is None and not one["when"]:
        return False
    return one["when"] == other["when"] or not (one["when"] and other["when"])


def _is_about_holding(claim: Claim) -> bool:
    return claim["kind"] in HELD


def _against(claim: Claim) -> str:
    return claim["against"]["code"] if claim["against"] else ""
