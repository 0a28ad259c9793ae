"""Tables that stand beside the TOML files: areas, settlements, monitors' figures, bulletins."""

import json

import pytest

from ceasefire.monitoring.models import Bulletin, MonitorFigure
from ceasefire.places.models import Area, Place
from ceasefire.reference.faults import FaultyFilesError
from tests.ceasefire.reference.sets import NORTH, load, write_set

pytestmark = pytest.mark.django_db

AREAS = """
    [[area_table]]
    file = "areas.csv"
    code = "code"
    level = "district"
    names = { en = "en", ar = "ar" }
    source_names = { maps = "map_name" }
    outlines = "valley.topo.json"
    outline_object = "valley"
    outline_id = "shape"
    note = "remark"
    is_demo = true
    source = "invented"

    [[gazetteer]]
    file = "places.csv"
    prefix = "demo"
    areas_named_by = "maps"
    source = "invented"
"""
CSV_AREAS = "code,en,ar,map_name,shape,remark\nD1,Upper|Higher,الأعلى,M1,S1,as drawn\n"
CSV_PLACES = (
    "geonameid,name,name_ar,latitude,longitude,admin1,alternate_names\n"
    "1,Weir Bridge,جسر السد,-48.25,-124.2,M1,Weirbridge|Bridge\n"
)
SPIKE = [[0, 0], [10, 0], [0, 10], [0, 5], [0, -5], [-10, 0], [0, -10]]


def valley(folder, *, areas=CSV_AREAS, places=CSV_PLACES, arc=None, toml=AREAS):
    sets = write_set(folder, areas=toml)
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [-125.0, -48.0]},
        "arcs": [arc or [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]],
        "objects": {"valley": {"geometries": [{"type": "Polygon", "id": "S1", "arcs": [[0]]}]}},
    }
    (folder / "valley" / "areas.csv").write_text(areas, encoding="utf-8")
    (folder / "valley" / "places.csv").write_text(places, encoding="utf-8")
    (folder / "valley" / "valley.topo.json").write_text(json.dumps(topology))
    return sets


def faults_of(sets):
    with pytest.raises(FaultyFilesError) as refused:
        load(sets)
    return [str(fault) for fault in refused.value.faults]


def test_area_has_names_spellings_and_outline(tmp_path):
    load(valley(tmp_path))

    area = Area.objects.get()
    assert (area.code, area.names) == ("D1", {"en": "Upper", "ar": "الأعلى"})
    assert area.source_note == "as drawn"
    assert list(area.source_names.values_list("used_by", "text")) == [
        ("maps", "M1"),
        ("en", "Higher"),
    ]
    assert area.outline["coordinates"][0][2] == [-124.0, -47.0]


def test_spike_without_width_is_taken_off_the_outline(tmp_path):
    load(valley(tmp_path, arc=SPIKE))

    [ring] = Area.objects.get().outline["coordinates"]

    assert sorted(ring[:-1]) == [[-125.0, -48.0], [-125.0, -47.0], [-124.0, -48.0], [-124.0, -47.0]]


def test_settlement_lies_in_the_area_its_gazetteer_names(tmp_path):
    load(valley(tmp_path))

    place = Place.objects.get()
    assert (place.gazetteer_id, place.area.code) == ("demo:1", "D1")
    assert place.names == {"en": "Weir Bridge", "ar": "جسر السد"}
    assert Place.objects.matching("weirbridge").get() == place


def test_loading_places_again_writes_only_what_differs(tmp_path):
    load(valley(tmp_path))
    second = CSV_PLACES + "2,Stone Ford,,-48.45,-124.1,M1,\n"

    assert load(valley(tmp_path, places=second)) == 2
    assert load(valley(tmp_path, places=second.replace("Stone", "Sand"))) == 2
    assert load(valley(tmp_path, places=second.replace("Stone", "Sand"))) == 0

    assert sorted(str(place) for place in Place.objects.all()) == ["Sand Ford", "Weir Bridge"]


WRONG_TABLES = {
    "a column too few": (
        {"areas": "code,en,ar,map_name,shape\n"},
        "valley/areas.csv: remark: is missing",
    ),
    "a column too many": (
        {"places": CSV_PLACES.replace("admin1", "admin1,height").replace("M1", "M1,7")},
        "valley/places.csv: height: is not a known column",
    ),
    "a cell too few": (
        {"areas": "code,en,ar,map_name,shape,remark\nD1,Upper\n"},
        "valley/areas.csv: line 2: has not as many cells as the header",
    ),
    "no such outline": (
        {"areas": CSV_AREAS.replace("S1", "S9")},
        "valley/areas.csv: line 2: shape: no outline has the id in valley.topo.json",
    ),
    "no such area": (
        {"places": CSV_PLACES.replace("M1", "M9")},
        "valley/places.csv: line 2: admin1: no area is called 'M9'",
    ),
    "no number of degrees": (
        {"places": CSV_PLACES.replace("-48.25", "south")},
        "valley/places.csv: line 2: latitude: 'south' is not a number of degrees",
    ),
    "an unknown parent": (
        {"toml": AREAS.replace('level = "district"', 'level = "district"\nparent = "D0"')},
        "valley/areas.toml: area_table areas.csv: parent: no area has the code 'D0'",
    ),
    "no topology": (
        {"toml": AREAS.replace("valley.topo.json", "none.json")},
        "valley/none.json: cannot be read: ",
    ),
    "a wrong key": (
        {"toml": AREAS.replace("prefix", "suffix")},
        "valley/areas.toml: gazetteer places.csv: suffix: is not a known key",
    ),
}


@pytest.mark.parametrize(("changes", "fault"), WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_wrong_table_is_refused_by_line_and_column(tmp_path, changes, fault):
    faults = faults_of(valley(tmp_path, **changes))

    assert faults[0].startswith(fault)
    assert not Area.objects.exists()


AGREEMENT = """
    [[agreement]]
    code = "DEMO-1"
    names = { en = "Ceasefire of the valley" }
    agreement_class = "preliminary"
    form = "bilateral"
    text_status = "final"
    time_zone = "UTC"
    is_demo = true
    source = "invented"
"""
MONITORS = """
    [[monitor_table]]
    file = "figures.csv"
    agreement = "DEMO-1"
    monitors = { "The north" = "NORTH" }
"""
CSV_FIGURES = (
    "monitor,monitor_type,conflict,agreement,period_start,period_end,cumulative,actor_blamed,"
    "region,measure,count,source_url,note\n"
    "The north,party,Valley,DEMO-1,2026-10-01,2026-10-31,yes,all,,breaches,61,"
    "https://demo.invalid/,\n"
)


def monitored(folder, figures=CSV_FIGURES):
    sets = write_set(folder, parties=NORTH, agreements=AGREEMENT, monitors=MONITORS)
    (folder / "valley" / "figures.csv").write_text(figures)
    return sets


def test_figure_of_a_monitor_is_recorded_as_it_stands(tmp_path):
    load(monitored(tmp_path))

    figure = MonitorFigure.objects.get()
    assert (figure.monitor.code, figure.measure, figure.count) == ("NORTH", "breaches", 61)
    assert (figure.is_cumulative, figure.blamed, figure.source_url) == (
        True,
        "all",
        "https://demo.invalid/",
    )


WRONG_FIGURES = [
    ("2026-10-31", "soon", "period_end: 'soon' is not a day"),
    (",yes,", ",perhaps,", "is_cumulative: 'perhaps' is not true or false"),
    (",61,", ",many,", "count: 'many' is not a whole number"),
    ("The north,", "The east,", "monitor: no party has the code 'The east'"),
]


@pytest.mark.parametrize(("old", "wrong", "fault"), WRONG_FIGURES)
def test_wrong_figure_is_refused(tmp_path, old, wrong, fault):
    sets = monitored(tmp_path, CSV_FIGURES.replace(old, wrong))

    assert faults_of(sets) == [f"valley/figures.csv: line 2: {fault}"]


def test_monitor_table_with_an_unknown_key_is_refused(tmp_path):
    sets = write_set(tmp_path, monitors=MONITORS + "    colour = 'red'\n")

    assert faults_of(sets) == [
        "valley/monitors.toml: monitor_table figures.csv: colour: is not a known key"
    ]


SERIES = """
    [[party]]
    code = "SOUTH"
    kind = "armed_opposition"
    names = { en = "Southern Command" }
    is_demo = true
    source = "invented"

    [[series]]
    code = "DEMO-JM"
    agreement = "DEMO-1"
    issuer = "NORTH"
    names = { en = "Bulletins" }
    unit = { en = "facts" }
    sides = ["NORTH", "SOUTH"]
    area_names_of = "maps"
    starts_on = 2026-10-01
    source = "invented"

    [[bulletin_table]]
    file = "bulletins.csv"
    series = "DEMO-JM"
"""
CSV_BULLETINS = (
    "period_end_date,reporting_side,total,province,count,source_url,date_basis\n"
    "2026-10-01,NORTH,3,,3,https://demo.invalid/1,bulletin\n"
)


def counted(folder, bulletins=CSV_BULLETINS):
    sets = write_set(folder, parties=NORTH, agreements=AGREEMENT, series=SERIES)
    (folder / "valley" / "bulletins.csv").write_text(bulletins)
    return sets


def test_bulletins_of_a_set_are_imported(tmp_path):
    load(counted(tmp_path))

    assert [(each.series.code, str(each.period_end)) for each in Bulletin.objects.all()] == [
        ("DEMO-JM", "2026-10-01")
    ]


def test_rejected_row_of_bulletins_refuses_the_set(tmp_path):
    faults = faults_of(counted(tmp_path, CSV_BULLETINS.replace("NORTH", "EAST")))

    assert faults == [
        'valley/bulletins.csv: line 2: reporting_side: "EAST" is not one of NORTH, SOUTH'
    ]
    assert not Bulletin.objects.exists()


def test_file_that_holds_no_bulletins_refuses_the_set(tmp_path):
    [fault] = faults_of(counted(tmp_path, "nothing,here\n"))

    assert fault.startswith(
        "valley/bulletins.csv: bulletin: cannot be read: the header lacks the columns"
    )


def test_bulletins_of_no_series_are_refused(tmp_path):
    sets = counted(tmp_path)
    write_set(tmp_path, series=SERIES.replace('series = "DEMO-JM"', 'serie = "DEMO-JM"'))

    assert faults_of(sets)[0] == (
        "valley/series.toml: bulletin_table bulletins.csv: serie: is not a known key"
    )
