"""Where an account says it was, told against the area of the agreement."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.agreements.locating import (
    CLOCK_SKEW,
    EARLIEST,
    areas_of,
    located,
)
from ceasefire.codes.observations import TimePrecision
from ceasefire.places.models import Area, Place
from tests.builders.agreements import make_agreement, provision_facts
from tests.builders.field import THAT_DAY, happening, make_field
from tests.builders.places import make_area, make_place, make_zone, square

pytestmark = pytest.mark.django_db
NOWHERE = {"place": None}


@pytest.fixture
def field():
    return make_field()


def refused(agreement, **facts):
    """The fields that are refused."""
    with pytest.raises(ValidationError) as error:
        located(happening(**facts), agreement)
    return set(error.value.message_dict)


def test_settlement_tells_its_area_and_its_cell(field):
    assert located(happening(), field) == {
        "begins_at": THAT_DAY,
        "ends_at": THAT_DAY + timedelta(minutes=1),
        "time_precision": "minute",
        "place": Place.objects.get(gazetteer_id="demo:weir"),
        "place_text": "",
        "latitude": None,
        "longitude": None,
        "place_precision": "exact",
        "area": Area.objects.get(code="DV-N"),
        "cell": "",
    }


def test_point_tells_the_smallest_area_that_holds_it(field):
    make_area("DV-N1", parent="DV-N", outline=square(degrees=0.5))

    near = located(happening(**NOWHERE, latitude=0.25, longitude=0.25), field)
    far = located(happening(**NOWHERE, latitude=0.75, longitude=0.75), field)

    assert (near["area"].code, far["area"].code) == ("DV-N1", "DV-N")
    assert (near["latitude"], near["longitude"], near["cell"][:2]) == (0.25, 0.25, "87")


def test_point_just_off_a_coarse_outline_still_lies_in_it(field):
    off = located(happening(**NOWHERE, latitude=1.04, longitude=0.5), field)

    assert off["area"].code == "DV-N"
    assert refused(field, **NOWHERE, latitude=1.06, longitude=0.5) == {"latitude"}


def test_area_that_is_given_counts_before_that_of_the_settlement(field):
    assert located(happening(area="DV-S"), field)["area"].code == "DV-S"


def test_words_alone_are_a_place(field):
    found = located(happening(**NOWHERE, place_text="at the mill"), field)

    assert (found["place"], found["area"], found["place_text"]) == (None, None, "at the mill")


def test_settlement_without_an_area_is_a_place(field):
    make_place("demo:mill")

    found = located(happening(place="demo:mill"), field)

    assert (found["place"].gazetteer_id, found["area"]) == ("demo:mill", None)


@pytest.mark.parametrize(
    ("facts", "field_name"),
    [
        (NOWHERE, "place_text"),
        ({"place": "demo:unknown"}, "place"),
        ({"area": "UNKNOWN"}, "area"),
        ({"latitude": 0.5}, "longitude"),
        ({"longitude": 0.5}, "latitude"),
        ({**NOWHERE, "latitude": 40.0, "longitude": 40.0}, "latitude"),
        ({"ends_at": THAT_DAY - timedelta(minutes=1)}, "ends_at"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(field, facts, field_name):
    assert refused(field, **facts) == {field_name}


def test_what_lies_outside_the_agreement_is_refused(field):
    make_area("ELSEWHERE", outline=square(west=40))
    make_place("demo:elsewhere", area="ELSEWHERE")

    assert refused(field, place="demo:elsewhere") == {"place"}
    assert refused(field, **NOWHERE, area="ELSEWHERE") == {"area"}


def test_clock_may_run_ahead_a_little_and_no_more(field, time_machine):
    time_machine.move_to("2021-03-05T09:00:00Z", tick=False)
    ahead = timezone.now() + CLOCK_SKEW

    assert located(happening(ahead), field)["begins_at"] == ahead
    assert refused(field, at=ahead + timedelta(seconds=1)) == {"begins_at"}


@pytest.mark.parametrize("is_said", [True, False])
def test_window_of_today_may_end_tonight(field, is_said, time_machine):
    time_machine.move_to("2021-03-05T09:00:00Z", tick=False)
    tonight = timezone.now() + timedelta(days=1)
    ends_at = tonight if is_said else None

    found = located(
        happening(timezone.now(), ends_at=ends_at, time_precision=TimePrecision.DAY), field
    )

    assert found["ends_at"] == tonight


def test_window_ends_no_later_than_it_can_be_known(field, time_machine):
    time_machine.move_to("2021-03-05T09:00:00Z", tick=False)
    now, later = timezone.now(), timezone.now() + CLOCK_SKEW + timedelta(seconds=1)

    assert located(happening(now, ends_at=now + CLOCK_SKEW), field)["ends_at"] == now + CLOCK_SKEW
    assert refused(field, at=now, ends_at=later) == {"ends_at"}


def test_day_that_no_record_reaches_is_refused(field):
    assert refused(field, at=EARLIEST - timedelta(seconds=1)) == {"begins_at"}
    assert located(happening(EARLIEST), field)["begins_at"] == EARLIEST


def test_areas_of_an_agreement_are_those_of_its_zones_with_all_their_parts(field):
    make_area("DV-N1", parent="DV-N")
    make_area("ELSEWHERE")

    found = areas_of(field)

    assert {area.code for area in found.values()} == {"DV", "DV-N", "DV-N1", "DV-S"}
    assert all(key == area.pk for key, area in found.items())


def test_zone_of_a_provision_counts_as_well():
    make_area("DV-Q")
    make_zone("DZ-QUARRY", areas=("DV-Q",))
    agreement = make_agreement(provisions=[provision_facts("1", zone="DZ-QUARRY")])

    assert [area.code for area in areas_of(agreement).values()] == ["DV-Q"]


def test_without_zones_nothing_is_known_to_lie_outside():
    agreement = make_agreement()
    make_area("ELSEWHERE")
    point = {"latitude": 40.0, "longitude": 40.0}

    found = located(happening(**NOWHERE, **point), agreement)

    assert areas_of(agreement) == {}
    assert (found["area"], found["latitude"]) == (None, 40.0)
    assert located(happening(**NOWHERE, area="ELSEWHERE"), agreement)["area"].code == "ELSEWHERE"


def test_point_is_not_refused_where_no_outline_is_known():
    make_area("DV-UNDRAWN")
    make_zone("DZ-UNDRAWN", areas=("DV-UNDRAWN",))
    agreement = make_agreement(provisions=[provision_facts("1", zone="DZ-UNDRAWN")])

    found = located(happening(**NOWHERE, latitude=40.0, longitude=40.0), agreement)

    assert (found["area"], found["longitude"]) == (None, 40.0)


@pytest.mark.parametrize(
    ("field_name", "degrees"),
    [("latitude", 90.1), ("latitude", -90.1), ("longitude", 180.1), ("longitude", float("nan"))],
)
def test_point_off_the_earth_is_refused_though_no_area_is_known(field_name, degrees):
    point = {"latitude": 0.5, "longitude": 0.5, field_name: degrees}

    assert refused(make_agreement(), **NOWHERE, **point) == {field_name}
