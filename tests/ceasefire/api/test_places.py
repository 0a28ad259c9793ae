"""Areas, places and zones."""

import pytest

from ceasefire.places.choices import AreaLevel, ZoneKind
from tests.builders.everything import make_everything
from tests.builders.places import make_area, make_place, make_zone, square

pytestmark = pytest.mark.django_db


def test_area_is_told_with_its_outline_and_every_name(partner):
    area = make_everything()["area"]

    shown = partner.get(f"/api/v1/areas/{area.public_id}/").json()

    assert (shown["code"], shown["parent"]["code"]) == ("DV-N", "DV")
    assert shown["outline"] == square()
    assert shown["source_names"] == [{"used_by": "Valley Gazette", "text": "Upper Valley"}]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"level": AreaLevel.DISTRICT}, ["DV-D"]),
        ({"name": "lower"}, ["DV-D"]),
        ({"name": "الأسفل"}, ["DV-D"]),
        ({"name": "dv-"}, ["DV-D", "DV-G"]),
    ],
)
def test_areas_are_narrowed(codes, query, found):
    make_area("DV-G")
    make_area("DV-D", level=AreaLevel.DISTRICT, names={"en": "Lower valley", "ar": "الوادي الاسفل"})

    assert sorted(codes("areas", **query)) == found


@pytest.mark.parametrize(
    "words", ["Weir", "weir bridge", "جِسر السد", "جسر", "Wehrbrücke", "wehrbrucke"]
)
def test_place_is_found_by_any_name_in_any_spelling(codes, words):
    make_place("demo:weir", spellings=["Wehrbrücke"])
    make_place("demo:mill", names={"en": "Old Mill"})

    assert codes("places", name=words) == ["demo:weir"]


def test_places_are_narrowed_by_area(codes):
    make_area("DV-N")
    make_place("demo:weir", area="DV-N")
    make_place("demo:mill", names={"en": "Old Mill"})

    assert codes("places", area="DV-N") == ["demo:weir"]
    assert codes("places", area="DV-S") == []


def test_zone_without_outline_is_told_in_words(partner):
    zone = make_zone("DZ-1", extent_in_words="The valley floor.")

    shown = partner.get(f"/api/v1/zones/{zone.public_id}/").json()

    assert (shown["extent_known"], shown["outline"]) == (False, None)
    assert shown["extent_in_words"] == "The valley floor."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": ZoneKind.EXCLUDED_AREA}, ["DZ-2"]),
        ({"area": "DV-N"}, ["DZ-2"]),
        ({"name": "Quarry"}, ["DZ-2"]),
    ],
)
def test_zones_are_narrowed(codes, query, found):
    make_area("DV-N")
    make_area("DV-S")
    make_zone("DZ-1", areas=("DV-S",))
    quarry = {"en": "Quarry"}
    make_zone("DZ-2", names=quarry, kind=ZoneKind.EXCLUDED_AREA, areas=("DV-N", "DV-S"))

    assert codes("zones", **query) == found
