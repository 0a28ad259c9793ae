from ceasefire.codes.allegations import ADMITTING, DISPUTING
from ceasefire.codes.incidents import CHECKED, CONCLUDED, HAPPENED, IncidentState


def test_every_state_is_open_or_concluded():
    open_states = {IncidentState.REPORTED, IncidentState.UNDER_VERIFICATION}

    assert set(IncidentState) - CONCLUDED == open_states


def test_what_could_not_be_checked_is_concluded_but_not_checked():
    assert {IncidentState.UNABLE_TO_VERIFY} == CONCLUDED - CHECKED
    assert HAPPENED < CHECKED


def test_no_answer_both_admits_and_disputes():
    assert frozenset() == ADMITTING & DISPUTING
