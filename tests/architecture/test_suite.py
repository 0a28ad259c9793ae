"""The suite keeps itself honest: nothing skipped on CI, no warning, no network, no order."""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tests.architecture.project import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-q", "-o", "junit_family=xunit1"]
OURS = {"CI", "PYTEST_XDIST_WORKER"}
EXAMPLES = "tests/architecture/examples.py"


@pytest.fixture
def run(tmp_path):
    """`run(*words, **environment)`: outcome, message and properties of each example."""

    def run_examples(*words, **environment):
        report = tmp_path / "report.xml"
        kept = {name: text for name, text in os.environ.items() if name not in OURS}
        subprocess.run(
            [*PYTEST, f"--junit-xml={report}", *words, EXAMPLES],
            cwd=ROOT, env={**kept, **environment}, capture_output=True, check=False,
        )  # fmt: skip
        return {
            case.get("name"): outcome(case)
            for case in ElementTree.parse(report).iter("testcase")  # noqa: S314 -- ours
        }

    return run_examples


def outcome(case):
    for word in ("failure", "error", "skipped"):
        found = case.find(word)
        if found is not None:
            return word, f"{found.get('message')} {found.text}"
    values = [each.get("value") for each in case.iter("property")]
    return "passed", values[0] if values else ""


def test_skipped_test_fails_on_ci_and_only_there(run):
    at_a_desk = run("-k", "skipped")["test_that_is_skipped"]
    on_ci = run("-k", "skipped", CI="1")["test_that_is_skipped"]

    assert at_a_desk[0] == "skipped"
    assert on_ci[0] == "error"
    assert "skipped on CI" in on_ci[1]
    assert "cannot be run here" in on_ci[1]


def test_warning_call_outwards_and_needless_mark_fail(run):
    outcomes = run("-k", "warns or calls or broken")

    assert outcomes["test_that_warns"][0] == "failure"
    assert "something is about to change" in outcomes["test_that_warns"][1]
    assert outcomes["test_that_calls_out"][0] == "failure"
    assert "SocketConnectBlockedError" in outcomes["test_that_calls_out"][1]
    assert outcomes["test_that_was_thought_to_be_broken"][0] == "failure"


def test_size_is_short_unless_all_of_it_is_asked_for(run):
    assert run("-k", "of_a_size")["test_of_a_size"] == ("passed", "10")
    assert run("-k", "of_a_size", "--full")["test_of_a_size"] == ("passed", "1000")


def test_order_is_left_to_chance(run):
    orders = {tuple(run("-k", "of_order", f"--randomly-seed={seed}")) for seed in (1, 4)}

    assert len(orders) == 2
