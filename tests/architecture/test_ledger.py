"""What can be done, and what can be refused, is written down and really happens."""

import re
from collections import Counter

import pytest

from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from tests.architecture.project import MODULES, ROOT, name_of
from tests.architecture.rows import table_rows

WORKFLOW = ROOT / "docs" / "workflow.md"
CODE = {path: path.read_text() for path in MODULES if path.name != "choices.py"}


def refusals():
    """Every kind of refusal, from every package."""
    waiting, found = [DomainError], []
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            found.append(each)
    return [each for each in found if each.__module__.split(".")[0] != "tests"]


@pytest.mark.parametrize("kind", list(EntryKind))
def test_kind_of_entry_is_recorded_somewhere(kind):
    used = re.compile(rf"EntryKind\.{kind.name}\b")

    assert [name_of(path) for path, text in CODE.items() if used.search(text)], (
        "Nothing records it: remove it, or record it."
    )


@pytest.mark.parametrize("kind", list(EntryKind))
def test_kind_of_entry_is_a_noun_and_what_was_done(kind):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind.value)
    assert kind.name == kind.value.replace(".", "_").upper(), "Name and value say the same."
    assert kind.label[0].islower(), "The label goes on the name of whoever did it."


def test_workflow_tells_every_kind_of_entry():
    told = {row[0]: row[1] for row in table_rows(WORKFLOW, "Ledger entries")}

    assert told == {f"`{kind.value}`": str(kind.label) for kind in EntryKind}


def test_workflow_tells_every_refusal():
    told = {row[0].strip("`") for row in table_rows(WORKFLOW, "Refusals")}

    assert told == {each.code for each in refusals()}, "Correct the table in docs/workflow.md."


def test_codes_of_refusals_are_stable_words_used_once():
    codes = Counter(each.code for each in refusals() if "code" in vars(each))

    assert [code for code, count in codes.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in codes)


def test_every_refusal_has_a_code_of_its_own():
    assert [each.__name__ for each in refusals() if "code" not in vars(each)] == []
