"""What stands in the tension list, in which order, and what of it is redacted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.codes.observations import Hindrance
from ceasefire.monitoring.coverage import stop_coverage
from ceasefire.parties.models import Party
from ceasefire.places.models import Area
from reports.statistics.periods import Period
from tests.builders.calls import make_call, make_duty_point, stopped, went_on
from tests.builders.cases import make_guarantor, make_notified
from tests.builders.field import make_coverage, make_field
from tests.builders.tension import (
    DAY,
    MIDNIGHT,
    MINUTE,
    NOW,
    references,
    tension_told,
    told_to_mediator,
)

pytestmark = pytest.mark.django_db
DENIAL, MINES = Hindrance.DENIAL, Hindrance.MINES
NOT_REACHED, DECLINED = CallAnswer.NOT_REACHED, CallAnswer.DECLINED


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    make_field()


def test_nothing_open_is_no_line_at_all():
    for reader in (tension_told(), told_to_mediator()):
        assert (reader.calls, reader.restrictions, reader.overdue, reader.due) == ([], [], [], [])
        assert reader.areas_restricted == 0


# --- Calls ---
def test_calls_unanswered_stay_while_open_and_others_for_a_week():
    point, begun = make_duty_point(), MIDNIGHT - 7 * DAY
    old, late = begun - MINUTE, begun
    after = stopped(late + MINUTE)
    kept = [
        make_call(old, point=point, answer=NOT_REACHED),
        make_call(old + MINUTE, point=point, answer=DECLINED, stop=after),
        make_call(late + MINUTE, point=point, answer=NOT_REACHED, stop=went_on()),
        make_call(late + 2 * MINUTE, point=point),
    ]
    make_call(old, point=point)
    make_call(old, point=point, answer=DECLINED, stop=after)
    make_call(late, point=point, stop=went_on())

    assert references(tension_told().calls) == [each.reference for each in kept]


def test_calls_stand_by_area_and_then_by_time_whomever_they_went_to():
    south = make_call(NOW - 3 * DAY, area="DV-S", answer=NOT_REACHED)
    later = make_call(NOW - DAY, point=make_duty_point("NORTH"))
    earlier = make_call(NOW - 2 * DAY, point=make_duty_point("SOUTH"))

    lines = tension_told().calls

    assert references(lines) == [earlier.reference, later.reference, south.reference]
    assert [each.days for each in lines] == [2, 1, 3]


def test_mediator_is_told_of_a_call_by_day_and_part_of_the_day_only():
    call = make_call(NOW - DAY, answer=DECLINED)

    [opened], [redacted] = tension_told().calls, told_to_mediator().calls

    assert (opened.called_at, opened.id) == (NOW - DAY, str(call.public_id))
    assert redacted == replace(opened, called_at=None, id="", reference="")
    assert (redacted.day, redacted.part_of_day) == (date(2021, 3, 19), "morning")
    assert (redacted.answer, redacted.fire_stopped) == (DECLINED, FireStopped.UNKNOWN)


# --- Restrictions ---
def restrict(on, *days, hindrance=DENIAL, **facts):
    return [
        on(day, make_coverage, NOW.replace(day=day, hour=1), hindrance=hindrance, **facts)
        for day in days
    ]


def numbers(tension):
    return [
        (each.area.code, each.hindrance, each.number["number"], each.before["number"])
        for each in tension.restrictions
    ]


def test_restrictions_are_counted_by_area_and_reason_beside_the_week_before(on):
    restrict(on, 14, 20, 13, hindrance=MINES)
    restrict(on, 15, 7, 6)
    restrict(on, 16, area="DV-S")
    restrict(on, 10, area="DV-S", hindrance=MINES)  # told of no more
    on(15, make_coverage, NOW.replace(day=15, hour=1))  # somebody could look

    tension = tension_told()

    assert tension.wanted.counted == Period(date(2021, 3, 14), date(2021, 3, 21))
    assert numbers(tension) == [
        ("DV-N", DENIAL, 1, 1),
        ("DV-N", MINES, 2, 1),
        ("DV-S", DENIAL, 1, 0),
    ]
    assert tension.areas_restricted == 2


def test_restriction_tells_staff_its_latest_moment_and_receipts(on):
    rows = restrict(on, 15, 18)
    [taken_back] = restrict(on, 19)
    stop_coverage(coverage=taken_back, by=taken_back.author)

    [line] = tension_told().restrictions

    assert (line.latest_at, line.days) == (rows[1].begins_at, 2)
    assert line.receipts == tuple(each.receipt for each in rows)


def test_what_lasts_over_the_beginning_of_the_week_counts_in_both(on):
    over = MIDNIGHT - 6 * DAY - timedelta(hours=1)
    on(14, make_coverage, over, hindrance=DENIAL)

    assert numbers(tension_told()) == [("DV-N", DENIAL, 1, 1)]


def test_mediator_is_told_numbers_by_area_and_small_ones_not_at_all(on):
    restrict(on, 13, 14, 15, 16)
    restrict(on, 17, hindrance=MINES)
    restrict(on, 18, 12, area="DV-S")

    north, south = told_to_mediator().restrictions

    assert (north.number, north.before) == (
        {"number": 5, "fewer_than": None},
        {"number": 0, "fewer_than": None},
    )
    assert south.number == south.before == {"number": None, "fewer_than": 5}
    for line in (north, south):
        assert (line.hindrance, line.latest_at, line.receipts) == (None, None, ())


def test_mediator_is_told_nothing_that_came_today(on):
    restrict(on, 20)
    make_coverage(NOW.replace(day=18), hindrance=DENIAL)  # of two days ago, and sent in now

    assert told_to_mediator().restrictions == []
    assert numbers(tension_told()) == [("DV-N", DENIAL, 2, 0)]


# --- All of it ---
def test_areas_narrow_every_section(on):
    there, here = ({"area": code} for code in ("DV-S", "DV-N"))
    for where in (there, here):
        make_call(NOW - DAY, **where)
        restrict(on, 18, **where)
        told_of = {"place": None, "place_precision": "district", **where}
        for day in (10, 14):
            on(day, make_notified, "NORTH", **told_of)

    south = tension_told(
        within=frozenset(Area.objects.filter(code="DV-S").values_list("pk", flat=True))
    )

    for lines in (south.calls, south.restrictions, south.overdue, south.due):
        assert [each.area.code for each in lines] == ["DV-S"]


def test_other_agreements_are_not_told_of(on):
    other = {"agreement": "OTHER-1"}
    make_field("OTHER-1")
    make_call(NOW - DAY, point=make_duty_point(**other))
    make_coverage(NOW - DAY, hindrance=DENIAL, **other)
    on(10, make_notified, "NORTH", **other)

    tension = tension_told()

    assert (tension.calls, tension.restrictions, tension.overdue) == ([], [], [])


def test_exchanged_names_change_no_line_and_no_order(on):
    make_guarantor("SOUTH")
    for accuser in ("SOUTH", "NORTH", "SOUTH"):
        on(11, make_notified, accuser)
    before = tension_told()
    north, south = (Party.objects.get(code=code) for code in ("NORTH", "SOUTH"))
    for party, others in ((north, south.names), (south, north.names)):
        Party.objects.filter(pk=party.pk).update(names=others)

    after = tension_told()

    assert references(after.overdue) == references(before.overdue)
    assert [each.party.names for each in after.overdue] == [south.names, south.names, north.names]
