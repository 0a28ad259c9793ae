import pytest

from ceasefire.codes.allegations import AnswerStanding, ResponseKind
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.verification import AttributionState, DeterminationResult
from reports.statistics.settling import Known, Missing, column_of, what_would_settle

ACCEPTED, DISPUTED = AnswerStanding.ACCEPTED, AnswerStanding.DISPUTED
CONFIRMED, NOT_CONFIRMED, EXCLUDED_TARGET = DeterminationResult
VERIFIED = IncidentState.VERIFIED


@pytest.mark.parametrize("own", [ACCEPTED, DISPUTED])
@pytest.mark.parametrize("said", [[], [CONFIRMED], [NOT_CONFIRMED]])
def test_own_word_of_the_accused_comes_before_its_guarantors(own, said):
    assert column_of(own, said) == own


@pytest.mark.parametrize(
    "standing",
    [AnswerStanding.AWAITED, AnswerStanding.NO_RESPONSE, AnswerStanding.ANSWERED],
)
@pytest.mark.parametrize(
    ("said", "column"),
    [
        ([CONFIRMED], ACCEPTED),
        ([CONFIRMED, CONFIRMED], ACCEPTED),
        ([NOT_CONFIRMED], DISPUTED),
        ([EXCLUDED_TARGET], DISPUTED),
        ([CONFIRMED, NOT_CONFIRMED], DISPUTED),
    ],
)
def test_guarantors_speak_where_the_accused_neither_admits_nor_denies(standing, said, column):
    assert column_of(standing, said) == column


def test_silence_is_neither_accepted_nor_disputed():
    assert column_of(AnswerStanding.NO_RESPONSE, []) == AnswerStanding.NO_RESPONSE


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        (Known(happened=IncidentState.REPORTED), "look"),
        (Known(happened=IncidentState.UNDER_VERIFICATION), "answer"),
        (Known(happened=IncidentState.PARTLY_VERIFIED), "the_rest"),
        (Known(happened=IncidentState.NOT_CONFIRMED), "another_origin"),
        (Known(happened=IncidentState.REFUTED), "otherwise"),
        (Known(happened=VERIFIED, has_changed=True), "new_look"),
        (Known(happened=VERIFIED, by_whom=AttributionState.ALLEGED), "by_whom"),
        (Known(happened=VERIFIED, by_whom=AttributionState.NOT_ATTRIBUTABLE), "who"),
        (Known(happened=VERIFIED, by_whom=AttributionState.PROBABLE), "second_evidence"),
        (Known(happened=VERIFIED, awaits_finding=True), "finding"),
        (Known(answer=ResponseKind.NOT_OURS), "others_named"),
        (Known(answer=ResponseKind.COUNTER_ACCUSE), "other_claim"),
        (Known(awaits_guarantor=True), "guarantor"),
    ],
)
def test_each_thing_missing_is_named(known, missing):
    assert what_would_settle(known) == [Missing(missing)]


@pytest.mark.parametrize(
    ("because", "missing"),
    [
        (UnableBecause.NO_ACCESS, Missing.ACCESS),
        (UnableBecause.TOO_LATE, Missing.TRACES),
        (UnableBecause.NO_WITNESS, Missing.WITNESS),
    ],
)
def test_what_could_not_be_checked_names_what_was_lacking(because, missing):
    known = Known(happened=IncidentState.UNABLE_TO_VERIFY, unable_because=because)

    assert what_would_settle(known) == [missing]


@pytest.mark.parametrize(
    "known",
    [
        Known(),
        Known(answer=ResponseKind.DENY),
        Known(happened=VERIFIED, by_whom=AttributionState.ESTABLISHED),
    ],
)
def test_where_no_step_is_left_it_is_what_each_side_can_show(known):
    assert what_would_settle(known) == [Missing.SHOWN]


def test_by_whom_and_findings_wait_until_it_is_known_that_it_happened():
    known = Known(
        happened=IncidentState.REPORTED,
        by_whom=AttributionState.UNATTRIBUTED,
        answer=ResponseKind.NOT_OURS,
        awaits_guarantor=True,
        awaits_finding=True,
    )

    assert what_would_settle(known) == [Missing.LOOK, Missing.OTHERS_NAMED, Missing.GUARANTOR]
