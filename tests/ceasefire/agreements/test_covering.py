"""What the scope test needs to know of places and parties; its results are tried in verification."""

import pytest

from ceasefire.agreements.covering import areas_around, as_done_by, kin_of
from ceasefire.agreements.scope import Occurrence
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.models import Party
from ceasefire.parties.services import RelationFacts, record_relations
from ceasefire.places.models import Area
from tests.builders.agreements import IN_FORCE
from tests.builders.field import make_field, system
from tests.builders.parties import INVENTED, make_party
from tests.builders.places import make_area

pytestmark = pytest.mark.django_db


def make_related(code, kind, other):
    """An invented band that somebody says stands so to another party."""
    make_party(code, names={"en": f"Band {code}"})
    relation = RelationFacts(kind, other=other, citation=INVENTED)
    return record_relations(code=code, relations=(relation,), by=system())


def test_what_happened_is_the_same_whoever_did_it():
    make_field()
    make_related("QUARRY", RelationKind.PART_OF, "SOUTH")
    what = Occurrence(begins=IN_FORCE, ends=IN_FORCE, act=None)

    done = as_done_by(what, Party.objects.get(code="SOUTH"))

    assert (done.actor, done.actor_kin, done.begins) == ("SOUTH", {"QUARRY"}, IN_FORCE)
    assert as_done_by(what, None) == what


def test_kin_is_what_a_party_is_part_of_and_made_up_of_and_nothing_else():
    make_field()
    make_related("QUARRY", RelationKind.PART_OF, "SOUTH")
    make_related("RIVER", RelationKind.BACKS, "SOUTH")
    kin = {code: kin_of(Party.objects.get(code=code)) for code in ("SOUTH", "QUARRY", "RIVER")}

    assert kin == {"SOUTH": {"QUARRY"}, "QUARRY": {"SOUTH"}, "RIVER": frozenset()}


def test_area_lies_in_every_area_that_it_is_a_part_of():
    make_field()
    make_area("DV-N1", parent="DV-N")

    assert areas_around(Area.objects.get(code="DV-N1")) == {"DV-N1", "DV-N", "DV"}
    assert areas_around(None) == frozenset()


def test_areas_that_are_parts_of_each_other_end_the_search():
    make_field()
    north, south = Area.objects.get(code="DV-N"), Area.objects.get(code="DV-S")
    north.parent, south.parent = south, north

    assert areas_around(north) == {"DV-N", "DV-S"}
