"""Who may know whom: imports, and what the linter cannot see."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import (
    APPS,
    MODELS,
    MODULES,
    ROOT,
    TEMPLATES,
    calls_of,
    layer_list,
    layers,
    name_of,
    package_of,
    tree_of,
)

RELATIONS = [
    field
    for model in MODELS
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
    if field.remote_field
]


def has_reverse(field):
    """Whether a row of another package can be asked for this field's rows."""
    across = package_of(field.related_model) != package_of(field.model)
    return across and not field.remote_field.hidden


def test_imports_keep_to_the_layers():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"{done.stdout}\nSee docs/architecture.md for the layers."


def test_package_that_exists_stands_without_brackets():
    bracketed = [f"{app}.{name}" for app, name, _, is_bracketed in layer_list() if is_bracketed]

    made = [
        name
        for name in bracketed
        if any((ROOT / name.replace(".", "/")).with_suffix(end).exists() for end in ("", ".py"))
    ]

    assert made == [], "Remove the brackets in [tool.importlinter]: the package exists."


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_field_points_to_its_own_package_or_below(field):
    app, package = package_of(field.model)
    other_app, other = package_of(field.related_model)

    below = other_app == "ceasefire" and app == "reports"
    if app == other_app:
        below = package == other or layers()[other_app, other] < layers()[app, package]
    assert below, f"{field} points up, to {other_app}.{other}: turn the relation round."


@pytest.mark.parametrize("field", [each for each in RELATIONS if has_reverse(each)], ids=str)
def test_reverse_name_across_packages_is_used_from_above(field):
    name = field.remote_field.get_accessor_name()
    height = layers()[package_of(field.model)]
    above = [path for path in (*MODULES, *TEMPLATES) if height_of(path) >= height]
    used = re.compile(rf"\.{name}\b|[\"']{name}(__|[\"'])|__{name}\b|\b{name}__")

    users = [name_of(path) for path in above if used.search(path.read_text())]

    assert users, f"Nobody above uses {field.related_model.__name__}.{name}: write related_name='+'"


def height_of(path):
    """How high a file stands; templates and `config` above everything."""
    app, package = path.relative_to(ROOT).parts[:2]
    beneath = app == "ceasefire" and path.suffix == ".py"
    return layers().get((app, package), 0) if beneath else len(layers())


def test_record_never_reads_reports():
    readers = [
        name_of(path)
        for path in MODULES
        if path.relative_to(ROOT).parts[0] == "ceasefire"
        and re.search(r"^\s*(from|import) reports\b", path.read_text(), re.MULTILINE)
    ]

    assert APPS == ("ceasefire", "reports")
    assert readers == []


# Who listens to other signals than `entry_recorded`; each with its reason.
LISTENERS = {
    "ceasefire/web/account_signals.py": "django-allauth changes second factors itself",
}


def test_only_one_signal_is_used():
    listening = [
        name_of(path)
        for path in MODULES
        for call in calls_of(tree_of(path), "connect", "receiver")
        if call.args and "entry_recorded" not in ast.unparse(call) and "signal" in path.read_text()
    ]

    others = {name for name in listening if not name.startswith("config/")} - set(LISTENERS)
    assert others == set(), "Write a work row in a receiver of `entry_recorded` instead."
