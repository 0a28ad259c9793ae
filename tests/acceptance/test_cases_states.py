"""Show 1 of cases: whatever people of every role do, in whatever order and under whatever mandate,
no record comes into a state that the handbook does not know, and the ledger tells of every change."""

from datetime import timedelta

import pytest
import rules
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ceasefire.allegations.held import AllegationClosedError
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import AttributionState
from tests.acceptance.cases_machine import CasesMachine
from tests.acceptance.states_gate import TAKE, Tally
from tests.acceptance.states_moves import every_state
from tests.acceptance.states_table import STEPS
from tests.acceptance.states_world import made_world

pytestmark = pytest.mark.django_db
STEPS_EACH, AT_ONCE = 11, 10


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once; each sequence is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with made_world() as made:
            yield made
        transaction.set_rollback(True)


def run(make, sequences):
    """Few at a time: of more, Hypothesis makes five in six by copying parts of another.

    A wrong sequence is told as it was: it is short, and to make it shorter takes many more.
    """
    for turn in range(-(-sequences // AT_ONCE)):
        run_state_machine_as_test(
            lambda turn=turn: make(turn),
            settings=settings(
                max_examples=AT_ONCE,
                stateful_step_count=1 + STEPS_EACH,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_no_sequence_of_steps_leads_to_an_illegal_state(world, size):
    tally, sequences = Tally(), size(300, 5000)

    run(lambda turn: CasesMachine(world, tally, turn), sequences)

    # What brought the world so far went through the same gate.
    taken, seen = tally.taken + world.tally.taken, tally.seen + world.tally.seen
    assert tally.sequences >= sequences
    assert set(STEPS) - set(taken) == set(), "Never taken: is there a way to it?"
    assert every_state() - set(seen) == set(), "Never reached: is there a way to it?"
    assert {role for _, role in tally.not_allowed} == set(Role)


# --- The machine would notice ---


def nothing(*_args, **_details):
    """In the place of a check, or of an entry in the ledger."""


def established(_level, *, is_signed):
    return AttributionState.ESTABLISHED


def accepted(_asked, _now):
    return AnswerStanding.ACCEPTED


def an_hour_later(_allegation, put_at, _acknowledged_at=None):
    return put_at + timedelta(hours=1)


def keeps_half(_case, allegation, _person, _pick):
    """A service that changes something before it refuses."""
    Allegation.objects.filter(pk=allegation.pk).update(held_back_because="Half done.")
    raise AllegationClosedError


FAULTS = {
    "an author judges": ("verification.services.check_author", nothing, "answer_happened"),
    "any state will do": ("verification.services.check_move", nothing, "take_up"),
    "no mandate is asked": ("verification.findings.check_powers", nothing, "draft_finding"),
    "nobody signs": ("verification.attribution.state_of_answer", established, "answer_by_whom"),
    "silence admits": ("allegations.asked.standing_of", accepted, "acknowledge"),
    "an entry is lost": ("allegations.notifying.record", nothing, "answer_allegation"),
    "a clock is wrong": ("allegations.notifying.first_deadline", an_hour_later, "acknowledge"),
    "nothing is shown": ("allegations.harm.publish_allegation", nothing, "end_unput"),
}


def check_is_noticed(world, *steps):
    with pytest.raises(AssertionError):
        run(lambda turn: CasesMachine(world, Tally(), turn, steps), 100)


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_in_a_service_is_noticed(world, monkeypatch, fault):
    place, instead, *steps = FAULTS[fault]
    monkeypatch.setattr(f"ceasefire.{place}", instead)

    check_is_noticed(world, *steps)


def test_what_a_refusal_leaves_behind_is_noticed(world, monkeypatch):
    monkeypatch.setitem(TAKE, "hold_back_allegation", keeps_half)

    check_is_noticed(world, "hold_back_allegation")


def test_role_that_may_too_much_is_noticed(world):
    kept = rules.permissions.permissions["ceasefire.decide_mutual"]
    rules.set_perm("ceasefire.decide_mutual", rules.always_allow)
    try:
        check_is_noticed(world, "confirm_mutual")
    finally:
        rules.set_perm("ceasefire.decide_mutual", kept)
