"""Sizes of style.md. What outgrows them is two things: part it."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.project import MODELS, MODULES, ROOT, TEMPLATES, TESTS, name_of, tree_of

MODULE_LINES = 400
SETTINGS_LINES = 250
TEMPLATE_LINES = 120
MODEL_LINES = 120
VIEWSET_LINES = 80
TEST_LINES = 25


def too_long(paths, limit):
    lengths = {name_of(path): path.read_text().count("\n") for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def lines_of(node):
    return node.end_lineno - node.lineno + 1


def classes_of(paths, is_meant):
    return {
        f"{name_of(path)}: {node.name}": lines_of(node)
        for path in paths
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and is_meant(node)
    }


def test_modules_are_short():
    assert too_long([*MODULES, *TESTS], MODULE_LINES) == {}


def test_settings_are_short():
    assert too_long((ROOT / "config" / "settings").glob("*.py"), SETTINGS_LINES) == {}


def test_templates_are_short():
    assert too_long(TEMPLATES, TEMPLATE_LINES) == {}, "Move a part to an included template."


def test_model_classes_are_short():
    names = {model.__name__ for model in MODELS}
    models = [path for path in MODULES if path.name == "models.py"]
    sizes = classes_of(models, lambda node: node.name in names)

    assert {name: size for name, size in sizes.items() if size > MODEL_LINES} == {}


def test_viewsets_are_short():
    sizes = classes_of(MODULES, lambda node: node.name.endswith("ViewSet"))

    assert {name: size for name, size in sizes.items() if size > VIEWSET_LINES} == {}


def test_test_functions_are_short():
    sizes = {
        f"{name_of(path)}: {node.name}": lines_of(node)
        for path in TESTS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }

    assert sizes, "no test was found"
    assert {name: size for name, size in sizes.items() if size > TEST_LINES} == {}


@pytest.mark.parametrize(
    ("rule", "setting", "limit"),
    [
        ("PLR0915", "lint.pylint.max-statements", 30),
        ("PLR0913", "lint.pylint.max-args", 6),
        ("C901", "lint.mccabe.max-complexity", 8),
    ],
)
def test_linter_holds_functions_to_their_limits(rule, setting, limit, tmp_path):
    """Shown by a function that is one too many."""
    bodies = {
        "PLR0915": "def f():\n" + "    print()\n" * (limit + 1),
        "PLR0913": f"def f({', '.join(f'a{n}' for n in range(limit + 1))}):\n    return 1\n",
        "C901": "def f(a):\n" + "".join(f"    if a == {n}: print()\n" for n in range(limit)),
    }
    path = tmp_path / "sample.py"
    path.write_text(bodies[rule])
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise"]

    said = subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml"), str(path)],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip

    assert rule in said, f"{setting} is no longer {limit}"
