"""Shows of the cases: a side learns nothing of cases that were not notified to it.

Whatever its liaison or its guarantor asks, of lists, of records, of pages that are not theirs, is
answered to the byte as if what they are not shown had never been, and the database is asked the
same. Only the overview counts what readers are not shown: calls by area, as it should.
"""

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, product

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from time_machine import travel

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Allegation, Reminder
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.codes.agreements import Act
from ceasefire.outbox.models import Letter
from ceasefire.verification.finding_filters import (
    FindingFilter,
    PutFindingFilter,
    WorkingFindingFilter,
)
from ceasefire.verification.models import Finding
from ceasefire.web import allegations, findings, incidents, published
from tests.acceptance.cases_hidden import Hidden, change_what_is_hidden, hide, keep_to
from tests.acceptance.cases_worlds import GUARANTORS, LIAISONS, OFFICER, callers_of, make_cases
from tests.acceptance.journey_questions import (
    QUESTIONS,
    answers,
    ask,
    different,
    found_on,
    narrowed,
    ordered,
    some,
    warm,
)
from tests.acceptance.policy import rows
from tests.acceptance.routes import address, missing
from tests.builders.cases import OTHER, liaison_of, make_guarantor, make_notified
from tests.builders.field import THAT_DAY, make_field
from tests.ceasefire.web.pages import without_token

pytestmark = pytest.mark.django_db
LINES_OF_A_PAGE, PAGED = 3, (published, allegations, incidents, findings)
OUTBOX = "ceasefire.outbox.backend.OutboxBackend"
every_side = pytest.mark.parametrize("side", OTHER)
# More is asked of pages than they know, to no avail.
OF_FINDINGS = {
    "/findings/": [
        *narrowed(PutFindingFilter, WorkingFindingFilter, FindingFilter),
        *ordered(findings.SORTS, findings.PUT_SORTS, findings.STAFF_SORTS),
        *some(5, "page"),
        *({**query, "published": "1"} for query in narrowed(FindingFilter)),
    ],
    "/api/v1/findings/": [*narrowed(FindingFilter), *some(7, "page_size")],
}
# What the matrix calls the liaison and the guarantor of either side.
CALLED = ("accused's liaison", "guarantor of the accused")
# The same whoever asks, and long.
BESIDE = {"api:schema", "api:docs"}
WORKED_ON = ("/allegations/", "/findings/")
OFFICERS_LISTS = (
    *WORKED_ON, "/incidents/", "/mutual-accusations/", "/harm-checks/", "/calls/", "/duty-points/",
    "/access/", "/referrals/",
)  # fmt: skip
OF_CASES = dict.fromkeys(WORKED_ON, ({"sort": "-state"}, {"page": 2}))
REFUSED = {302, 401, 403, 404}


@dataclass
class Told:
    """What was found out of one side; by who asked it, what is not of officers."""

    hidden: list
    not_read: list
    same_for_officers: list
    otherwise: dict[str, list]
    unlike_missing: list
    statuses: set
    found: dict[str, dict]
    wanted: dict[str, dict]
    otherwise_once_kept: dict[str, list]
    letters: tuple


# --- What is asked ---


def everywhere():
    """Every page and list that is not of one record and that a liaison or a guarantor may open."""
    for row in rows():
        is_list = row.section in {"pages", "api"} and not row.records and "GET" in row.methods
        answered = [row.answer("GET", who, "") for who in CALLED] if is_list else []
        if row.route not in BESIDE and {200, 302} & set(answered):
            yield address(row.route, {})


def about_records(cases, side):
    """The pages and answers about what readers are shown, and about what was put to a side."""
    shown = [cases.scene, cases.untold, cases.seen_by_two, cases.asked, cases.reopened]
    shown += [each.incident for each in cases.put[side][:2]]
    of_allegations = [each for party in OTHER for each in cases.put[party]]
    of_findings = [each for party in OTHER for each in cases.findings[party].values()]
    yield from (f"/incidents/{row.public_id}/" for row in shown)
    yield from (f"/allegations/{row.public_id}/" for row in of_allegations)
    yield from (f"/findings/{row.public_id}/" for row in of_findings)
    yield f"/api/v1/incidents/{cases.untold.public_id}/"


def questions_of(cases, side, number):
    """By who asks: of each list so many questions, by chance; the lists of the API that are gone
    through; and pages. The API answers every reader alike, so one of them asks it."""
    asked, records = {**QUESTIONS, **OF_FINDINGS}, [*about_records(cases, side)]
    asked = {name: random.sample(each, min(number, len(each))) for name, each in asked.items()}
    of_pages = {name: each for name, each in asked.items() if "/api/" not in name}
    resources = ("incidents", "allegations", "findings")
    return {
        LIAISONS[side]: (asked, resources, [*everywhere(), *records]),
        GUARANTORS[side]: (of_pages, (), ["/", "/work/", *records]),
    }


def told_to(browser, questions, resources, pages):
    found = answers(warm(browser), questions, resources)
    return found | {(page,): unnumbered(ask(browser, page)) for page in pages}


def unnumbered(answer):
    """An answer without the number by which a form that was sent twice is known."""
    status, text, asked = answer
    return status, re.sub(r'name="submission" value="[^"]*"', "", text), asked


# --- What is found out ---


def find_out(cases, side, number):
    """Ask before and after, and of what was hidden in between."""
    browsers = {who: cases.world.browsers[who] for who in callers_of(side)}
    asked = questions_of(cases, side, number)
    before = {who: told_to(each, *asked[who]) for who, each in browsers.items()}
    known, letters = officers_lists(cases), letters_to(cases, side)
    hidden = hide(cases, side)
    lists = officers_lists(cases)
    not_read = [each for each in hidden if not is_read(cases, each, lists)]
    change_what_is_hidden(cases, side)
    after = {who: told_to(each, *asked[who]) for who, each in browsers.items()}
    unlike, statuses = compare_with_missing(browsers.values(), hidden)
    return Told(
        hidden=hidden,
        not_read=not_read,
        same_for_officers=[each for each in lists if lists[each] == known[each]],
        otherwise={who: different(before[who], after[who]) for who in browsers},
        unlike_missing=unlike,
        statuses=statuses,
        found={who: found_by(each) for who, each in browsers.items()},
        wanted={who: ought_to_find(side, who) for who in browsers},
        otherwise_once_kept=keep_and_ask(side, browsers),
        letters=(letters, letters_to(cases, side)),
    )


def officers_lists(cases):
    """What officers read on each of their lists, from its beginning to its end."""
    officer = cases.world.browsers[OFFICER]
    with pytest.MonkeyPatch.context() as patch:
        for module in PAGED:
            patch.setattr(module, "ROWS_PER_PAGE", 500)
        return {page: without_token(officer.get(page).content.decode()) for page in OFFICERS_LISTS}


def is_read(cases, hidden, lists):
    """Whether somebody who works on it reads of it, in the list or on a page."""
    folder = "/{}/".format(hidden.page.split("/")[1])
    if hidden.mark in lists.get(folder, ""):
        return True
    page = cases.world.browsers[hidden.reader].get(hidden.page)
    return page.status_code == 200 and hidden.mark in page.content.decode()


def letters_to(cases, side):
    person = cases.world.people[LIAISONS[side]]
    return Letter.objects.filter(to_address=person.email).count()


def found_by(browser):
    marks = {each.reference for model in (Allegation, Finding) for each in model.objects.all()}
    return {page: found_on(browser, page, marks) for page in WORKED_ON}


def ought_to_find(side, who):
    """What was put to a side; and for its liaison, what it lodged."""
    put = Allegation.objects.filter(notification__party__code=side)
    lodged = Allegation.objects.filter(complainant__code=side)
    adopted = Finding.objects.filter(adopted_at__isnull=False)
    on_it = Finding.objects.filter(accused__code=side, notified_at__isnull=False)
    if who == GUARANTORS[side]:
        found = {"/allegations/": put, "/findings/": adopted}
    else:
        found = {"/allegations/": put | lodged, "/findings/": on_it}
    return {page: {each.reference for each in rows} for page, rows in found.items()}


def keep_and_ask(side, browsers):
    """What is answered otherwise once the party has lodged more, of which nobody was asked."""
    before = {who: answers(each, OF_CASES, ()) for who, each in browsers.items()}
    keep_to(side)
    after = {who: answers(each, OF_CASES, ()) for who, each in browsers.items()}
    return {who: different(before[who], after[who]) for who in browsers}


# --- Foreign is missing ---


def compare_with_missing(browsers, hidden):
    """Every row is asked for, and every step is asked of some row."""
    by_kind = defaultdict(list)
    for each in hidden:
        by_kind[each.kind, tuple(each.parts)].append(each)
    unlike, statuses = [], set()
    for group, browser in product(by_kind.values(), browsers):
        steps = [*steps_about(group[0])]
        nothing = {step: about(browser, step, missing(group[0].parts)) for step in steps}
        statuses |= {answer[0] for answer in nothing.values()}
        turns = range(max(len(steps), len(group)))
        for _, each, step in zip(turns, cycle(group), cycle(steps), strict=False):
            if about(browser, step, each.parts) != nothing[step]:
                unlike.append((step, each))
    return unlike, statuses


def steps_about(hidden: Hidden):
    """The routes that lead to a record of this kind by these parts, and how each is asked."""
    for row in rows():
        is_of_kind = row.route.partition(":")[2].startswith(f"{hidden.kind}-") and row.records
        if hidden.kind and is_of_kind and leads(row.route, hidden.parts):
            yield from ((row.route, method.lower()) for method in row.methods)


def leads(route, parts):
    try:
        return bool(reverse(route, kwargs=parts))
    except NoReverseMatch:
        return False


def about(browser, step, parts):
    route, method = step
    path = reverse(route, kwargs=parts)
    return ask(browser, path, method=method, names=parts.values())


# --- Shows ---


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, request):
    """By side; pages are short, so that there are many, and the clock stands still."""
    number = 40 if request.config.getoption("--full") else 3
    still = travel(timezone.now(), tick=False)
    with (
        django_db_blocker.unblock(), transaction.atomic(), override_settings(EMAIL_BACKEND=OUTBOX),
        pytest.MonkeyPatch.context() as patch, still,
    ):  # fmt: skip
        for module in PAGED:
            patch.setattr(module, "ROWS_PER_PAGE", LINES_OF_A_PAGE)
        cache.clear()
        cases = make_cases()
        found = {}
        for side in OTHER:
            with transaction.atomic():
                found[side] = find_out(cases, side, number)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return found


@every_side
def test_cases_that_are_not_notified_change_no_answer(told, side):
    assert told[side].otherwise == {who: [] for who in callers_of(side)}


@every_side
def test_foreign_case_is_answered_like_a_missing_one(told, side):
    assert told[side].unlike_missing == []
    assert told[side].statuses <= REFUSED


@every_side
def test_officers_read_of_each_that_could_leak(told, side):
    assert told[side].not_read == []
    assert told[side].same_for_officers == []
    assert {each.kind for each in told[side].hidden} == {
        "", "allegation", "harm-check", "mutual", "finding", "recommendation", "incident",
        "duty-point", "call", "access", "access-decision",
    }  # fmt: skip


@every_side
def test_lists_hold_what_was_put_to_the_side_and_nothing_else(told, side):
    assert told[side].found == told[side].wanted


@every_side
def test_what_a_party_keeps_its_liaison_sees_and_its_guarantor_does_not(told, side):
    assert told[side].otherwise_once_kept[LIAISONS[side]] != []
    assert told[side].otherwise_once_kept[GUARANTORS[side]] == []


@every_side
def test_no_letter_tells_a_side_that_something_goes_on(told, side):
    before, after = told[side].letters

    assert before > 0
    assert after == before


def test_letters_of_two_cases_are_one_to_the_byte():
    make_field()
    make_guarantor("SOUTH")
    told = liaison_of("SOUTH").email
    make_notified("NORTH")
    make_notified("NORTH", at=THAT_DAY + timedelta(days=2), act=Act.AIR, area="DV-S", place=None)
    for due_at in sorted({each.due_at for each in Reminder.objects.all()}):
        with travel(due_at + timedelta(minutes=1), tick=False):
            do_owed_reminders(by=User.objects.system())

    letters = Counter(Letter.objects.values_list("to_address", "subject", "body"))

    assert {address for address, *_ in letters} == {told}
    assert list(letters.values()) == [2] * 4
