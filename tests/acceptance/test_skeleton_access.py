"""AZ-1, AZ-2, AZ-3, AU-7, HD-1: `tests/authorisation.yaml` against the running routes."""

from collections import Counter
from copy import deepcopy

import pytest
from django.core.cache import cache
from django.core.management import get_commands
from django.db import transaction

from config.celery import app
from tests.acceptance.policy import METHODS, MISSING, SIGN_IN, callers, policy, rows, sees
from tests.acceptance.routes import address, missing, routes
from tests.acceptance.world import make_world
from tests.builders.statements import captured_statements
from tests.config.test_middleware import EXACT, POLICY, headers_of, policy_of

pytestmark = pytest.mark.django_db
OURS = {"ceasefire", "config", "reports"}
# Asked in every run; with --full also HEAD, and the other methods that are served nowhere.
ALWAYS = ("GET", "POST", "DELETE")
# Whoever asks in every run with a method that is not served; with --full all of them.
ASK_IN_VAIN = ("visitor", "officer", "liaison", "submitting program")
ROWS = {row.route: row for row in rows()}
with_records = pytest.mark.parametrize("route", [row.route for row in rows() if row.records])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once; every request of the matrix is taken back after its answer was read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def parts_of(world, row, record):
    if not row.records:
        return {}
    parts = world.records[record if record != MISSING else row.records[0]]
    return missing(parts) if record == MISSING else parts


def ask(world, row, method, caller, record):
    """The answer to one request, of which nothing stays."""
    cache.clear()
    path, browser = address(row.route, parts_of(world, row, record)), world.callers[caller]
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        answer = browser.generic(method, path)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def told(answer):
    """The answer as the file words it."""
    if answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/?next="):
        return SIGN_IN
    return answer.status_code


def cells(row, methods):
    for method in methods:
        asked_in_vain = method not in row.methods and methods == ALWAYS
        for caller in ASK_IN_VAIN if asked_in_vain else callers():
            for record in row.asked(method):
                yield method, caller, record


# --- AZ-2: nothing is served, run or started that the file does not know ---


def test_every_route_is_in_the_file_and_every_row_has_a_route():
    known = set(ROWS) | set(policy()["demo only"])
    served = set(routes())

    unknown = sorted(served - known)
    assert unknown == [], (
        "Add to tests/authorisation.yaml, under the section that says how others are refused:\n"
        + "\n".join(f"  {route}: {{GET: people}}" for route in unknown)
    )
    assert set(ROWS) - served == set(), "These rows have no route any more: remove them."


def test_no_route_has_two_rows_or_no_name():
    counted = Counter(row.route for row in rows())

    assert [route for route, count in counted.items() if count > 1] == []
    assert [route for route in routes() if route.startswith("(unnamed)")] == []


def test_every_task_is_in_the_file():
    app.loader.import_default_modules()
    served = {name for name in app.tasks if name.partition(".")[0] in OURS}

    assert served == set(policy()["tasks"]), "Add or remove it under `tasks`."


def test_every_command_is_in_the_file():
    served = {name for name, package in get_commands().items() if package in OURS}

    assert served == set(policy()["commands"]), "Add or remove it under `commands`."


def test_every_record_of_the_file_can_be_asked_for(world):
    used = {record for row in rows() for record in row.records}

    assert used == set(policy()["records"])
    assert used <= set(world.records), "Make it in tests/acceptance/world.py."


# --- AZ-1: every cell ---


@pytest.mark.parametrize("route", ROWS)
def test_each_caller_is_answered_as_the_file_says(world, route, request):
    row, wrong = ROWS[route], []
    methods = METHODS if request.config.getoption("--full") else ALWAYS
    for method, caller, record in cells(row, methods):
        answer = ask(world, row, method, caller, record)
        expected = row.answer(method, caller, record)
        if told(answer) != expected:
            wrong.append(f"{method} {record} by {caller}: {told(answer)}, not {expected}")
        assert (headers_of(answer), policy_of(answer)) == (EXACT, POLICY)

    assert wrong == [], f"{route} answers otherwise than tests/authorisation.yaml says"


def test_the_matrix_is_large_enough():
    assert sum(1 for row in rows() for _ in cells(row, ALWAYS)) >= 5_000


# --- AZ-3: what somebody may not see is answered like what is not there ---


def unseen(row, caller):
    """Records of this row that the caller may not see."""
    return [record for record in row.records if not sees(caller, record)]


def as_told(answer):
    """Everything that reaches the caller, but the moment."""
    return answer.status_code, answer.content, sorted(answer.headers.items())


@with_records
def test_foreign_is_answered_like_missing(world, route):
    row, method = ROWS[route], next(iter(ROWS[route].methods))
    for caller in callers():
        for record in unseen(row, caller):
            with captured_statements() as asked_foreign:
                foreign = ask(world, row, method, caller, record)
            with captured_statements() as asked_missing:
                absent = ask(world, row, method, caller, MISSING)

            assert without_path(foreign) == without_path(absent), (caller, record)
            assert asked_foreign() == asked_missing(), (caller, record)


def without_path(answer):
    """A redirection to the sign-in page names the address asked for, which the caller knows."""
    if told(answer) == SIGN_IN:
        return SIGN_IN, answer.content
    return as_told(answer)


def test_there_are_foreign_records_for_many_callers(world):
    compared = [record for row in rows() for caller in callers() for record in unseen(row, caller)]

    assert len(compared) >= 500
    assert {"drafted summary", "hidden party", "person", "token"} <= set(compared)


# --- AU-7: no form of a browser is taken without its token ---


@pytest.mark.parametrize("route", [row.route for row in rows() if "POST" in row.methods])
def test_form_without_its_token_is_refused(world, route):
    row = ROWS[route]
    # A program's token is no cookie that another site could make a browser send.
    for caller in policy()["callers"]["people"] if row.section == "api" else callers():
        browser = world.callers[caller]
        browser.handler.enforce_csrf_checks = True
        try:
            answer = ask(world, row, "POST", caller, row.records[0] if row.records else "")
        finally:
            browser.handler.enforce_csrf_checks = False
        assert answer.status_code == 403, caller
