from reports.summaries.changes import changes_between


def document(**parts):
    said = {"number": 2, "of": 3, "issues": 1}
    side = {
        "side": {"id": "north"},
        "registered": 3,
        "issues": 1,
        "without_total": 0,
        "beyond_areas": 0,
        "areas": [{"area": {"code": "DV-1"}, "registered": 3}],
        "views": [
            {
                "author": {"id": "south"},
                "confirmed": None,
                "not_confirmed": said,
                "excluded_target": None,
            }
        ],
        **parts,
    }
    bulletins = [{"id": "b1", "version": 1, "day": "2021-03-05"}]
    series = {
        "code": "S",
        "issues": {"held": 1, "expected": 7},
        "sides": [side],
        "bulletins": bulletins,
    }
    return {"series": [series], "incidents": [], "allegations": []}


def test_same_document_has_no_changes():
    assert changes_between(document(), document()) == []


def test_number_that_differs_is_named_with_its_side():
    [change] = changes_between(document(), document(registered=5))

    assert change == {"figure": "registered", "series": "S", "side": "north", "old": 3, "new": 5}


def test_area_that_came_and_view_that_went_are_changes():
    areas = [
        {"area": {"code": "DV-1"}, "registered": 3},
        {"area": {"code": "DV-2"}, "registered": 1},
    ]

    changes = changes_between(document(), document(areas=areas, views=[]))

    about = {(each["figure"], each.get("area"), each["old"], each["new"]) for each in changes}
    assert about == {("registered", "DV-2", None, 1), ("not_confirmed", None, 2, None)}


def test_bulletins_that_came_went_or_were_corrected_are_changes():
    old, new = document(), document()
    old["series"][0]["bulletins"].append({"id": "b0", "version": 1, "day": "2021-03-04"})
    new["series"][0]["bulletins"] = [
        {"id": "b1", "version": 2, "day": "2021-03-05"},
        {"id": "b2", "version": 1, "day": "2021-03-06"},
    ]

    changes = changes_between(old, new)

    assert [(each["bulletin"], each["day"], each["old"], each["new"]) for each in changes] == [
        ("b0", "2021-03-04", 1, None),
        ("b1", "2021-03-05", 1, 2),
        ("b2", "2021-03-06", None, 1),
    ]


def test_series_that_came_brings_its_numbers():
    changes = changes_between({"series": []}, document())

    assert ("held", None, 1) in {(each["figure"], each["old"], each["new"]) for each in changes}


def with_field(verified, *, disputed=0, incidents=()):
    matrix = {"complainant": {"id": "north"}, "accused": {"id": "south"}, "disputed": disputed}
    field = {
        "incidents": {"by_state": [{"state": "verified", "number": verified}]},
        "allegations": {"matrix": [matrix]},
    }
    return {**document(), "field": field, "incidents": list(incidents)}


def test_incidents_and_allegations_that_differ_are_changes():
    changes = changes_between(with_field(1), with_field(2, disputed=3))

    assert changes == [
        {
            "figure": "allegations",
            "complainant": "north",
            "accused": "south",
            "standing": "disputed",
            "old": 0,
            "new": 3,
        },
        {"figure": "incidents", "state": "verified", "old": 1, "new": 2},
    ]


def test_allegations_in_no_pair_that_differ_are_changes():
    old, new = with_field(1), with_field(1)
    old["field"]["allegations"]["by_others"] = 1
    new["field"]["allegations"] |= {"by_others": 2, "self_reports": 0}

    assert changes_between(old, new) == [{"figure": "by_others", "old": 1, "new": 2}]


def test_incident_that_was_published_anew_is_a_change():
    old = {"id": "i1", "version": 1, "day": "2021-03-05", "reference": "K7Q2-MXF"}

    [change] = changes_between(
        with_field(1, incidents=[old]), with_field(1, incidents=[{**old, "version": 2}])
    )

    assert change == {
        "figure": "incident",
        "record": "K7Q2-MXF",
        "day": "2021-03-05",
        "old": 1,
        "new": 2,
    }


def test_edition_before_that_says_nothing_of_the_field_is_compared_all_the_same():
    old = document()
    del old["incidents"], old["allegations"]

    assert changes_between(old, with_field(0)) == [
        {
            "figure": "allegations",
            "complainant": "north",
            "accused": "south",
            "standing": "disputed",
            "old": None,
            "new": 0,
        },
        {"figure": "incidents", "state": "verified", "old": None, "new": 0},
    ]
