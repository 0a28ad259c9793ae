import pytest
from drf_spectacular.generators import SchemaGenerator

from ceasefire.accounts.models import User
from ceasefire.codes.parties import PartyKind
from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.oddities import SideFacts
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import withdraw
from tests.builders.accounts import make_user, sign_in
from tests.builders.monitoring import (
    correct_bulletin,
    make_bulletin,
    make_series,
    side_facts,
)
from tests.builders.parties import make_party
from tests.builders.places import make_area
from tests.ceasefire.api.test_schema import validator

pytestmark = pytest.mark.django_db

LIST = "/api/v1/bulletins/"
COUNTS = "/api/v1/bulletins/counts/"
VIEW = {"unconfirmed": None, "unconfirmed_of": None, "confirmed": None, "excluded_target": None}


@pytest.fixture
def listed(partner):
    """The ids that the list answers with, narrowed."""

    def ask(**parameters):
        answer = partner.get(LIST, parameters)
        assert answer.status_code == 200, answer.json()
        return [each["id"] for each in answer.json()["results"]]

    return ask


@pytest.fixture
def counts(partner):
    """The counts of DEMO-1, or the problem."""

    def ask(**parameters):
        return partner.get(COUNTS, {"agreement": "DEMO-1", **parameters}).json()

    return ask


def ids(*bulletins):
    return [str(bulletin.public_id) for bulletin in bulletins]


def test_list_shows_bulletins_newest_first_and_undated_last(listed):
    undated = make_bulletin(None)
    earlier = make_bulletin("2021-03-05")
    later = make_bulletin("2021-03-06")

    assert listed() == ids(later, earlier, undated)


def test_list_passes_over_pages_by_keyset(partner):
    made = [make_bulletin(f"2021-03-{day:02}") for day in range(5, 10)]

    page = partner.get(LIST, {"page_size": 2}).json()
    seen = [each["id"] for each in page["results"]]
    while page["next"]:
        page = partner.get(page["next"]).json()
        seen += [each["id"] for each in page["results"]]

    assert seen == ids(*reversed(made))


def test_bulletin_shows_both_sides_in_the_series_order(partner):
    make_series(sides=("SOUTH", "NORTH"))
    bulletin = make_bulletin("2021-03-05", north=5, south=0)

    shown = partner.get(f"{LIST}{bulletin.public_id}/").json()

    assert [side["code"] for side in shown["sides"]] == ["SOUTH", "NORTH"]
    assert [(count["side"]["code"], count["total"]) for count in shown["counts"]] == [
        ("SOUTH", 0),
        ("NORTH", 5),
    ]
    assert (shown["is_demo"], shown["issuer"]["code"], shown["period_end"]) == (
        True,
        "OFFICE",
        "2021-03-05",
    )


def test_bulletin_shows_areas_and_the_other_sides_view(partner):
    view = {"not_confirmed": 4}
    north = side_facts("NORTH", 5, {"DV-1": 3, "DV-2": 2}, view=view, notes=("odd",))
    bulletin = make_bulletin(north=north)

    shown = partner.get(f"{LIST}{bulletin.public_id}/").json()["counts"][0]

    assert [(line["area"]["code"], line["count"]) for line in shown["areas"]] == [
        ("DV-1", 3),
        ("DV-2", 2),
    ]
    [view] = shown["views"]
    assert view["author"]["code"] == "SOUTH"
    assert (view["not_confirmed"], view["confirmed"], view["not_stated"]) == (4, None, 1)
    assert (shown["flags"], shown["notes"]) == (["noted"], ["odd"])


def test_number_that_is_not_stated_is_null(partner):
    bulletin = make_bulletin(None, north=SideFacts("NORTH", None), south=None)

    shown = partner.get(f"{LIST}{bulletin.public_id}/").json()

    assert (shown["period_end"], shown["counts"][0]["total"]) == (None, None)
    assert shown["flags"] == ["undated", "total_blank", "side_missing"]


def test_corrected_bulletin_is_shown_in_its_second_version(partner):
    bulletin = make_bulletin(north=3)
    correct_bulletin(bulletin, north=4)

    [shown] = partner.get(LIST).json()["results"]

    assert (shown["counts"][0]["total"], shown["published"]["version"]) == (4, 2)


def test_withdrawn_bulletin_leaves_the_list_and_answers_with_its_reason(partner, listed):
    bulletin = make_bulletin()
    withdraw(
        kind=PublishedKind.BULLETIN, subject=bulletin, by=User.objects.system(), reason="a copy"
    )

    assert listed() == []
    tombstone = partner.get(f"{LIST}{bulletin.public_id}/").json()
    assert (tombstone["published"]["withdrawn_because"], "counts" in tombstone) == ("a copy", False)


def test_list_narrows_by_agreement(listed):
    make_bulletin()

    assert listed(agreement="DEMO-2") == []
    assert len(listed(agreement="DEMO-1")) == 1


def test_list_narrows_by_counting_side(listed):
    both, alone = make_bulletin(), make_bulletin("2021-03-04", south=None)

    assert listed(side="NORTH") == ids(both, alone)
    assert listed(side="SOUTH") == ids(both)


@pytest.mark.parametrize("area", ["DV-2", "Lower Valley", "lower  VALLEY"])
def test_list_narrows_by_area_under_its_code_or_a_name(listed, area):
    make_bulletin()
    there = make_bulletin("2021-03-04", south=side_facts("SOUTH", 1, {"DV-2": 1}))

    assert listed(area=area) == ids(there)


def test_name_that_bulletins_use_means_their_area(listed):
    bulletin = make_bulletin()
    make_area("DV-9", source_names=(("gazetteer", "Upper Valley"),))

    assert listed(area="Upper Valley") == ids(bulletin)


def test_list_narrows_by_period_and_an_undated_bulletin_lies_in_none(listed):
    make_bulletin("2021-03-04")
    inside = make_bulletin("2021-03-05")
    make_bulletin("2021-03-06")
    make_bulletin(None)

    assert listed(**{"from": "2021-03-05", "to": "2021-03-06"}) == ids(inside)
    assert len(listed(to="2021-03-06")) == 2


def test_list_narrows_by_oddity(listed):
    make_bulletin()
    odd = make_bulletin("2021-03-04", north=side_facts("NORTH", 5, {"DV-1": 6}))

    assert listed(flag="breakdown_over") == ids(odd)


def test_list_narrows_by_whether_the_day_is_known(listed):
    dated = make_bulletin()
    page_dated = make_bulletin("2021-03-04", date_basis=DateBasis.ARTICLE)
    inferred = make_bulletin(None, date_basis=DateBasis.INFERRED, inferred_date="2021-03")

    assert listed(dated="yes") == ids(dated, page_dated)
    assert listed(dated="no") == ids(inferred)


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"from": "5.3.2021"}, "from"),
        ({"from": "2021-03-05", "to": "2021-03-05"}, "to"),
        ({"from": "2021-03-06", "to": "2021-03-05"}, "to"),
        ({"flag": "strange"}, "flag"),
        ({"dated": "maybe"}, "dated"),
        ({"side": "EAST"}, "side"),
        ({"area": "Atlantis"}, "area"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_list_refuses_what_it_cannot_read_by_name(partner, parameters, field):
    make_series()

    answer = partner.get(LIST, parameters)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]


def test_without_sign_in_nothing_is_counted_or_listed(client):
    make_bulletin()

    for address in (LIST, COUNTS):
        assert client.get(address, {"agreement": "DEMO-1"}).status_code == 401


def test_counts_have_the_keys_asked_for_and_no_others(counts):
    view = {"not_confirmed": 4, "confirmed": 1}
    make_bulletin("2021-03-05", north=side_facts("NORTH", 5, {"DV-1": 5}, view=view), south=2)
    held = {"month": "2021-03", "issues_held": 1, "issues_expected": 4}

    assert counts(group_by="side,month") == {
        "results": [
            {
                "side": "NORTH",
                "count": 5,
                **held,
                "unconfirmed": 4,
                "unconfirmed_of": 5,
                "confirmed": 1,
                "excluded_target": None,
            },
            {"side": "SOUTH", "count": 2, **held, **VIEW},
        ],
        "undated": {"issues": 0, "results": []},
        "without_total": 0,
    }


def test_counts_by_area_give_codes_and_null_for_the_rest(counts):
    make_bulletin("2021-03-05", north=side_facts("NORTH", 7, {"DV-2": 3}), south=None)

    answer = counts(group_by="side, area,day")

    assert [(row["area"], row["day"], row["count"]) for row in answer["results"]] == [
        ("DV-2", "2021-03-05", 3),
        (None, "2021-03-05", 4),
    ]


@pytest.mark.parametrize("area", ["DV-2", "Lower Valley"])
def test_counts_of_one_area_add_its_counts_only(counts, area):
    make_bulletin("2021-03-05", north=side_facts("NORTH", 7, {"DV-1": 4, "DV-2": 3}), south=None)

    [row] = counts(area=area, side="NORTH")["results"]

    assert row == {"count": 3, "issues_held": 1, "issues_expected": 4, **VIEW}


def test_counts_put_the_undated_apart_without_day_or_month(counts):
    make_bulletin(None, north=4, south=None)
    make_bulletin("2021-03-05", north=1, south=None)

    answer = counts(group_by="side,month", **{"from": "2021-03-01", "to": "2021-04-01"})

    assert [row["count"] for row in answer["results"]] == [1]
    assert answer["undated"] == {
        "issues": 1,
        "results": [
            {"side": "NORTH", "count": 4, "issues_held": 1, "issues_expected": None, **VIEW}
        ],
    }


def test_counts_say_how_many_have_no_total(counts):
    make_bulletin("2021-03-05", north=SideFacts("NORTH", None), south=2)

    answer = counts(group_by="side")

    assert [row["side"] for row in answer["results"]] == ["SOUTH"]
    assert answer["without_total"] == 1


def test_counts_never_merge_sides(counts):
    make_bulletin()

    for parameters in ({}, {"group_by": "month"}, {"group_by": "area,day", "area": "DV-1"}):
        problem = counts(**parameters)
        assert (problem["status"], problem["code"]) == (400, "sides_not_merged")
        assert "never added up" in problem["detail"]
    assert len(counts(side="SOUTH", group_by="month")["results"]) == 1


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"agreement": ""}, "agreement"),
        ({"agreement": "DEMO-9"}, "agreement"),
        ({"agreement": "", "series": "DEMO-1-DAILY"}, "agreement"),
        ({"series": "DEMO-1-MONTHLY"}, "series"),
        ({"side": "EAST"}, "side"),
        ({"side": "MAYOR"}, "side"),
        ({"area": "Atlantis"}, "area"),
        ({"group_by": "side,week"}, "group_by"),
        ({"from": "March"}, "from"),
        ({"to": "2021-02-30"}, "to"),
        ({"from": "2021-03-05", "to": "2021-03-05"}, "to"),
        ({"colour": "red"}, "colour"),
        ({"page_size": "5"}, "page_size"),
    ],
)
def test_counts_refuse_what_they_cannot_read_by_name(counts, parameters, field):
    make_series()

    problem = counts(**{"group_by": "side", **parameters})

    assert (problem["status"], problem["code"]) == (400, "invalid")
    assert list(problem["errors"]) == [field]


def test_counts_of_several_series_are_never_added(counts):
    make_bulletin("2021-03-05", north=1)
    make_series("DEMO-1-WEEKLY")
    make_bulletin("2021-03-05", series="DEMO-1-WEEKLY", north=50)

    assert list(counts(group_by="side")["errors"]) == ["series"]
    answer = counts(group_by="side", series="DEMO-1-WEEKLY")
    assert answer["results"][0]["count"] == 50


def test_area_name_with_several_meanings_is_refused(counts):
    make_series()
    for code in ("DV-8", "DV-9"):
        make_area(code, source_names=((f"gazetteer {code}", "Mill Hill"),))

    assert list(counts(group_by="side", area="Mill Hill")["errors"]) == ["area"]


def test_counts_hide_what_the_reader_may_not_see(client):
    bulletin = make_bulletin(north=3)
    withdraw(
        kind=PublishedKind.BULLETIN, subject=bulletin, by=User.objects.system(), reason="a copy"
    )
    sign_in(client, make_user())

    answer = client.get(COUNTS, {"agreement": "DEMO-1", "group_by": "side"}).json()

    assert answer == {
        "results": [],
        "undated": {"issues": 0, "results": []},
        "without_total": 0,
    }


def test_counts_that_have_not_changed_are_not_sent_again(partner):
    make_bulletin()
    asked = {"agreement": "DEMO-1", "group_by": "side"}
    first = partner.get(COUNTS, asked)

    assert partner.get(COUNTS, asked, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_side_that_is_a_party_but_counts_nowhere_is_no_side(partner):
    make_series()
    make_party("EAST", kind=PartyKind.STATE_FORCES)

    assert partner.get(LIST, {"side": "EAST"}).status_code == 400


def test_bulletins_and_counts_are_as_described(partner):
    view = {"not_confirmed": 4}
    north = side_facts("NORTH", 5, {"DV-1": 5}, view=view, accused="SOUTH", notes=("odd",))
    make_bulletin("2021-03-05", north=north, context={"humanitarian_actions": "4"})
    make_bulletin(None, north=SideFacts("NORTH", None), south=None)
    schema = SchemaGenerator().get_schema(public=True)

    listed = partner.get(LIST).json()
    asked = {"agreement": "DEMO-1", "group_by": "side,area,day,month"}
    counted = partner.get(COUNTS, asked).json()

    assert len(counted["results"]) == 4
    assert list(validator(schema, "bulletins").iter_errors(listed)) == []
    assert list(validator(schema, "bulletins/counts").iter_errors(counted)) == []
