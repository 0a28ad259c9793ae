"""What stands in the accepted-and-disputed sheet, and in which order."""

import json
from datetime import UTC, date, datetime

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.services import admit_allegation, withdraw_allegation
from ceasefire.codes.allegations import LodgedAs, ResponseKind
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.parties.models import Party
from reports.dashboards.sheet import sheet_of
from reports.statistics.periods import Period
from tests.builders.accounts import make_user
from tests.builders.cases import (
    answer_for,
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_claim,
    make_guarantor,
    make_notified,
    make_self_report,
    make_unput,
    put,
)
from tests.builders.determinations import ASIDE, CONFIRMED, NOT_CONFIRMED, determine
from tests.builders.field import make_field, make_incident, make_report, verify
from tests.builders.findings import make_adopted

pytestmark = pytest.mark.django_db
WEEK = Period(date(2021, 3, 1), date(2021, 3, 8))


@pytest.fixture(autouse=True)
def valley():
    return make_field()


def sheet(period=WEEK, within=None):
    return sheet_of(Agreement.objects.get(code="DEMO-1"), period, within)


def references(directions):
    """The lines by who accuses whom."""
    return {
        (each["accuser"] and each["accuser"]["code"], each["accused"]["code"]): [
            line["statement"]["reference"] for line in each["lines"]
        ]
        for each in directions
    }


def settles(allegation):
    """What would settle this one, which is disputed."""
    [line] = [
        line
        for direction in sheet().disputed
        for line in direction["lines"]
        if line["id"] == str(allegation.public_id)
    ]
    return [each.value for each in line["settles"]]


def test_nothing_put_is_no_direction_at_all():
    make_allegation("NORTH")

    told = sheet()

    assert (told.accepted, told.disputed, told.withdrawn) == ([], [], 0)
    assert told.open_ended == {"no_response": 0, "awaited": 0, "answered": 0}


def test_both_directions_have_a_heading_in_both_sections_in_the_agreements_order():
    accepted = make_answered("SOUTH", kind=ResponseKind.ADMIT)
    disputed = make_answered("SOUTH", kind=ResponseKind.DENY)

    told = sheet()

    pairs = [("NORTH", "SOUTH"), ("SOUTH", "NORTH")]
    assert list(references(told.accepted)) == list(references(told.disputed)) == pairs
    assert references(told.accepted)[pairs[1]] == [accepted.reference]
    assert references(told.disputed)[pairs[1]] == [disputed.reference]


def test_accounts_stand_in_the_agreements_order_whoever_accuses():
    make_answered("NORTH")
    make_answered("SOUTH")

    accounts = [each["lines"][0]["accounts"] for each in sheet().disputed]

    order = [[each["party"]["code"] for each in both] for both in accounts]
    assert order == [["NORTH", "SOUTH"]] * 2
    assert [both[0]["is_accuser"] for both in accounts] == [True, False]


def test_lines_are_ordered_by_what_was_told_of_their_time():
    later = make_answered("NORTH", at=datetime(2021, 3, 5, 12, tzinfo=UTC))
    earlier = make_answered("NORTH", at=datetime(2021, 3, 5, 6, tzinfo=UTC))
    before = make_answered("NORTH", at=datetime(2021, 3, 4, 20, tzinfo=UTC))

    [ours, _theirs] = references(sheet().disputed).values()

    assert ours == [before.reference, earlier.reference, later.reference]


def test_answers_are_told_as_put_and_in_full_and_no_word_of_who_lodged_it():
    make_answered("NORTH", words="We were at the quarry.", place_text="behind the mill")

    [line, *_] = sheet().disputed[0]["lines"]

    assert line["response"]["words"] == "We were at the quarry."
    assert line["kinds"] == {"1": "cease_fire"}
    text = json.dumps(line, default=str)
    assert [each for each in ("They shelled", "mill", "11:30") if each in text] == []


def test_days_from_the_first_on_and_not_the_end_are_the_agreements():
    make_answered("NORTH", at=datetime(2021, 3, 7, 22, 30, tzinfo=UTC))  # of 8 March there

    assert sheet().disputed == []
    assert len(sheet(Period(date(2021, 3, 8), date(2021, 3, 9))).disputed) == 2


def test_areas_narrow_lines_and_keep_the_headings():
    make_answered("NORTH")
    elsewhere = make_answered("SOUTH", place=None, area="DV-S", place_precision="district")

    told = sheet(within=frozenset({elsewhere.area_id}))

    assert list(references(told.disputed).values()) == [[], [elsewhere.reference]]
    assert told.not_asked is None


def test_silence_time_asked_and_other_answers_are_counts_only(time_machine):
    time_machine.move_to("2021-03-06T09:00:00Z", tick=False)
    make_notified("NORTH")
    time_machine.move_to("2021-03-20T09:00:00Z", tick=False)
    make_notified("SOUTH")
    make_answered("NORTH", kind=ResponseKind.DECLINE)

    told = sheet()

    assert told.open_ended == {"no_response": 1, "awaited": 1, "answered": 1}
    assert [each["lines"] for each in told.accepted + told.disputed] == [[]] * 4


def test_what_was_withdrawn_is_a_count_only():
    answered = make_answered("NORTH")
    withdraw_allegation(allegation=answered, reason="Mistaken.", by=liaison_of("NORTH"))
    withdrawn = make_notified("SOUTH")
    withdraw_allegation(allegation=withdrawn, reason="Mistaken.", by=liaison_of("SOUTH"))

    told = sheet()

    assert told.withdrawn == 2
    assert list(references(told.disputed).values()) == [[], []]


def test_what_was_put_to_nobody_is_told_as_few():
    make_admitted("NORTH")
    make_unput("SOUTH")
    make_self_report("NORTH", admits=False)

    assert sheet().not_asked == {"number": None, "fewer_than": 5}


def test_own_deed_is_accepted_by_its_liaisons_tick():
    make_self_report("SOUTH")
    make_self_report("SOUTH", admits=False)
    own = {"accused": "SOUTH", "lodged_as": LodgedAs.SELF_REPORT}
    admitted = make_admitted("SOUTH", admits=True, **own)

    told = sheet()

    assert references(told.accepted) == {("SOUTH", "SOUTH"): [admitted.reference]}


def test_claims_of_no_party_come_last_and_have_no_reverse():
    make_answered("SOUTH")
    claim = put_claim()
    answer_for("SOUTH", claim)

    told = references(sheet().disputed)

    assert list(told) == [("NORTH", "SOUTH"), ("SOUTH", "NORTH"), (None, "SOUTH")]
    assert told[None, "SOUTH"] == [claim.reference]
    [line] = sheet().disputed[-1]["lines"]
    assert [each["party"] and each["party"]["code"] for each in line["accounts"]] == ["SOUTH", None]


def put_claim():
    claim = make_claim()
    admit_allegation(allegation=claim, by=make_user(Role.OFFICER))
    put(claim)
    claim.refresh_from_db()
    return claim


# --- What the guarantors say ---


@pytest.mark.parametrize(
    ("result", "section"), [(CONFIRMED, "accepted"), (NOT_CONFIRMED, "disputed")]
)
def test_guarantors_word_counts_where_the_accused_is_silent(result, section):
    silent = make_notified("NORTH")
    determine(silent, result)

    [ours, _] = references(getattr(sheet(), section)).values()

    assert ours == [silent.reference]


def test_guarantors_word_stands_beside_a_denial_and_does_not_move_it():
    denied = make_answered("NORTH")
    determine(denied, CONFIRMED)

    [line, *_] = sheet().disputed[0]["lines"]

    assert [each["result"] for each in line["determinations"]] == ["confirmed"]


def test_guarantor_that_steps_aside_decides_nothing():
    determine(make_notified("NORTH"), **ASIDE)

    assert sheet().open_ended["awaited"] == 1


def test_mandate_that_does_not_show_determinations_has_none_in_the_sheet():
    denied = make_answered("NORTH")
    determine(denied, CONFIRMED)
    make_field(acts=("record",))

    [line, *_] = sheet().disputed[0]["lines"]

    assert line["determinations"] == []
    assert settles(denied) == ["shown"]


# --- What would settle it ---


def test_nobody_has_looked_and_the_guarantor_is_silent():
    make_guarantor("SOUTH")

    assert settles(make_answered("NORTH")) == ["look", "guarantor"]


def test_what_could_not_be_checked_for_want_of_access():
    incident = make_incident(reports=[make_report()])
    verify(
        incident,
        value=IncidentState.UNABLE_TO_VERIFY,
        unable_because=UnableBecause.NO_ACCESS,
        evidence=(),
        rests_on=(),
    )

    assert settles(make_answered("NORTH", incident=incident)) == ["access"]


def test_verified_waits_for_who_did_it_and_a_finding():
    incident = make_incident(reports=[make_report()])
    verify(incident)
    merged = make_answered("NORTH", kind=ResponseKind.COUNTER_ACCUSE)
    merge_incidents(
        incident=merged.incident, into=incident, reason="Same.", by=make_user(Role.OFFICER)
    )
    verify(incident)

    assert settles(merged) == ["by_whom", "other_claim", "finding"]


def test_adopted_finding_is_not_waited_for():
    finding = make_adopted()
    disputed = make_answered("NORTH", incident=finding.incident)

    assert "finding" not in settles(disputed)


def test_exchanged_names_change_nothing_but_the_names():
    make_answered("NORTH", kind=ResponseKind.ADMIT)
    determine(make_answered("SOUTH"), NOT_CONFIRMED)
    north, south = (Party.objects.get(code=code) for code in ("NORTH", "SOUTH"))
    names = [*north.names.values(), *south.names.values()]
    before = json.dumps([sheet().accepted, sheet().disputed], default=str)
    for party, others in ((north, south.names), (south, north.names)):
        Party.objects.filter(pk=party.pk).update(names=others)

    after = json.dumps([sheet().accepted, sheet().disputed], default=str)

    assert before != after
    assert _without(names, before) == _without(names, after)


def _without(names, text):
    for name in names:
        text = text.replace(json.dumps(name)[1:-1], "NAME")
    return text
