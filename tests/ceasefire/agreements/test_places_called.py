"""What somebody may mean by the name of a place, and the areas to choose from."""

import pytest

from ceasefire.agreements.locating import areas_to_name, places_called
from ceasefire.places.choices import AreaLevel
from tests.builders.agreements import make_agreement
from tests.builders.field import make_field
from tests.builders.places import make_area, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    return make_field()


def found(words, agreement, **narrowed):
    return sorted(each.gazetteer_id for each in places_called(words, agreement, **narrowed))


@pytest.mark.parametrize("words", ["weir bridge", "WEIR", "جسر السد", " Weir  Bridge "])
def test_place_is_found_by_any_name_in_any_spelling(field, words):
    assert found(words, field) == ["demo:weir"]


def test_place_that_is_called_just_so_is_meant_before_those_that_contain_the_words(field):
    make_place("demo:mill", names={"en": "Mill"}, area="DV-N")
    make_place("demo:mill-road", names={"en": "Mill Road"}, area="DV-N")

    assert found("mill", field) == ["demo:mill"]
    assert found("mil", field) == ["demo:mill", "demo:mill-road"]


def test_place_outside_the_area_of_the_agreement_is_not_meant(field):
    make_area("ELSEWHERE")
    make_place("demo:far", names={"en": "Far Mill"}, area="ELSEWHERE")
    make_place("demo:nowhere", names={"en": "Far Mill"}, area=None)

    assert found("far mill", field) == []
    assert found("far mill", make_agreement("DEMO-2")) == ["demo:far", "demo:nowhere"]


def test_area_narrows_with_all_its_parts(field):
    make_place("demo:mill-n", names={"en": "Old Mill"}, area="DV-N")
    make_place("demo:mill-s", names={"en": "Old Mill"}, area="DV-S")

    assert found("old mill", field, area="DV-S") == ["demo:mill-s"]
    assert found("old mill", field, area="DV") == ["demo:mill-n", "demo:mill-s"]


def test_areas_to_name_are_those_of_the_agreement_or_else_every_real_one(field):
    make_area("ELSEWHERE")
    make_area("DV-ALL", level=AreaLevel.REPORTING_AREA, members=("DV-N",))

    known = [each.code for each in areas_to_name(field)]
    everywhere = [each.code for each in areas_to_name(make_agreement("DEMO-2"))]

    assert (known, everywhere) == (["DV", "DV-N", "DV-S"], ["DV", "DV-N", "DV-S", "ELSEWHERE"])
