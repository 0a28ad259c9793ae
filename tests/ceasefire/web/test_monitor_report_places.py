"""Where a report says that it was, and under which agreement it is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ceasefire.codes.observations import PlacePrecision
from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import MonitorReport
from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import DEMO, IN_FORCE, make_agreement
from tests.builders.field import make_coverage, make_report
from tests.builders.places import make_area, make_place, make_zone
from tests.ceasefire.web.pages import elements, first, parsed, text_of
from tests.ceasefire.web.sending import REPORT, faults, filled_in, typed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def send(client, monitor):
    """`send(**changes)`: the answer to a form filled in so."""
    return lambda **changes: client.post(REPORT, filled_in(**changes))


def options(tree, name):
    return [each.get("value") for each in first(tree, "select", name=name).iter("option")]


def test_name_in_any_script_is_the_place(send):
    send(place="  جِسر السدّ ")

    assert MonitorReport.objects.get().place.gazetteer_id == "demo:weir"


def test_part_of_a_name_is_the_only_place_it_can_be_and_stays_as_written(send):
    send(place="weir")

    report = MonitorReport.objects.get()
    assert (report.place.gazetteer_id, report.place_text) == ("demo:weir", "weir")


def test_name_that_is_not_known_needs_its_area_and_stays_as_written(send):
    refused = send(place="The old mill")
    sent = send(place="The old mill", area="DV-N")

    report = MonitorReport.objects.get()
    assert list(faults(refused)) == ["area"]
    assert sent.status_code == 302
    assert (report.place, report.place_text, report.area.code) == (None, "The old mill", "DV-N")
    assert report.place_precision == PlacePrecision.EXACT


def test_point_needs_no_area(send):
    send(place=None, latitude="0.25", longitude="0.5", place_precision="within_25_km")

    report = MonitorReport.objects.get()
    assert (report.latitude, report.longitude, report.area.code) == (0.25, 0.5, "DV-N")
    assert report.place_precision == PlacePrecision.WITHIN_25_KM


def test_several_places_are_asked_about_and_what_was_typed_stays(send):
    for number in range(11):
        make_place(f"demo:mill-{number}", names={"en": f"Mill {number}"}, area="DV-S")

    answer = send(place="Mill", narrative="They fired.")

    offered = [each.get("value") for each in elements(parsed(answer), "input", name="place_choice")]
    assert (answer.status_code, list(faults(answer))) == (400, ["place"])
    assert offered == [*(f"demo:mill-{number}" for number in range(10)), "as-written"]
    assert "Mill 3 (South Valley)" in text_of(parsed(answer))
    assert (typed(answer)["place"], typed(answer)["narrative"]) == ("Mill", "They fired.")


@pytest.mark.parametrize(
    ("choice", "area", "found"),
    [
        ("demo:mill-1", "", ("demo:mill-1", "Mill", "DV-S")),
        ("as-written", "DV-N", (None, "Mill", "DV-N")),
        ("", "DV-N", ("demo:mill-0", "Mill", "DV-N")),
    ],
)
def test_one_of_several_places_is_chosen_or_none(send, choice, area, found):
    make_place("demo:mill-0", names={"en": "Mill 0"}, area="DV-N")
    make_place("demo:mill-1", names={"en": "Mill 1"}, area="DV-S")

    send(place="Mill", place_choice=choice, area=area)

    report = MonitorReport.objects.get()
    place = report.place.gazetteer_id if report.place else None
    assert (place, report.place_text, report.area.code) == found


def test_choice_that_does_not_fit_the_name_is_no_choice(send):
    send(place="Weir Bridge", place_choice="demo:mill-1")

    assert MonitorReport.objects.get().place.gazetteer_id == "demo:weir"


def test_place_outside_the_area_chosen_is_asked_about(send):
    answer = send(place="Weir Bridge", area="DV-S")

    offered = [each.get("value") for each in elements(parsed(answer), "input", name="place_choice")]
    assert (list(faults(answer)), offered) == (["place"], ["demo:weir", "as-written"])

    send(place="Weir Bridge", area="DV-S", place_choice="demo:weir")
    assert MonitorReport.objects.get().area.code == "DV-N"


def test_place_within_a_wider_area_keeps_its_own(send):
    send(place="Weir Bridge", area="DV")

    assert MonitorReport.objects.get().area.code == "DV-N"


def test_place_of_no_area_is_in_the_one_that_is_chosen(send, monitor):
    make_agreement("DEMO-2")
    ford = make_place("demo:ford", names={"en": "Ford"})

    send(agreement="DEMO-2", place="Ford", area="DV-S", place_choice="demo:ford")

    report = MonitorReport.objects.get()
    assert (report.place, report.area.code) == (ford, "DV-S")


def test_place_of_another_agreement_is_not_known(send):
    make_area("DX", names={"en": "Elsewhere"})
    make_place("demo:ford", names={"en": "Ford"}, area="DX")
    make_zone("DZ-X", areas=("DX",), covers_whole_areas=True)

    answer = send(place="Ford")

    assert list(faults(answer)) == ["area"]


# --- Under which agreement ---


def told_under(answer):
    return typed(answer)["agreement"]


def test_agreement_is_not_asked_for_where_there_is_one(client, monitor):
    tree = parsed(client.get(REPORT))

    assert first(tree, "select", name="agreement") is None


def test_agreement_newest_in_force_is_taken_and_another_can_be_chosen(client, monitor):
    later = IN_FORCE + 9 * DAY
    make_agreement("DEMO-2", effective_from=later)
    make_agreement("DEMO-OVER", effective_from=later + DAY, effective_to=later + 2 * DAY)
    make_agreement("DEMO-NOT-YET", effective_from=timezone.now() + DAY)

    usual, chosen = client.get(REPORT), client.get(REPORT, {"agreement": DEMO})

    tree = parsed(usual)
    assert options(tree, "agreement") == [DEMO, "DEMO-2", "DEMO-OVER", "DEMO-NOT-YET"]
    assert (told_under(usual), told_under(chosen)) == ("DEMO-2", DEMO)


def test_agreement_of_the_last_sending_is_taken_again(client, monitor):
    make_agreement("DEMO-2", effective_from=IN_FORCE + 9 * DAY)
    make_report(by=monitor)
    before = told_under(client.get(REPORT))

    make_coverage(by=monitor, agreement="DEMO-2")

    assert (before, told_under(client.get(REPORT))) == (DEMO, "DEMO-2")


@pytest.mark.parametrize("code", ["DEMO-9", "x\0"])
def test_agreement_that_is_not_there_is_nowhere(client, send, code):
    answers = client.get(REPORT, {"agreement": code}), send(agreement=code)

    assert [each.status_code for each in answers] == [404, 404]


def test_without_any_agreement_nothing_can_be_reported(client):
    sign_in(client, make_user(Role.MONITOR))

    for way in ("new", "nothing", "could-not-look"):
        answer = client.get(f"/monitor-reports/{way}/")
        assert "No agreement is recorded yet" in text_of(parsed(answer))
