"""Shows of the journey: every new route is known, and AZ-3 and AZ-4 hold for its lists.

Whoever may not see something is answered as if it had never been: by every filter, in every order,
on every page, in every count; and a foreign id is answered like a missing one.
"""

import uuid
from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from time_machine import travel

from ceasefire.allegations.filters import (
    AllegationFilter,
    LiaisonAllegationFilter,
    OpenAllegationFilter,
)
from ceasefire.allegations.models import Allegation
from ceasefire.common.references import random_reference
from ceasefire.incidents.incident_filters import IncidentFilter
from ceasefire.incidents.models import Incident
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.sent_filters import SentReportFilter
from ceasefire.web import allegations, incidents, published
from tests.acceptance.journey_questions import (
    ADDRESSES,
    LISTS,
    answers,
    ask,
    choose,
    different,
    found_in,
    found_on,
    warm,
)
from tests.acceptance.journey_worlds import (
    ACCUSED,
    ACCUSER,
    GUARANTOR,
    MONITOR,
    PEOPLE,
    READERS,
    READING,
    SUBMITTING,
    VISITOR,
    change_what_is_hidden,
    hide,
    make_own,
    make_world,
)
from tests.acceptance.policy import rows
from tests.acceptance.routes import routes
from tests.ceasefire.web.pages import parsed, row_heads

pytestmark = pytest.mark.django_db
# From all of one line the same is hidden.
ALIKE = {
    ACCUSER: [ACCUSER],
    ACCUSED: [ACCUSED],
    GUARANTOR: [GUARANTOR],
    VISITOR: ["delegate", MONITOR, READING, SUBMITTING, VISITOR],
}
every_side = pytest.mark.parametrize("side", ALIKE)
FIELD = (
    "web:incident-", "web:allegation-", "web:monitor-report-", "web:coverage-", "web:report-",
    "web:source-", "web:triage", "api:incident-", "api:allegation-", "api:monitor-report-",
)  # fmt: skip
STEPS = {
    "web:incident": "list detail change take-up answer publish withdraw part-report relate "
    "part-relation merge undo-merge by-whom sign reopen decide-reopening story refer settle",
    "web:allegation": "list detail new admit refuse notify hold-back withdraw answer harm-check "
    "not-put acknowledge more-time decide-time translate determine",
    "web:monitor-report": "start new detail correct stop stop-by-receipt",
    "web:coverage": "seen unseen stop",
    "web:report": "open-incident link look-at return reject",
    "web:source": "propose confirm",
    "api:incident": "list detail",
    "api:allegation": "list detail",
    "api:monitor-report": "list detail correct stop",
}
NEW = {f"{name}-{step}" for name, steps in STEPS.items() for step in steps.split()} | {"web:triage"}

LINES_OF_A_PAGE = 3
# What each may narrow a list by, and order it by; whatever else a row holds is hidden.
KNOWN = {
    ("delegate", "incidents"): (Incident, IncidentFilter, incidents.SORTS),
    ("delegate", "allegations"): (Allegation, AllegationFilter, allegations.SORTS),
    (ACCUSED, "allegations"): (Allegation, LiaisonAllegationFilter, allegations.SIDE_SORTS),
    (GUARANTOR, "allegations"): (Allegation, OpenAllegationFilter, allegations.SIDE_SORTS),
}
STAFF_SORTS = {*incidents.STAFF_SORTS, *allegations.STAFF_SORTS}
KNOWN_TO_THE_API = {
    "incidents": (Incident, IncidentFilter),
    "allegations": (Allegation, AllegationFilter),
    "monitor-reports": (MonitorReport, SentReportFilter),
}
REFUSED, EMPTY = {302, 401, 403, 404}, {200, 400}
# What may be asked about one record.
ABOUT = {
    "incidents": (
        "/incidents/ID/", "/incidents/ID/?published=1",
        "/api/v1/incidents/ID/", "POST /incidents/ID/take-up/",
    ),
    "allegations": (
        "/allegations/ID/", "/allegations/ID/?published=1", "/api/v1/allegations/ID/",
        "/allegations/ID/answer/", "POST /allegations/ID/answer/",
        "/allegations/ID/withdraw/", "POST /allegations/ID/withdraw/",
    ),
    "reports": (
        "/monitor-reports/ID/", "/monitor-reports/ID/correct/", "/monitor-reports/ID/stop/",
        "POST /monitor-reports/ID/stop/", "/api/v1/monitor-reports/ID/",
        "POST /api/v1/monitor-reports/ID/correct/", "POST /api/v1/monitor-reports/ID/stop/",
    ),
    "receipts": ("/api/v1/monitor-reports/?receipt=ID", "POST /monitor-reports/stop/"),
    "coverage": (
        "/monitor-reports/coverage/ID/stop/", "POST /monitor-reports/coverage/ID/stop/",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once; what a test adds to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    """Pages are short, so that there are many; and the clock stands still."""
    for module in (published, allegations, incidents):
        monkeypatch.setattr(module, "ROWS_PER_PAGE", LINES_OF_A_PAGE)
    cache.clear()
    with travel(timezone.now(), tick=False):
        yield


# --- Matrix: all new routes known ---


def test_every_new_route_is_known_by_name_to_the_matrix():
    served = {route for route in routes() if route.startswith(FIELD)}

    assert served == NEW
    assert served - {row.route for row in rows()} == set()


# --- AZ-4: lists, filters, ordering, counts ---


@every_side
def test_rows_and_fields_that_are_hidden_change_no_answer(world, side, size):
    make_own(side)
    officer, asking = world.browsers["officer"], [world.browsers[each] for each in ALIKE[side]]
    questions = choose(every=size(3, 1))
    before = [answers(warm(browser), questions) for browser in asking]
    known = [ask(officer, address) for address in LISTS.values()]

    hide(world, side)
    change_what_is_hidden(world, side)

    for caller, browser, told in zip(ALIKE[side], asking, before, strict=True):
        assert different(told, answers(browser, questions)) == [], caller
    for address, told in zip(LISTS.values(), known, strict=True):
        assert ask(officer, address) != told, "nothing was there to be hidden"


def findable(world, caller, name, own):
    """What this caller may find in a list, on its pages and in the API."""
    api = set(world.sent.get(caller, ()))
    if name != "monitor-reports":
        api = set(world.published[name]) if caller in READERS else set()
    pages = api if caller in PEOPLE else set()
    if name == "allegations" and caller in world.worked_on:
        pages = own | set(world.worked_on[caller])
    if name == "allegations" and caller == MONITOR:
        pages = set()  # theirs is the list of what they lodged
    return pages, api


@every_side
def test_list_holds_all_that_its_reader_may_see_and_nothing_else(world, side):
    own, marks = make_own(side), set()
    hide(world, side)
    for model, mark in (
        (Incident, "reference"),
        (Allegation, "reference"),
        (MonitorReport, "receipt"),
    ):
        marks |= set(model.objects.values_list(mark, flat=True))

    for caller, (name, address) in product(ALIKE[side], ADDRESSES.items()):
        browser = world.browsers[caller]
        pages, api = findable(world, caller, name, own)
        assert found_on(browser, address, marks) == pages, (caller, name)
        assert found_in(browser, name) == api, (caller, name)


def heads(browser, name, **query):
    return row_heads(parsed(browser.get(LISTS[name], query)))


@pytest.mark.parametrize(("caller", "name"), KNOWN)
def test_field_that_is_hidden_is_no_filter_and_no_order(world, caller, name):
    model, filterset, sorts = KNOWN[caller, name]
    fields = {each.name for each in model._meta.get_fields()}
    browser = world.browsers[caller]
    plain = heads(browser, name)

    assert len(plain) == LINES_OF_A_PAGE
    hidden = fields - set(filterset.base_filters)
    assert heads(browser, name, **dict.fromkeys(hidden, "1")) == plain
    for order in {*fields, *STAFF_SORTS} - set(sorts):
        assert heads(browser, name, sort=order) == plain, order


@pytest.mark.parametrize("resource", KNOWN_TO_THE_API)
def test_api_refuses_to_narrow_or_order_by_a_field_that_is_hidden(world, resource):
    model, filterset = KNOWN_TO_THE_API[resource]
    sender = world.browsers[ACCUSED]
    hidden = {each.name for each in model._meta.get_fields()} - set(filterset.base_filters)

    for field in {*hidden, "sort", "ordering", "complainant__names", "id__gt"}:
        answer = sender.get(f"/api/v1/{resource}/", {field: "1"})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), field


# --- AZ-3: foreign is missing ---


def about(browser, step, record):
    """The answer about the record of this id, or of this receipt, which it does not tell."""
    method, _, address = step.rpartition(" ")
    sent = {"receipt": str(record)} if method else None
    address = address.replace("ID", str(record))
    return ask(browser, address, sent, method=method.lower() or "get", names=[record])


@every_side
def test_foreign_is_answered_like_missing(world, side):
    found = hide(world, side)

    for caller, (kind, steps) in product(ALIKE[side], ABOUT.items()):
        browser = warm(world.browsers[caller])
        for step in steps:
            nothing = random_reference() if kind == "receipts" else uuid.uuid4()
            missing = about(browser, step, nothing)
            assert missing[0] in REFUSED | (EMPTY if kind == "receipts" else set())
            for foreign in found[kind]:
                assert about(browser, step, foreign) == missing, (caller, step, foreign)
