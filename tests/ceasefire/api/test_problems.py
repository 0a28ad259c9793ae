"""Every code a problem may carry is explained where its `type` leads."""

import ast

import pytest
from rest_framework import exceptions

from ceasefire.api.problem_codes import PROBLEMS
from ceasefire.common.errors import DomainError
from ceasefire.common.problems import TITLES, problem
from config.state import ROOT

EXPLAINED_ELSEWHERE = {
    "refused": "the code of the base class, which is never raised itself",
    "invalid_token": "answered as authentication_failed",
    "unknown_series": "told by import_bulletins at a terminal",
}


def codes_in_source():
    """Codes of refusals, and of problems written out in a call."""
    for app in ("ceasefire", "reports", "config"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                yield from _codes(node)


def _codes(node):
    if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
        for each in node.body:
            names = [target.id for target in getattr(each, "targets", [])]
            if "code" in names:
                yield each.value.value
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem":
        code = node.args[0] if node.args else None
        if isinstance(code, ast.Constant):
            yield code.value


def framework_codes():
    waiting = [exceptions.APIException]
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__ == exceptions.__name__:
            yield each.default_code


def test_every_code_used_is_explained():
    used = {*codes_in_source(), *framework_codes()} - set(EXPLAINED_ELSEWHERE)

    assert {"not_published", "invalid", "throttled"} <= used
    assert used - set(PROBLEMS) == set(), "Explain it in ceasefire/api/problem_codes.py."


def test_every_explanation_has_a_title():
    assert {each.status for each in PROBLEMS.values()} <= set(TITLES)


@pytest.mark.parametrize("code", PROBLEMS)
def test_type_of_a_problem_leads_to_its_explanation(client, code):
    body = problem(code, "In words.", PROBLEMS[code].status)

    told = client.get(body["type"]).json()

    assert (told["code"], told["status"]) == (code, body["status"])
    assert (told["type"], told["title"]) == (body["type"], body["title"])
    assert told["meaning"]
    assert told["remedy"]


@pytest.mark.django_db
def test_browser_is_answered_with_a_page(client):
    for address in ("/api/v1/problems/not_found", "/api/v1/problems/"):
        answer = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})

        assert answer["Content-Type"].startswith("text/html")
        assert "<code>not_found</code>" in answer.content.decode()


def test_list_tells_every_code(client):
    told = client.get("/api/v1/problems/").json()["results"]

    assert [each["code"] for each in told] == list(PROBLEMS)


@pytest.mark.django_db
def test_unknown_code_is_not_found(client):
    assert client.get("/api/v1/problems/no_such_code").status_code == 404


def test_refusal_without_a_code_of_its_own_has_the_common_one():
    assert DomainError.code == "refused"
