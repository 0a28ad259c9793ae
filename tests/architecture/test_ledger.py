"""What can be done, and what can be refused, is written down and really happens."""

import re
from collections import Counter
from importlib import import_module

import pytest

from ceasefire.api.problem_codes import PROBLEMS
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from tests.architecture.project import MODULES, ROOT, module_name, name_of
from tests.architecture.rows import table_rows

WORKFLOW = ROOT / "docs" / "workflow.md"
# Refusals that no caller of the API meets as 409; each with its reason.
OTHERWISE_ANSWERED = {
    "invalid_token": "answered as authentication_failed",
    "unknown_series": "told by import_bulletins at a terminal",
}
CODE = {path: path.read_text() for path in MODULES if path.name != "choices.py"}


for path in MODULES:
    if "DomainError)" in path.read_text():
        import_module(module_name(path))


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


def test_every_refusal_is_explained_to_callers():
    codes = {each.code for each in refusals()} - set(OTHERWISE_ANSWERED)

    unexplained = {code for code in codes if code not in PROBLEMS or PROBLEMS[code].status != 409}

    assert unexplained == set(), "Explain it in ceasefire/api/problem_codes.py."


def test_every_explained_refusal_exists():
    explained = {code for code, each in PROBLEMS.items() if each.status == 409}

    assert explained <= {each.code for each in refusals()}


def test_codes_of_refusals_are_stable_words_used_once():
    codes = Counter(each.code for each in refusals() if "code" in vars(each))

    assert [code for code, count in codes.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in codes)


def test_every_refusal_has_a_code_of_its_own():
    assert [each.__name__ for each in refusals() if "code" not in vars(each)] == []
