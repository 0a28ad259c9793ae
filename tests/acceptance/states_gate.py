"""The one gate through which every step is taken, by whoever tries it."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation, HarmCheck, MutualAccusation
from ceasefire.common.errors import DomainError
from ceasefire.incidents.models import Call, DutyPoint, Incident
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import MonitorReport
from ceasefire.verification.models import Finding
from tests.acceptance import states_checks as checks
from tests.acceptance.states_moves import STATES, starts_from, state_of
from tests.acceptance.states_questions import QUESTIONS
from tests.acceptance.states_ready import is_ready
from tests.acceptance.states_rows import rows_of
from tests.acceptance.states_steps import CALLS, NothingToChooseError, do_owed
from tests.acceptance.states_table import SEES, STEPS, is_one_of

TAKE = {**CALLS, **QUESTIONS, "do_owed": do_owed}
MODELS = {
    "report": MonitorReport,
    "incident": Incident,
    "allegation": Allegation,
    "harm": HarmCheck,
    "mutual": MutualAccusation,
    "duty_point": DutyPoint,
    "call": Call,
    "finding": Finding,
}
# After which steps it may stand otherwise by whom.
ON_WHOM = {
    "answer_happened", "confirm", "answer_by_whom", "sign_answer", "reopen", "part_report",
    "merge_incidents", "undo_merge", "admit_allegation", "withdraw_allegation",
    "answer_allegation",
}  # fmt: skip
KEPT, REFUSED, NOT_ALLOWED, IMPOSSIBLE = "kept", "refused", "not allowed", "impossible"


@dataclass(frozen=True)
class Person:
    """Somebody who tries steps. `code` is the party they speak for, `side` the key of the one
    they speak or answer for."""

    user: User
    code: str = ""
    side: int = 0

    @property
    def role(self):
        return self.user.role


@dataclass
class Tally:
    """What came of all sequences."""

    taken: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    not_allowed: Counter = field(default_factory=Counter)
    seen: Counter = field(default_factory=Counter)
    sequences: int = 0


class Cases:
    """The cases under one agreement, whose mandate gives `acts`, as people work on them."""

    def __init__(self, agreement: Agreement, acts, people, clock, tally):
        self.agreement, self.acts, self.people = agreement, acts, people
        self.clock, self.tally = clock, tally
        self.system = next(each for each in people if each.role == "system")
        self.rows = rows_of(agreement)
        self.last_entry = LedgerEntry.objects.latest("pk").pk
        self.reminded = Counter()

    @property
    def code(self):
        return self.agreement.code

    def now(self):
        return timezone.now()

    def attempt(self, name, person, key, pick):
        """Let a person try a step with the row of this key, if they may; says what came of it."""
        step = STEPS[name]
        record = MODELS[step.record].objects.get(pk=key) if step.record else None
        if not self._may(step, person, record):
            self.tally.not_allowed[name, person.role] += 1
            return NOT_ALLOWED
        return self._take(name, person, record, pick)

    def sweep(self):
        """What the service itself does at times."""
        return self._take("do_owed", self.system, None, None)

    def may(self, name, person, key):
        """Whether the table lets this person see the row, and take this step with it."""
        step = STEPS[name]
        row = self.rows[step.record][key] if key else None
        asked = (person, row, self.rows, timezone.now())
        return (row is None or is_one_of(SEES[step.record], *asked)) and is_one_of(step.who, *asked)

    def open_to(self, name):
        """The keys of the records with which the table allows a step as the rows stand; 0 for a
        step that begins with none."""
        return self.ready_for(name) if STEPS[name].act in {None, *self.acts} else []

    def ready_for(self, name):
        """The same, whatever the mandate gives."""
        step = STEPS[name]
        if step.record is None:
            return [0]
        states = starts_from(name, step.record)
        return [
            row["id"]
            for row in self.rows.of(step.record)
            if (states is None or state_of(step.record, row) in states)
            and is_ready(name, self.rows, row)
        ]

    def _may(self, step, person, record):
        """What rules and lists say; they say what the table does."""
        row = self.rows[step.record][record.pk] if record else None
        asked = (person, row, self.rows, timezone.now())
        may = person.user.has_perm(step.permission, record)
        assert may is is_one_of(step.who, *asked) or self._is_hidden(step, asked), (
            f"{step.permission} for {person.role}: {may}"
        )
        if record is None:
            return may
        visible = MODELS[step.record].objects.visible_to(person.user)
        sees = visible.filter(pk=record.pk).exists()
        assert sees is is_one_of(SEES[step.record], *asked), f"{step.record} seen by {person.role}"
        return may and sees

    def _is_hidden(self, step, asked):
        """Whether the row is not shown to this person, so that nobody asks what they may."""
        return step.record is not None and not is_one_of(SEES[step.record], *asked)

    def _take(self, name, person, record, pick):
        before, key = self.rows, record.pk if record else 0
        kind = STEPS[name].record if name in STEPS else None
        self.clock.shift(60)
        try:
            TAKE[name](self, record, person, pick)
        except NothingToChooseError:
            return IMPOSSIBLE
        except (DomainError, ValidationError) as refusal:
            checks.check_refused(name, refusal, before, rows_of(self.agreement))
            self.tally.refused[name, getattr(refusal, "code", "invalid")] += 1
            return REFUSED
        self.rows = rows_of(self.agreement)
        self._check(name, person, kind, key, before)
        self.tally.taken[name] += 1
        return KEPT

    def _check(self, name, person, kind, key, before):
        after = self.rows
        self._check_ledger(name, person, kind, key, before)
        checks.check_moves(name, kind, key, before, after)
        checks.check_granted(name, self.acts, after)
        checks.check_people(name, person, kind, key, before, after)
        checks.check_shown(self.acts, after)
        checks.check_clocks(before, after)
        self._check_what_is_said(name, kind, key)
        changed = after.changed_since(before)
        self.tally.seen.update(
            (each, state_of(each, row)) for each, _, row in changed if each in STATES
        )

    def _check_what_is_said(self, name, kind, key):
        """How it stands by whom, and between the two sides."""
        about = key if kind == "incident" else None
        if kind == "allegation":
            checks.check_standing(self.rows, key)
            about = self.rows["allegation"][key]["incident_id"]
        if name == "do_owed":
            for row in self.rows.of("notification"):
                checks.check_standing(self.rows, row["allegation_id"])
        if about and name in ON_WHOM:
            incident = Incident.objects.select_related("agreement").get(pk=about)
            checks.check_attribution(self.rows, incident)

    def _check_ledger(self, name, person, kind, key, before):
        entries = list(LedgerEntry.objects.filter(pk__gt=self.last_entry).order_by("pk"))
        expected = checks.expected_entries(name, kind, key, before, self.rows)
        checks.check_entries(name, person, self.system, entries, expected)
        assert self.rows.entries == before.entries + len(entries)
        self.last_entry = max([self.last_entry, *(entry.pk for entry in entries)])
        self.reminded.update(
            checks.reminder_of(entry) for entry in entries if entry.kind in checks.ONCE
        )
        checks.check_reminded(self.reminded)
