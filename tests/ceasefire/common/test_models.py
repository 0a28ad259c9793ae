"""What rows of many kinds have in common, seen on parties."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from ceasefire.codes.parties import PartyKind
from ceasefire.parties.models import Party
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db


def test_public_ids_are_random_and_do_not_tell_the_moment():
    ids = {make_party().public_id for _ in range(20)}

    assert len(ids) == 20
    assert {each.version for each in ids} == {4}


def test_named_row_shows_its_name_in_the_readers_language():
    party = make_party(names={"en": "Northern Command", "ar": "القيادة الشمالية"})

    with translation.override("ar"):
        assert str(party) == "القيادة الشمالية"
    with translation.override("en"):
        assert str(party) == "Northern Command"


def test_fact_without_any_source_is_refused_in_words():
    party = Party(code="NORTH", kind=PartyKind.STATE_FORCES, names={"en": "North"})

    with pytest.raises(ValidationError, match="party_has_a_source"):
        party.full_clean()


def test_database_refuses_a_fact_without_any_source():
    with pytest.raises(IntegrityError, match="party_has_a_source"):
        Party.objects.create(code="NORTH", kind=PartyKind.STATE_FORCES, names={"en": "North"})


@pytest.mark.parametrize("part", ["source_title", "source_url", "asserted_by"])
def test_title_address_or_speaker_alone_is_a_source(part):
    party = Party(code="NORTH", kind=PartyKind.STATE_FORCES, names={"en": "North"}, **{part: "x"})

    party.full_clean()
