import pytest

from ceasefire.monitoring.imports import vocabulary_of
from ceasefire.monitoring.rolls import roll_of
from ceasefire.places.choices import AreaLevel
from tests.builders.monitoring import AREA_NAMES_OF, SERIES, make_series
from tests.builders.places import make_area

pytestmark = pytest.mark.django_db


def areas():
    return vocabulary_of(roll_of(SERIES)).areas


def test_series_own_name_for_an_area_comes_before_the_areas_own():
    make_series()
    make_area("DV-7", names={"en": "Mill Hill"})
    make_area("DV-8", names={"en": "Mill"}, source_names=((AREA_NAMES_OF, "Mill Hill"),))

    assert areas()["mill hill"] == "DV-8"


def test_area_that_the_series_has_no_name_for_is_known_by_its_own():
    make_series()
    make_area("DV-7", names={"en": "Mill Hill", "ar": "تل الطاحونة"})

    assert areas()["mill hill"] == "DV-7"
    assert "DV-7" in areas().values()


def test_name_that_two_areas_bear_is_known_for_neither():
    make_series()
    for code in ("DV-7", "DV-8"):
        make_area(code, names={"en": "Mill Hill"})

    assert "mill hill" not in areas()


def test_district_is_not_taken_for_a_governorate():
    make_series()
    make_area("DV-7", names={"en": "Mill Hill"}, level=AreaLevel.DISTRICT)

    assert "mill hill" not in areas()
