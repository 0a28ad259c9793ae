from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ceasefire.codes.allegations import AnswerStanding
from reports.rollups.field_marginals import (
    AllegationLine,
    CasualtyLine,
    FieldDay,
    IncidentLine,
    LookLine,
    ScopeLine,
    field_marginals,
)


def at(hour, minute=0):
    return datetime(2021, 3, 5, hour, minute, tzinfo=UTC)


def look(begins, ends, *, area="DV-N", could_look=True):
    return LookLine(area, begins, ends, could_look)


def incident(state="verified", *, act="air", area="DV-N", **more):
    return IncidentLine(act, area, state, **more)


def counted(**day):
    return field_marginals(FieldDay(**day))


def test_day_without_anything_has_no_marginal():
    assert counted() == {}


def test_incidents_are_counted_by_act_and_by_area():
    marginals = counted(incidents=(incident(), incident(area=""), incident("refuted", act="")))

    assert marginals == {
        ("incident_act", "air", "verified"): 2,
        ("incident_act", "", "refuted"): 1,
        ("incident_area", "DV-N", "verified"): 1,
        ("incident_area", "DV-N", "refuted"): 1,
        ("incident_area", "", "verified"): 1,
    }


def test_scope_is_counted_by_provision_with_its_reason():
    covered = ScopeLine("p1", "in_scope", "")
    outside = ScopeLine("p1", "outside", "out_of_area")

    marginals = counted(incidents=(incident(scope=(covered,)), incident(scope=(outside,))))

    assert {key: n for key, n in marginals.items() if key[0] == "scope"} == {
        ("scope", "p1/in_scope", "in_scope"): 1,
        ("scope", "p1/outside", "out_of_area"): 1,
    }


def test_casualties_of_different_incidents_are_added_and_claims_stand_apart():
    harmed = (CasualtyLine("killed", "civilian", 1, 3),)

    marginals = counted(
        incidents=(
            incident(casualties=harmed),
            incident("partly_verified", casualties=harmed),
            incident("unable_to_verify", casualties=harmed),
            incident("refuted", casualties=harmed),
        )
    )

    assert {key[1:]: n for key, n in marginals.items() if key[0] == "casualty"} == {
        ("verified/killed/civilian", "incidents"): 2,
        ("verified/killed/civilian", "low"): 2,
        ("verified/killed/civilian", "high"): 6,
        ("claimed/killed/civilian", "incidents"): 1,
        ("claimed/killed/civilian", "low"): 1,
        ("claimed/killed/civilian", "high"): 3,
    }


def test_mutual_accusation_is_one_in_each_direction():
    there = AllegationLine("n", "s", is_verified=True, standing=AnswerStanding.DISPUTED)
    back = AllegationLine("s", "n", is_verified=True, standing=AnswerStanding.AWAITED)

    assert counted(allegations=(there, back)) == {
        ("allegation", "n/s", "alleged"): 1,
        ("allegation", "n/s", "verified"): 1,
        ("allegation", "n/s", "disputed"): 1,
        ("allegation", "s/n", "alleged"): 1,
        ("allegation", "s/n", "verified"): 1,
        ("allegation", "s/n", "awaited"): 1,
    }


def test_what_is_in_no_pair_of_parties_is_counted_by_how_it_was_lodged():
    assert counted(lodged_otherwise=("monitor", "self_report", "monitor")) == {
        ("allegation_by", "monitor", "alleged"): 2,
        ("allegation_by", "self_report", "alleged"): 1,
    }


def test_what_is_not_shown_is_a_number_only():
    assert counted(being_checked=2, not_shown=3, not_asked=4) == {
        ("unshown", "incident", "being_checked"): 2,
        ("unshown", "incident", "not_shown"): 3,
        ("unshown", "allegation", "not_asked"): 4,
    }


def test_windows_that_overlap_are_counted_once():
    looks = (look(at(8), at(10)), look(at(9), at(11)), look(at(9), at(9, 30)), look(at(14), at(15)))

    assert counted(looks=looks) == {
        ("coverage", "DV-N", "minutes_seen"): 240,
        ("coverage", "DV-N", "days_seen"): 1,
    }


def test_day_is_unseen_only_where_nobody_could_look():
    hindered = look(at(8), at(10), could_look=False)
    elsewhere = look(at(8), at(9), area="DV-S", could_look=False)

    assert counted(looks=(hindered, look(at(12), at(13)), elsewhere)) == {
        ("coverage", "DV-N", "minutes_seen"): 60,
        ("coverage", "DV-N", "days_seen"): 1,
        ("coverage", "DV-N", "minutes_unseen"): 120,
        ("coverage", "DV-S", "minutes_unseen"): 60,
        ("coverage", "DV-S", "days_unseen"): 1,
    }


minutes = some.integers(0, 24 * 60 - 1)


@given(some.lists(some.tuples(minutes, minutes).map(sorted), min_size=1, max_size=8))
def test_minutes_seen_are_the_minutes_in_any_window(windows):
    start = at(0).timestamp()
    looks = tuple(
        look(*(datetime.fromtimestamp(start + 60 * each, UTC) for each in window))
        for window in windows
    )

    expected = len({minute for first, end in windows for minute in range(first, end)})
    assert counted(looks=looks).get(("coverage", "DV-N", "minutes_seen"), 0) == expected


@pytest.mark.parametrize("field", ["being_checked", "not_shown", "not_asked"])
def test_nought_leaves_no_row(field):
    assert counted(**{field: 0}) == {}
