"""Hold coverage to its bars: `python .ci/coverage_gate.py coverage.json`.

Services, rules and pure modules: every line and every branch. The whole: 95 %.
A module is pure if it could run without a database, a request or a setting:
that is decided by what it imports, here, not by a list that is forgotten.
"""

import ast
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHOLE_PERCENT = 95.0
APPS = ("ceasefire", "reports")
HELD_BY_NAME = ("services.py", "rules.py")
# The packages of `reports` that know no model: held whole, whatever they import.
PURE_PACKAGES = ("charts", "statistics", "maps", "formats")
# Imports that tie a module to a database, a request, a broker or a running service.
TIES = (
    "celery",
    "django.apps",
    "django.conf",
    "django.contrib",
    "django.core.cache",
    "django.core.mail",
    "django.core.management",
    "django.core.paginator",
    "django.db",
    "django.dispatch",
    "django.forms",
    "django.http",
    "django.shortcuts",
    "django.template",
    "django.test",
    "django.urls",
    "django.views",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
    "rules",
)
# Modules of ours that bring such a tie along.
TIED_MODULES = ("filters", "models", "querysets", "services", "tasks", "receivers", "signals")


def main(words: list[str]) -> int:
    measured = json.loads(Path(words[0]).read_text())
    faults = [
        f"{name}: {summary['percent_covered']:.1f} % (lines {said(file['missing_lines'])}; "
        f"branches {said(file.get('missing_branches', []))})"
        for name, file in sorted(measured["files"].items())
        if must_be_whole(ROOT / name) and (summary := file["summary"])["percent_covered"] < 100
    ]
    whole = measured["totals"]["percent_covered"]
    if whole < WHOLE_PERCENT:
        faults.append(f"the whole: {whole:.1f} %, and {WHOLE_PERCENT:.0f} % is the least")
    for fault in faults:
        print(fault)
    held = sum(must_be_whole(ROOT / name) for name in measured["files"])
    print(f"{held} modules are held to every branch; the whole is at {whole:.1f} %.")
    return 1 if faults else 0


def said(places: list[object]) -> str:
    return ", ".join(map(str, places)) or "none"


def must_be_whole(path: Path) -> bool:
    """Whether this module is a service, a rule, or pure."""
    app, *packages, file = path.relative_to(ROOT).parts
    if app not in APPS or not packages or "migrations" in packages:
        return False
    if packages[0] in {"api", "web", "management", "templatetags", "reference"}:
        return False
    held = file in HELD_BY_NAME or packages[0] in PURE_PACKAGES
    return held or (file != "__init__.py" and is_pure(path))


def is_pure(path: Path) -> bool:
    """Whether nothing that the module imports ties it to a running service."""
    return not any(is_tie(name) for name in imports_of(ast.parse(path.read_text())))


def imports_of(tree: ast.Module) -> list[str]:
    """What is imported to run; what only the type checker reads does not count."""
    names = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def is_tie(name: str) -> bool:
    if any(name == tie or name.startswith(f"{tie}.") for tie in TIES):
        return "TextChoices" not in name  # words are not tables
    return name.split(".")[0] in APPS and bool(set(name.split(".")) & set(TIED_MODULES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
