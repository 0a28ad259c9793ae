"""People of every role work on the cases of a mission, in whatever order occurs to them."""

from random import Random

from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from time_machine import travel

from ceasefire.allegations.models import Reminder
from tests.acceptance.states_gate import KEPT
from tests.acceptance.states_table import STEPS
from tests.acceptance.states_world import PROFILES

# How the next step is chosen: what is open, for what was done last or for anything, by who may;
# what would be open if the mandate gave all; what is open, by anybody; anything; or time passes.
WAYS = (
    "go on", "go on", "go on", "open", "open", "open", "beyond", "by anybody", "anything", "wait",
)  # fmt: skip
HOURS = (1, 25, 24 * 6, 24 * 8)
SEEDS = st.integers(0, 2**24 - 1)  # drawn evenly, as larger ones are not
# How much likelier a step is by its record: there are fewer with these than before them.
LIKELIER = {"finding": 4, "harm": 4, "allegation": 2}
NOTHING = (None, 0, None)
MOST_RULING = (*PROFILES, "rule", "rule")


def _likelihood(step):
    return 4 if step.act in {"verify", "attribute"} else LIKELIER.get(step.record, 1)


class CasesMachine(RuleBasedStateMachine):
    """Each sequence begins in the same world, and leaves it as it was.

    What is chosen within a step comes from a seed, so that chances are even: there are many more
    steps that are refused than steps that lead on. `turn`: what tells one run from the next.
    """

    def __init__(self, world, tally, turn, steps=tuple(STEPS)):
        super().__init__()
        self.world, self.tally, self.turn, self.steps = world, tally, turn, steps
        self.likely = [each for each in steps for _ in range(_likelihood(STEPS[each]))]
        self.savepoint, self.clock = transaction.atomic(), travel(world.ended_at, tick=False)
        self.cases, self.last, self.count = None, set(), 0

    @initialize(seed=SEEDS)
    def begin(self, seed):
        """Under one of the mandates."""
        profile = Random(f"{self.turn} {seed}").choice(MOST_RULING)  # noqa: S311 -- no secret
        note(f"The mandate is to {profile}.")
        self.savepoint.__enter__()
        self.cases = self.world.cases(profile, self.clock.start(), self.tally)
        # The service sweeps what all agreements owe: here the others owe nothing.
        Reminder.objects.exclude(notification__allegation__agreement=self.cases.agreement).delete()
        self.tally.sequences += 1

    def teardown(self):
        if self.cases:
            self.clock.stop()
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @rule(way=st.sampled_from(WAYS), seed=SEEDS)
    def step(self, way, seed):
        """Somebody does something, or time passes."""
        self.count += 1
        luck = Random(f"{self.turn} {seed} {self.count}")  # noqa: S311 -- no secret

        def pick(name, options):
            chosen = luck.choice(list(options))
            note(f"  {name}: {chosen}")
            return chosen

        if way == "wait":
            self.cases.clock.shift(3600 * pick("hours", HOURS))
            self.cases.sweep()
        elif way == "anything":
            self._attempt(*self._anything(pick), pick)
        else:
            names = luck.sample(self.likely, len(self.likely))
            self._attempt(*self._open(names, way, pick), pick)

    def _attempt(self, name, key, person, pick):
        before = self.cases.rows
        if name and self.cases.attempt(name, person, key, pick) == KEPT:
            changed = self.cases.rows.changed_since(before)
            self.last = {(kind, row["id"]) for kind, _, row in changed}
            self.last.add((STEPS[name].record, key))

    def _open(self, names, way, pick):
        """The first of the steps that the table allows, if it can be with what was changed last."""
        name, keys = self._first_open(names, self._with_the_last) if way == "go on" else NOTHING[:2]
        if name is None:
            cases = self.cases
            name, keys = self._first_open(
                names, cases.ready_for if way == "beyond" else cases.open_to
            )
        if name is None:
            return NOTHING
        key = pick(name, keys)
        people = self.cases.people
        if way != "by anybody":
            people = [each for each in people if self.cases.may(name, each, key)]
        return (name, key, pick("person", people)) if people else NOTHING

    def _first_open(self, names, open_to):
        found = ((name, open_to(name)) for name in names)
        return next(((name, keys) for name, keys in found if keys), NOTHING[:2])

    def _with_the_last(self, name):
        kind = STEPS[name].record
        if kind is None or not any(each == kind for each, _ in self.last):
            return []
        return [key for key in self.cases.open_to(name) if (kind, key) in self.last]

    def _anything(self, pick):
        name = pick("step", self.steps)
        kind = STEPS[name].record
        keys = sorted(self.cases.rows[kind]) if kind else [0]
        if not keys:
            return NOTHING
        return name, pick("record", keys), pick("person", self.cases.people)
