"""Facts are written once: the same again changes nothing, and a change says what it changed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.transaction import TransactionManagementError

from ceasefire.codes.parties import PartyKind
from ceasefire.common.rows import put_row, put_rows
from ceasefire.parties.choices import AliasKind
from ceasefire.parties.models import Party, PartyAlias
from tests.builders.parties import INVENTED, make_party

pytestmark = pytest.mark.django_db

FACTS = {
    "kind": PartyKind.STATE_FORCES,
    "names": {"en": "Northern Command"},
    "is_demo": True,
    **INVENTED.as_fields(),
}


def alias(text, **more):
    facts = {"text": text, "language": "en", "kind": AliasKind.FORMER}
    return {**facts, **INVENTED.as_fields(), **more}


def test_new_row_tells_all_its_facts_as_new():
    party, changes = put_row(Party, {"code": "NORTH"}, FACTS)

    assert Party.objects.get() == party
    assert party.names == {"en": "Northern Command"}
    assert set(changes) == set(FACTS)
    assert changes["kind"] == {"old": None, "new": "state_forces"}


def test_same_facts_again_change_nothing():
    first, _ = put_row(Party, {"code": "NORTH"}, FACTS)

    second, changes = put_row(Party, {"code": "NORTH"}, FACTS)

    assert (second.pk, changes) == (first.pk, {})


def test_changed_fact_is_told_old_and_new():
    put_row(Party, {"code": "NORTH"}, FACTS)

    party, changes = put_row(Party, {"code": "NORTH"}, {**FACTS, "names": {"en": "North"}})

    party.refresh_from_db()
    assert party.names == {"en": "North"}
    assert changes == {"names": {"old": {"en": "Northern Command"}, "new": {"en": "North"}}}


def test_values_that_json_cannot_keep_are_told_as_text():
    party = make_party()
    key = {"party": party, "text": "North", "language": "en"}
    facts = {"kind": AliasKind.FORMER, **INVENTED.as_fields()}
    put_row(PartyAlias, key, {**facts, "valid_from": date(2017, 1, 1)})

    _, changes = put_row(PartyAlias, key, {**facts, "valid_from": None})

    assert changes == {"valid_from": {"old": "2017-01-01", "new": None}}


def test_facts_that_do_not_fit_are_refused_and_not_kept():
    with pytest.raises(ValidationError, match="English"):
        put_row(Party, {"code": "NORTH"}, {**FACTS, "names": {"ar": "الشمال"}})

    assert not Party.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_put_row_needs_a_transaction():
    with pytest.raises(TransactionManagementError):
        put_row(Party, {"code": "NORTH"}, FACTS)


def test_rows_of_a_parent_become_what_is_wanted_in_that_order():
    party = make_party()

    changed = put_rows(party.aliases.all(), [alias("one"), alias("two")], {"party": party})

    assert changed
    assert [each.text for each in party.aliases.all()] == ["one", "two"]


def test_same_rows_again_stay_the_same_rows():
    party = make_party()
    put_rows(party.aliases.all(), [alias("one"), alias("two")], {"party": party})
    keys = [each.pk for each in party.aliases.all()]

    changed = put_rows(party.aliases.all(), iter([alias("one"), alias("two")]), {"party": party})

    assert not changed
    assert [each.pk for each in party.aliases.all()] == keys


@pytest.mark.parametrize(
    "wanted",
    [
        [alias("two"), alias("one")],
        [alias("one")],
        [alias("one"), alias("two"), alias("three")],
        [alias("one"), alias("two", kind=AliasKind.SELF)],
        [],
    ],
    ids=["other order", "one fewer", "one more", "one different", "none"],
)
def test_rows_that_differ_are_replaced_together(wanted):
    party, bystander = make_party(), make_party()
    put_rows(party.aliases.all(), [alias("one"), alias("two")], {"party": party})
    put_rows(bystander.aliases.all(), [alias("other")], {"party": bystander})

    changed = put_rows(party.aliases.all(), wanted, {"party": party})

    assert changed
    told = [(each.text, each.kind) for each in party.aliases.all()]
    assert told == [(each["text"], each["kind"]) for each in wanted]
    assert [each.text for each in bystander.aliases.all()] == ["other"]


def test_row_that_does_not_fit_is_refused():
    party = make_party()

    with pytest.raises(ValidationError, match="kind"):
        put_rows(party.aliases.all(), [alias("one", kind="nickname")], {"party": party})
