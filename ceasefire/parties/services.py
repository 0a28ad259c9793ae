"""How parties, and what is said of them, come into the record."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.codes.parties import PartyKind
from ceasefire.common.citations import Citation
from ceasefire.common.rows import put_row, put_rows
from ceasefire.common.text import normalise
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.documents import party_document
from ceasefire.parties.models import Party
from ceasefire.publication.services import publish


@dataclass(frozen=True)
class AliasFacts:
    """Another name of a party."""

    text: str
    language: str
    kind: AliasKind
    citation: Citation
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class RelationFacts:
    """How a party stands to another, says whom. `other` and `target` are codes."""

    kind: RelationKind
    other: str
    citation: Citation
    target: str | None = None
    place_text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class PartyFacts:
    """What is known of a party."""

    code: str
    kind: PartyKind
    names: dict[str, str]
    citation: Citation
    short_names: dict[str, str] = field(default_factory=dict)
    aliases: tuple[AliasFacts, ...] = ()
    is_demo: bool = False


@transaction.atomic
def record_party(*, facts: PartyFacts, by: User) -> Party:
    """Record a party with its aliases, and publish it. The same facts twice change nothing.

    Raises ValidationError if a name or the source is missing.
    """
    party, changes = put_row(
        Party,
        {"code": facts.code},
        {
            "kind": facts.kind,
            "names": facts.names,
            "short_names": facts.short_names,
            "search_names": "\n".join(sorted(_spellings(facts))),
            "is_demo": facts.is_demo,
            **facts.citation.as_fields(),
        },
    )
    renamed = put_rows(
        party.aliases.all(),
        [
            {
                "text": alias.text,
                "language": alias.language,
                "kind": alias.kind,
                "valid_from": alias.valid_from,
                "valid_to": alias.valid_to,
                **alias.citation.as_fields(),
            }
            for alias in facts.aliases
        ],
        {"party": party},
    )
    if changes or renamed:
        record(EntryKind.PARTY_RECORDED, subject=party, by=by, changes=changes)
        publish(subject=party, document=party_document(party), by=by)
    return party


@transaction.atomic
def record_relations(*, code: str, relations: tuple[RelationFacts, ...], by: User) -> Party:
    """Record how the party `code` stands to others, replacing what was recorded before.

    Raises Party.DoesNotExist if a code is unknown.
    """
    party = Party.objects.select_for_update().get(code=code)
    changed = put_rows(
        party.relations.all(),
        [
            {
                "kind": relation.kind,
                "other": Party.objects.get(code=relation.other),
                "target": Party.objects.get(code=relation.target) if relation.target else None,
                "place_text": relation.place_text,
                "valid_from": relation.valid_from,
                "valid_to": relation.valid_to,
                **relation.citation.as_fields(),
            }
            for relation in relations
        ],
        {"party": party},
    )
    if changed:
        record(EntryKind.PARTY_RECORDED, subject=party, by=by, relations=len(relations))
        publish(subject=party, document=party_document(party), by=by)
    return party


def _spellings(facts: PartyFacts) -> set[str]:
    """Every name of the party as searches compare it."""
    aliases = (alias.text for alias in facts.aliases)
    names = (*facts.names.values(), *facts.short_names.values(), *aliases)
    return {normalise(name) for name in names}
