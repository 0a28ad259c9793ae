"""Acceptance goes round the coverage gate, and a suite that it starts does not start it again."""

import os

import pytest
from coverage import Coverage

# What coverage puts there, so that the processes of a test are measured, too.
MEASURES = "COVERAGE_PROCESS_CONFIG"


def pytest_collection_modifyitems(config, items):
    """Leave out, without a word of skipping, what starts other suites and demos."""
    if os.environ.get("CEASEFIRE_NESTED"):
        starting = [item for item in items if item.path.name == "test_skeleton_running.py"]
        items[:] = [item for item in items if item not in starting]
        config.hook.pytest_deselected(items=starting)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """A line counts as covered when a test of its own package runs it, not a walk through all.

    Measuring would cost these walks half as much time again.
    """
    measured, told = Coverage.current(), os.environ.pop(MEASURES, None)
    if measured:
        measured.stop()
    try:
        return (yield)
    finally:
        if measured:
            measured.start()
        if told is not None:
            os.environ[MEASURES] = told
