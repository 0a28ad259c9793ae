"""The project as text: its modules, templates and style sheets, and the layers it promises."""

import ast
import tomllib
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "ceasefire", "reports")
APPS = ("ceasefire", "reports")
MODULES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
TESTS = [path for folder in ("tests", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
TEMPLATES = [path for app in APPS for path in sorted((ROOT / app / "templates").rglob("*.html"))]
STYLE_SHEETS = [path for app in APPS for path in sorted((ROOT / app / "static").rglob("*.css"))]
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


def name_of(path):
    """A file's path as messages show it."""
    return str(path.relative_to(ROOT))


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def tree_of(path):
    return ast.parse(path.read_text(), str(path))


def functions_of(tree):
    """Every function and method in a tree, nested ones included."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def calls_of(tree, *names):
    """Calls of functions or methods with one of these names."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in names
    ]


def package_of(model):
    """The subject package that a model lives in: ("ceasefire", "parties")."""
    app, package, *_ = model.__module__.split(".")
    return app, package


@cache
def layer_list():
    """`(app, package, height, is_bracketed)` for each package; height 0 is the foundation."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return [
        (app, package.strip().strip("()"), height, package.strip().startswith("("))
        for contract in contracts["contracts"]
        for app in contract.get("containers", [])
        for height, layer in enumerate(reversed(contract["layers"]))
        for package in layer.split("|")
    ]


@cache
def layers():
    """The height of each package in its app, by `(app, package)`."""
    return {(app, package): height for app, package, height, _ in layer_list()}
