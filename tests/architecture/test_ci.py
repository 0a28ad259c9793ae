"""The gates of `.ci/run` refuse what they are there to refuse."""

import importlib.util
import json
import re
import subprocess
from email.message import Message

import pytest

from tests.architecture.project import ROOT


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


gate, licences = script("coverage_gate"), script("licences")


@pytest.fixture
def written(tmp_path, monkeypatch):
    """`written(path, text)`: a module of a project of its own."""
    monkeypatch.setattr(gate, "ROOT", tmp_path)

    def write(name, text=""):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ceasefire/talks/services.py", "from django.db import transaction"),
        ("ceasefire/talks/rules.py", "import rules"),
        ("reports/charts/series.py", "from django.db import models"),
        ("ceasefire/agreements/scope.py", "from ceasefire.codes.agreements import Act"),
        ("ceasefire/talks/choices.py", "from django.db.models import TextChoices"),
        (
            "ceasefire/talks/periods.py",
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from ceasefire.talks.models import Round",
        ),
    ],
)
def test_services_rules_and_pure_modules_are_held_whole(written, name, text):
    assert gate.must_be_whole(written(name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ceasefire/talks/models.py", "from django.db import models"),
        ("ceasefire/talks/documents.py", "from ceasefire.talks.models import Round"),
        ("ceasefire/talks/filters.py", "import django_filters"),
        ("ceasefire/web/rounds.py", "from ceasefire.publication.choices import PublishedKind"),
        ("ceasefire/migrations/0001_initial.py", ""),
        ("config/env.py", "import os"),
    ],
)
def test_other_modules_are_held_by_the_whole_only(written, name, text):
    assert not gate.must_be_whole(written(name, text))


def measured(written, percent, whole):
    written("ceasefire/talks/services.py")
    written("config/env.py")
    files = {
        name: {
            "summary": {"percent_covered": covered},
            "missing_lines": [12],
            "missing_branches": [[7, 9]],
        }
        for name, covered in {"ceasefire/talks/services.py": percent, "config/env.py": 50}.items()
    }
    report = {"files": files, "totals": {"percent_covered": whole}}
    return str(written("coverage.json", json.dumps(report)))


@pytest.mark.parametrize(
    ("percent", "whole", "verdict"), [(100, 95.0, 0), (99.9, 99.0, 1), (100, 94.9, 1)]
)
def test_gate_opens_only_when_both_bars_are_met(written, percent, whole, verdict):
    assert gate.main([measured(written, percent, whole)]) == verdict


def test_gate_names_the_lines_and_branches_that_are_missing(written, capsys):
    gate.main([measured(written, 80, 99)])

    first = capsys.readouterr().out.splitlines()[0]
    assert first == "ceasefire/talks/services.py: 80.0 % (lines 12; branches [7, 9])"


def about(expression=None, classifiers=(), field=None):
    message = Message()
    if expression:
        message["License-Expression"] = expression
    for each in classifiers:
        message["Classifier"] = f"License :: OSI Approved :: {each}"
    if field:
        message["License"] = field
    return message


@pytest.mark.parametrize(
    "expression",
    [
        "MIT",
        "MIT AND PSF-2.0",
        "GPL-3.0-only OR MIT",
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "(GPL-2.0-only OR BSD-3-Clause) AND MIT",
        "Apache-2.0 WITH LLVM-exception",
    ],
)
def test_licence_that_asks_nothing_of_us_is_allowed(expression):
    assert licences.is_allowed(about(expression))


@pytest.mark.parametrize(
    "expression",
    [
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "LGPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "MIT AND (GPL-2.0-only OR AGPL-3.0-only)",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "LicenseRef-Proprietary",
    ],
)
def test_licence_that_asks_for_our_code_or_is_unknown_is_refused(expression):
    assert not licences.is_allowed(about(expression))


def test_every_classifier_must_be_allowed():
    gpl = "GNU General Public License v3 (GPLv3)"

    assert licences.is_allowed(about(classifiers=["MIT License", "BSD License"]))
    assert not licences.is_allowed(about(classifiers=["MIT License", gpl]))
    assert licences.is_allowed(about(field="MIT"))
    assert not licences.is_allowed(about(field="GPL"))
    assert not licences.is_allowed(about())


def test_locks_hold_no_licence_that_is_refused():
    assert licences.main() == 0


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_names_no_host(lock):
    text = (ROOT / lock).read_text()

    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []
    assert len(re.findall(r"^\S+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")


def test_run_uses_the_commands_of_the_readme():
    run, readme = ((ROOT / name).read_text() for name in (".ci/run", "README.md"))

    for command in ("python3 manage.py test", "python3 manage.py demo"):
        assert command in readme
        assert command.removeprefix("python3 manage.py ") in run


def test_run_can_be_read_by_the_shell():
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
