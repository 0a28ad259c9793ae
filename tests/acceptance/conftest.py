"""A suite started by these tests does not start them again."""

import os


def pytest_collection_modifyitems(config, items):
    """Leave out, without a word of skipping, what starts other suites and demos."""
    if os.environ.get("CEASEFIRE_NESTED"):
        starting = [item for item in items if item.path.name == "test_skeleton_running.py"]
        items[:] = [item for item in items if item not in starting]
        config.hook.pytest_deselected(items=starting)
