"""What a published finding says otherwise than one before it, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.codes.agreements import StandardOfProof
from ceasefire.codes.verification import (
    FindingGround,
    FindingOutcome,
    FindingState,
    RecommendationState,
)
from ceasefire.common.names import name_in
from ceasefire.common.word_changes import Piece, word_changes

Part = dict[str, Any]
CODES: dict[str, tuple[str | Promise, type[Choices]]] = {
    "state": (_("State"), FindingState),
    "outcome": (_("Outcome"), FindingOutcome),
    "ground": (_("Ground"), FindingGround),
    "standard_of_proof": (_("Standard of proof"), StandardOfProof),
}
TEXTS: dict[str, str | Promise] = {
    "reasoning": _("Reasoning"),
    "dissent": _("Dissent"),
    "not_awaited_because": _("Why the reply was not awaited"),
}


@dataclass(frozen=True)
class Difference:
    """One part of a finding, with the words that went and those that came."""

    label: str | Promise
    pieces: list[Piece]


def differences(old: Part, new: Part) -> list[Difference]:
    """Every part that the later document says otherwise, in the order of the page."""
    pairs = [
        (_("Provision"), old["provision"]["number"], new["provision"]["number"]),
        (_("Party"), _name(old["accused"]), _name(new["accused"])),
        *((label, _code(each, old[name]), _code(each, new[name]))
          for name, (label, each) in CODES.items()),
        *((label, old[name], new[name]) for name, label in TEXTS.items()),
        *_recommendations(old, new),
        (_("Reply"), _reply(old), _reply(new)),
    ]  # fmt: skip
    return [
        Difference(label, word_changes(before, after))
        for label, before, after in pairs
        if before != after
    ]


def _recommendations(old: Part, new: Part) -> Iterator[tuple[str, str, str]]:
    before, after = (
        {each["id"]: each for each in document["recommendations"]} for document in (old, new)
    )
    for public_id, each in {**before, **after}.items():
        label = gettext("Recommendation to %(party)s") % {"party": _name(each["addressed_to"])}
        yield label, _told(before.get(public_id)), _told(after.get(public_id))


def _told(recommendation: Part | None) -> str:
    """A recommendation with what came of it, as one text."""
    if recommendation is None:
        return ""
    state = RecommendationState(recommendation["state"]).label
    parts = (recommendation["text"], f"({state})", recommendation["followed_up"])
    return " ".join(part for part in parts if part)


def _code(choices: type[Choices], value: str) -> str:
    return str(choices(value).label) if value else ""


def _name(party: Part | None) -> str:
    return name_in(party["names"]) if party else gettext("nobody named")


def _reply(document: Part) -> str:
    return document["reply"]["words"] if document["reply"] else ""
