from datetime import date

import pytest

from ceasefire.accounts.models import User
from ceasefire.common.citations import Citation
from ceasefire.parties.choices import AliasKind, RelationKind
from ceasefire.parties.documents import party_document
from ceasefire.parties.services import AliasFacts, RelationFacts, record_relations
from tests.builders.parties import INVENTED, make_commands, make_party

pytestmark = pytest.mark.django_db


def sourced(citation):
    return {
        "asserted_by": citation.asserted_by,
        "relayed_by": citation.relayed_by,
        "source": {"title": citation.source_title, "url": "", "note": ""},
    }


def test_document_holds_the_party_with_all_its_names():
    alias = AliasFacts("القيادة", "ar", AliasKind.TRANSLATION, Citation(asserted_by="A body"))
    party = make_party("NORTH", names={"en": "Northern Command"}, aliases=[alias])

    document = party_document(party)

    assert (document.kind, document.agreement) == ("party", "")
    assert document.body == {
        "code": "NORTH",
        "kind": "state_forces",
        "names": {"en": "Northern Command"},
        "short_names": {},
        "is_demo": True,
        "aliases": [
            {
                "text": "القيادة",
                "language": "ar",
                "kind": "translation",
                **sourced(Citation(asserted_by="A body")),
            }
        ],
        "relations": [],
        **sourced(INVENTED),
    }


def test_document_tells_each_relation_with_its_days_and_source():
    north, south = make_commands()
    raiders = make_party("RAIDERS")
    facts = RelationFacts(
        RelationKind.JOINT_OPERATION,
        "SOUTH",
        INVENTED,
        target="RAIDERS",
        place_text="Weir Bridge",
        valid_from=date(2021, 3, 1),
        valid_to=date(2021, 3, 31),
    )
    record_relations(code="NORTH", relations=(facts,), by=User.objects.system())

    [relation] = party_document(north).body["relations"]

    assert relation == {
        "kind": "joint_operation",
        "other": {"id": str(south.public_id), "code": "SOUTH", "names": south.names},
        "target": {"id": str(raiders.public_id), "code": "RAIDERS", "names": raiders.names},
        "place": "Weir Bridge",
        "from": "2021-03-01",
        "to": "2021-03-31",
        **sourced(INVENTED),
    }


def test_what_a_relation_does_not_say_is_null():
    north, _ = make_commands()
    facts = RelationFacts(RelationKind.BACKS, "SOUTH", INVENTED)
    record_relations(code="NORTH", relations=(facts,), by=User.objects.system())

    [relation] = party_document(north).body["relations"]

    assert [relation[name] for name in ("target", "from", "to")] == [None, None, None]


def test_parties_are_ordered_by_row_not_by_name():
    north, south = make_commands()

    assert party_document(north).sort_at == party_document(south).sort_at
