"""Pages and the API see rows only through `visible_to`, so no door can be wider than another."""

import ast

import pytest

from tests.architecture.project import APPS, MODELS, MODULES, module_name, name_of, tree_of

# Rows that views read otherwise; each with its reason.
OTHERWISE = {
    ("ceasefire.web.invitations", "Invitation.objects.behind"): "the link is the right to see it",
    ("ceasefire.web.account_forms", "User.objects.people"): "whose password is forgotten",
    ("ceasefire.web.sorting", "PublishedVersion.objects.filter"): "only the order of visible rows",
    ("ceasefire.web.monitor_reports", "MonitorReport.objects.own_with_receipt"): (
        "whoever wrote down its receipt stops their own, however old; it is not shown"
    ),
    ("ceasefire.web.monitor_reports", "Coverage.objects.own_with_receipt"): "the same of coverage",
    ("ceasefire.web.under_agreement", "MonitorReport.objects.latest_of"): (
        "only under which agreement somebody reports"
    ),
    ("ceasefire.web.under_agreement", "Coverage.objects.latest_of"): "the same of coverage",
    ("ceasefire.web.history", "User.objects.filter"): "the names of those whose deeds are visible",
    ("ceasefire.web.row_history", "IncidentVersion.objects.filter"): "of one visible incident",
    ("ceasefire.web.row_history", "AllegationVersion.objects.filter"): "of one visible allegation",
    ("ceasefire.web.row_history", "FindingVersion.objects.filter"): "of one visible finding",
}
DOORS = [
    path
    for path in MODULES
    if module_name(path).split(".")[0] in APPS and path.parent.name in {"api", "web"}
]
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def readings(path):
    """`Model.objects.method` wherever a module asks a manager for rows."""
    for node in ast.walk(tree_of(path)):
        is_method = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
        if is_method and node.value.attr in MANAGERS and isinstance(node.value.value, ast.Name):
            yield node.value.value.id, node.attr


@pytest.mark.parametrize("path", DOORS, ids=name_of)
def test_rows_are_asked_for_through_visible_to(path):
    models = {model.__name__ for model in MODELS}
    found = {
        f"{model}.objects.{method}"
        for model, method in readings(path)
        if model in models and method not in {"visible_to", "none"}
    }

    otherwise = {asked for asked in found if (module_name(path), asked) not in OTHERWISE}

    assert otherwise == set(), (
        "Start with .visible_to(request.user), or read PublishedVersion; "
        "a reason to do otherwise stands in OTHERWISE."
    )


def test_reasons_to_read_otherwise_are_still_needed():
    asked = {
        (module_name(path), f"{model}.objects.{method}")
        for path in DOORS
        for model, method in readings(path)
    }

    assert set(OTHERWISE) <= asked


def test_visible_to_takes_whoever_asks():
    """Each `visible_to` answers for people, programs and visitors alike."""
    taking = {
        name_of(path): ast.unparse(node.args)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name == "visible_to"
    }

    assert taking, "no visible_to was found"
    assert {file: words for file, words in taking.items() if "AnonymousUser" not in words} == {}
