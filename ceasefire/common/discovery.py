"""Load what the framework does not find by itself in subject packages."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig


def load_rules(app: AppConfig) -> None:
    """Import every subject package's `rules.py`, so that its permissions exist."""
    for module in sorted(Path(app.path).glob("*/rules.py")):
        import_module(f"{app.name}.{module.parent.name}.rules")
