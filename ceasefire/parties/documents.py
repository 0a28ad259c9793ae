"""What outsiders are shown of a party."""

from typing import Any

from ceasefire.common.documents import moment_of_day, named, sourced
from ceasefire.parties.models import Party, PartyRelation
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def party_document(party: Party) -> PublicDocument:
    """A party with all its names, and its relations as each is asserted."""
    aliases = [
        {"text": alias.text, "language": alias.language, "kind": alias.kind, **sourced(alias)}
        for alias in party.aliases.all()
    ]
    body = {
        "code": party.code,
        "kind": party.kind,
        "names": party.names,
        "short_names": party.short_names,
        "is_demo": party.is_demo,
        "aliases": aliases,
        "relations": [
            _relation(each) for each in party.relations.select_related("other", "target")
        ],
        **sourced(party),
    }
    # Parties are known from the start of the record: lists order them by their row.
    return PublicDocument(PublishedKind.PARTY, body, moment_of_day(None))


def _relation(relation: PartyRelation) -> dict[str, Any]:
    return {
        "kind": relation.kind,
        "other": named(relation.other),
        "target": named(relation.target),
        "place": relation.place_text,
        "from": relation.valid_from and relation.valid_from.isoformat(),
        "to": relation.valid_to and relation.valid_to.isoformat(),
        **sourced(relation),
    }
