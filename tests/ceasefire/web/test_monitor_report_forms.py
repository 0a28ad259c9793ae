"""Filling in a report: what is read of it, what is said where it cannot be, and that nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ceasefire.codes.observations import PlacePrecision
from ceasefire.monitoring.models import MonitorReport
from tests.builders.agreements import DEMO, make_agreement, participation_facts
from tests.builders.field import THAT_DAY
from tests.builders.parties import make_party
from tests.builders.places import make_area
from tests.ceasefire.web.pages import elements, first, parsed, text_of
from tests.ceasefire.web.sending import ONCE, REPORT, faults, filled_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, monitor):
    """`send(**changes)`: the answer to a form filled in so."""
    return lambda **changes: client.post(REPORT, filled_in(**changes))


def options(tree, name):
    return [each.get("value") for each in first(tree, "select", name=name).iter("option")]


def test_report_is_kept_as_it_was_filled_in(send, monitor):
    answer = send(
        means=["seen", "heard"], fire_sign="impact", count_low="3", count_high="5",
        act="indirect_fire", weapon="mortar_120", actor="SOUTH", target="NORTH",
        ends_at="2021-03-05T12:00", still_there_until="2021-03-06T08:00",
        relayed_from="Valley Gazette", narrative="Two craters.", permitted_use="count_only",
    )  # fmt: skip

    report = MonitorReport.objects.get()
    assert answer.url == f"/monitor-reports/{report.public_id}/"
    assert (report.author, str(report.submission), report.agreement.code) == (monitor, ONCE, DEMO)
    assert (report.begins_at, report.ends_at) == (THAT_DAY, THAT_DAY + timedelta(minutes=30))
    assert report.still_there_until == datetime(2021, 3, 6, 6, tzinfo=UTC)
    assert (report.place.gazetteer_id, report.place_text, report.area.code) == (
        "demo:weir", "", "DV-N",
    )  # fmt: skip
    assert (report.means, report.fire_sign) == (["seen", "heard"], "impact")
    assert (report.count_low, report.count_high) == (3, 5)
    assert (report.act, report.weapon) == ("indirect_fire", "mortar_120")
    assert (report.actor.code, report.target.code) == ("SOUTH", "NORTH")
    assert (report.basis, report.relayed_from) == ("saw", "Valley Gazette")
    assert (report.permitted_use, report.narrative) == ("count_only", "Two craters.")


def test_little_is_enough(send):
    answer = send(place=None, area="DV-N")

    report = MonitorReport.objects.get()
    assert answer.status_code == 302
    assert (report.means, report.act, report.actor, report.count_low) == ([], "", None, None)
    assert (report.area.code, report.place_precision) == ("DV-N", PlacePrecision.GOVERNORATE)


def test_empty_form_is_told_what_it_lacks(client, monitor):
    answer = client.post(REPORT, {})

    assert answer.status_code == 400
    assert set(faults(answer)) == {
        "begins_at", "time_precision", "place_precision", "basis", "permitted_use", "language",
        "place",
    }  # fmt: skip
    assert MonitorReport.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"begins_at": "this morning"}, "begins_at", "Enter a valid date/time."),
        (
            {"begins_at": "0001-01-01T00:00"},
            "begins_at",
            "This is too long ago. Is the year right?",
        ),
        ({"ends_at": "2021-03-05T11:29"}, "ends_at", "This is before the beginning."),
        ({"place": None}, "place", "Say where, as closely as you know."),
        ({"place": None, "latitude": "0.5"}, "longitude", "Give both, or neither."),
        ({"latitude": "91", "longitude": "0"}, "latitude", None),
        ({"latitude": "nan", "longitude": "0"}, "latitude", None),
        (
            {"place": None, "latitude": "40", "longitude": "40"},
            "latitude",
            "This lies outside the area of the agreement.",
        ),
        ({"area": "SY01"}, "area", None),
        ({"place": "x" * 201}, "place", None),
        (
            {"count_low": "5", "count_high": "4"},
            "count_high",
            "This is less than the lower number.",
        ),
        ({"count_low": "-1"}, "count_low", None),
        ({"count_high": "9" * 30}, "count_high", None),
        ({"basis": "guess"}, "basis", None),
        ({"basis": None}, "basis", "This field is required."),
        ({"means": ["smelt"]}, "means", None),
        ({"actor": "RIVER-GOD"}, "actor", None),
        ({"still_there_until": "2100-01-01T00:00"}, "still_there_until", None),
        ({"killed_civilian_low": "3", "killed_civilian_high": "2"}, "killed_civilian_high", None),
        ({"killed_civilian_best": "many"}, "killed_civilian_best", None),
        ({"injured_unknown_high": "9" * 20}, "injured_unknown_high", None),
        ({"submission": "twice"}, "", None),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(send, changes, field, words):
    sent = filled_in(narrative="They fired.", **changes)
    answer = send(narrative="They fired.", **changes)

    said = faults(answer)
    assert (answer.status_code, list(said)) == (400, [field] if field else [])
    assert words in {None, said.get(field)}
    boxes = typed(answer)
    shown = {name: value for name, value in sent.items() if name not in {"means", "area", "actor"}}
    kept = {name: boxes.get(name) for name in shown}
    assert kept | {"basis": None} == shown | {"basis": None}
    assert MonitorReport.objects.count() == 0


def test_everything_that_is_wrong_is_said_at_once(send):
    answer = send(
        begins_at="2100-01-01T00:00", basis=None, count_low="2", count_high="1",
        injured_civilian_low="2", injured_civilian_best="1",
    )  # fmt: skip

    assert set(faults(answer)) == {"begins_at", "basis", "count_high", "injured_civilian_high"}


@pytest.mark.parametrize("name", ["place", "narrative", "agreement", "begins_at", "submission"])
def test_null_character_is_no_fault_of_ours(send, name):
    assert send(**{name: "\0"}).status_code in {400, 404}


def test_hour_that_the_clocks_show_twice_is_the_first_and_one_they_skip_is_refused(send):
    make_agreement("DEMO-2", time_zone="Europe/Athens")

    send(agreement="DEMO-2", begins_at="2021-10-31T03:30")
    skipped = send(agreement="DEMO-2", begins_at="2021-03-28T03:30", submission=None)

    assert MonitorReport.objects.get().begins_at == datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
    assert faults(skipped) == {"begins_at": "The clock skipped this time on that day."}


def test_future_beyond_the_skew_of_clocks_is_refused(send):
    ahead = timezone.now() + timedelta(hours=2)  # by the clock of DEMO-1

    late = send(begins_at=f"{ahead + timedelta(minutes=16):%Y-%m-%dT%H:%M}")
    near = send(begins_at=f"{ahead + timedelta(minutes=14):%Y-%m-%dT%H:%M}")

    assert faults(late) == {"begins_at": "This lies in the future. Is the day right?"}
    assert near.status_code == 302


def test_second_submit_of_one_form_is_the_same_report(send):
    first_answer, second = send(), send()

    assert first_answer.url == second.url
    assert MonitorReport.objects.count() == 1


def test_form_that_was_sent_with_other_words_is_refused(send):
    send()

    answer = send(narrative="Something else.")

    assert answer.status_code == 409
    assert "You sent this form before, with other words" in text_of(parsed(answer))
    assert typed(answer)["narrative"] == "Something else."
    assert MonitorReport.objects.count() == 1


def test_every_form_has_a_name_of_its_own(client, monitor):
    names = {typed(client.get(REPORT))["submission"] for _ in range(2)}

    assert len(names) == 2


# --- People harmed ---


def test_numbers_of_people_harmed_are_kept_as_ranges(send):
    send(
        killed_civilian_low="1", killed_civilian_best="2", killed_civilian_high="3",
        injured_unknown_low="4", injured_armed_forces_best="5", killed_unknown_low="0",
    )  # fmt: skip

    told = MonitorReport.objects.get().casualties.values_list(
        "outcome", "status", "low", "best", "high"
    )
    assert set(told) == {
        ("killed", "civilian", 1, 2, 3),
        ("injured", "unknown", 4, None, 4),
        ("injured", "armed_forces", 5, 5, 5),
        ("killed", "unknown", 0, None, 0),
    }


# --- What is shown ---


def test_what_is_filled_in_is_unfolded_and_the_rest_is_not(client, send):
    untouched = parsed(client.get(REPORT))
    answer = parsed(send(basis=None, act="air", latitude="0.5", killed_unknown_low="1"))

    assert [each for each in elements(untouched, "details") if "open" in each.attrib] == []
    opened = [
        each.find("summary").text.strip()
        for each in elements(answer, "details")
        if "open" in each.attrib
    ]
    assert opened == [
        "Coordinates, and how closely the place is known",
        "What you conclude",
        "People killed or injured",
    ]


def test_parties_are_those_of_the_agreement_in_their_order(client, monitor):
    make_party("BAND")
    make_agreement(
        participations=[participation_facts(each) for each in ("SOUTH", "NORTH", "SOUTH")]
    )

    tree = parsed(client.get(REPORT))

    assert options(tree, "actor") == options(tree, "target") == ["", "SOUTH", "NORTH"]


def test_areas_are_named_in_the_readers_language(client, monitor):
    make_area("DV-N", names={"en": "North Valley", "ar": "الوادي الشمالي"}, parent="DV")

    tree = parsed(client.get(REPORT, headers={"Accept-Language": "ar"}))

    assert options(tree, "area") == ["", "DV", "DV-N", "DV-S"]
    assert "الوادي الشمالي" in text_of(first(tree, "select", name="area"))
    assert typed(client.get(REPORT, headers={"Accept-Language": "ar"}))["language"] == "ar"


def test_clock_of_the_agreement_is_named(client, monitor):
    assert "By the clock of Etc/GMT-2." in text_of(parsed(client.get(REPORT)))
