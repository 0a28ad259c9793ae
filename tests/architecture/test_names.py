"""Names say what a thing is, in the words of the glossary."""

import ast
import re

from tests.architecture.project import MODELS, MODULES, TESTS, name_of, tree_of

BANNED = {
    "core", "data", "event", "events", "handle", "handler", "helper", "helpers", "info", "manager",
    "misc", "new", "process", "status2", "tmp", "util", "utils", "violation", "violations",
}  # fmt: skip
# Names that must stay as they are; each with its reason.
ALLOWED = {
    "UserManager": "what Django calls the thing that finds accounts",
    "data_cutoff": "the usual word for the moment after which nothing was counted",
    "handle": "what Django calls the body of a command",
    "process_exception": "what Django calls this part of a middleware",
    "process_view": "what Django calls this part of a middleware",
    "own_var_tmp_folder": "what the folder is called",
    "var_tmp_folder": "what the folder is called",
}
KINDS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def words_of(name):
    """`make_HTTPAnswer` → {"make", "http", "answer"}."""
    apart = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name)
    return set(apart.lower().split("_"))


def banned(name):
    return words_of(name) & BANNED if name not in ALLOWED else set()


def test_words_are_taken_apart():
    assert words_of("make_HTTPAnswer") == {"make", "http", "answer"}
    assert words_of("ReportData") == {"report", "data"}


def test_functions_and_classes_have_telling_names():
    wrong = {
        f"{name_of(path)}: {node.name}": banned(node.name)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, KINDS) and banned(node.name)
    }

    assert wrong == {}, "Say what it is or does (style.md 5.13)."


def test_modules_and_packages_have_telling_names():
    names = {part for path in (*MODULES, *TESTS) for part in path.with_suffix("").parts[-2:]}

    assert {name for name in names if banned(name)} == set()


def test_fields_have_telling_names():
    wrong = {
        str(field)
        for model in MODELS
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if banned(field.name)
    }

    assert wrong == set()


def test_errors_are_named_as_facts():
    wrong = [
        f"{name_of(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
        and not node.name.endswith("Error")
    ]

    assert wrong == [], "An error's name is the fact and ends in Error."


def test_allowed_names_exist():
    names = {
        node.name for path in MODULES for node in ast.walk(tree_of(path)) if isinstance(node, KINDS)
    }
    fields = {field.name for model in MODELS for field in model._meta.local_fields}

    assert set(ALLOWED) <= names | fields
