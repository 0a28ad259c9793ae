import pytest

from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.places import make_area, make_place, make_zone, square
from tests.ceasefire.web.pages import facts, first, links, row_heads, section, text_of

pytestmark = pytest.mark.django_db


def test_area_is_drawn_with_the_note_on_boundaries(page):
    area = make_everything()["area"]

    figure = first(page(f"/areas/{area.public_id}/"), "figure", class_="outline")

    drawing = first(figure, "svg")
    named = [text_of(first(drawing, tag, id=name)) for tag, name in (
        ("title", "outline-title"), ("desc", "outline-note"),
    )]  # fmt: skip
    assert named[0] == "Outline: North Valley"
    assert drawing.get("aria-labelledby").split() == ["outline-title", "outline-note"]
    assert first(drawing, "path").get("d").startswith("M")
    assert "Outlines imply no opinion on any boundary." in text_of(figure)


def test_area_without_outline_is_not_drawn(page):
    area = make_area()

    assert first(page(f"/areas/{area.public_id}/"), "svg") is None


def test_area_tells_its_names_by_language_and_by_source(page):
    area = make_everything()["area"]

    tree = page(f"/areas/{area.public_id}/")

    names = text_of(section(tree, "names-title"))
    assert "Arabic الوادي الشمالي" in names
    assert "Valley Gazette Upper Valley" in names
    assert facts(tree)["Code"] == "DV-N"


def test_area_lists_its_settlements_zones_and_what_is_said_of_it(page):
    area = make_everything()["area"]

    tree = page(f"/areas/{area.public_id}/")

    inside = section(tree, "places-title")
    assert "Weir Bridge" in text_of(inside)
    assert "/places/?area=DV-N" in links(inside)
    assert "Quarry" in text_of(inside)
    said = text_of(section(tree, "said-title"))
    assert "Northern Command and Quarry Band cut off Weir Bridge" in said
    assert "The guns are silent." in said


def test_area_lists_only_its_own_settlements(page):
    north, south = make_area("DV-N"), make_area("DV-S")
    make_place(area="DV-N", names={"en": "Weir Bridge"})
    make_place(area="DV-S", names={"en": "Old Mill"})

    shown = [
        text_of(section(page(f"/areas/{area.public_id}/"), "places-title"))
        for area in (north, south)
    ]

    assert ["Weir Bridge" in each for each in shown] == [True, False]
    assert ["Old Mill" in each for each in shown] == [False, True]


def test_area_of_areas_names_them(page):
    make_area("DV-N", names={"en": "North Valley"})
    both = make_area("DV-ALL", members=("DV-N",))

    assert facts(page(f"/areas/{both.public_id}/"))["Stands for"] == "North Valley"


def test_place_is_shown_in_its_area(page):
    place = make_everything()["place"]

    tree = page(f"/places/{place.public_id}/")

    assert facts(tree)["Governorate"] == "North Valley"
    assert facts(tree)["Latitude, longitude"] == "0.5000, 0.5000 WGS 84"
    point = first(tree, "circle", class_="outline-point")
    assert (point.get("cx"), point.get("cy")) == ("168.0", "168.0")


def test_places_are_sorted_by_name_in_the_readers_language(reader, page):
    make_place("demo:a", names={"en": "Alder", "ar": "ي"})
    make_place("demo:b", names={"en": "Birch", "ar": "ا"})
    make_place("demo:c", names={"en": "Cedar"})

    assert row_heads(page("/places/")) == ["Alder DEMO", "Birch DEMO", "Cedar DEMO"]
    reader.defaults["HTTP_ACCEPT_LANGUAGE"] = "ar"
    assert row_heads(page("/places/")) == ["Cedar DEMO", "ا DEMO", "ي DEMO"]


def test_place_is_found_in_another_script(page):
    make_place("demo:weir")
    make_place("demo:mill", names={"en": "Old Mill"})

    assert row_heads(page("/places/", name="جِسر")) == ["Weir Bridge DEMO"]


def test_zone_without_outline_says_so(page):
    zone = make_zone(extent_in_words="The valley floor.")

    tree = page(f"/zones/{zone.public_id}/")

    assert facts(tree)["Extent"] == "No outline was published, so none is drawn. The valley floor."
    assert first(tree, "svg") is None


def test_zone_is_drawn_and_tells_who_speaks_of_it(page):
    zone = make_everything()["zone"]

    tree = page(f"/zones/{zone.public_id}/")

    assert first(tree, "svg") is not None
    assert "Valley ceasefire DEMO-1" in text_of(section(tree, "use-title"))
    assert facts(tree)["Last day"] == "28 February 2022"


def test_zone_tells_whether_it_is_exactly_its_areas(page):
    make_area("DV-N")
    whole = make_zone(areas=("DV-N",), covers_whole_areas=True)
    part = make_zone(areas=("DV-N",), outline=square(degrees=0.2))

    assert "Is exactly" in facts(page(f"/zones/{whole.public_id}/"))
    assert "Lies in, or partly in" in facts(page(f"/zones/{part.public_id}/"))


def test_zone_tells_of_the_provisions_that_hold_in_it(page):
    everything = make_everything()
    zone = everything["provision"].zone
    make_agreement("DEMO-2")

    used = section(page(f"/zones/{zone.public_id}/"), "use-title")

    assert "DEMO-1 P1 Cease fire" in text_of(used)
    assert "DEMO-2" not in text_of(used)
