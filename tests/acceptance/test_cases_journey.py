"""Shows 3 of cases: two Commands accuse each other of one shelling at Weir Bridge.

One answers in time, one is overdue; of one clause nobody can be named, of another there is a
finding, which is published and corrected. In a real browser, everybody in their own language;
CEASEFIRE_SCREENSHOTS=DIR keeps pictures of what they read.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils import translation

from ceasefire.codes.allegations import AnswerStanding
from ceasefire.codes.verification import FindingOutcome
from tests.acceptance.cases_guests import DATABASE, invite, make_world
from tests.acceptance.cases_steps import (
    CRATERS,
    DENIED,
    MEASURED,
    MEASURED_AGAIN,
    NO_FIRE_SEEN,
    NORTHS,
    SOUTHS,
    walk,
)
from tests.browser.looks import DIRECTIONS, NARROW, WIDE, Look
from tests.browser.service import Service, own_database, running, using_database
from tests.browser.windows import Windows

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", DIRECTIONS)
COLUMNS = {
    "en": ("Northern Command", "Southern Command"),
    "ar": ("القيادة الشمالية", "القيادة الجنوبية"),
}
# What each reads of it: a page by who reads it.
READ = {
    "case": ("officer", lambda case: case.page("incident")),
    "both accounts": ("officer", lambda case: f"/mutual-accusations/{case.ids['mutual']}/"),
    "timeline": ("officer", lambda case: f"/mutual-accusations/{case.ids['mutual']}/timeline/"),
    "put to the south": ("south", lambda case: case.page("north")),
    "put to the north": ("north", lambda case: case.page("south")),
    "incident": ("delegate", lambda case: case.page("incident")),
    "answered": ("delegate", lambda case: case.page("north")),
    "overdue": ("delegate", lambda case: case.page("south")),
    "found": ("delegate", lambda case: case.page("found")),
    "first version": ("delegate", lambda case: case.page("found", "?version=1")),
    "nobody named": ("delegate", lambda case: case.page("open")),
    "sheet": ("mediator", lambda case: "/sheets/DEMO-1/?first=2026-11-01&last=2026-11-30"),
}


@pytest.fixture(scope="module")
def valley(django_db_setup, django_db_blocker, tmp_path_factory):
    """The running service, in which nothing has happened yet."""
    folder = tmp_path_factory.mktemp("cases")
    with django_db_blocker.unblock(), own_database(DATABASE):
        with using_database(DATABASE):
            world = make_world()
        with running(folder, DATABASE) as url:
            yield Service(url, world)


@pytest.fixture(scope="module")
def journey(valley, chromium):
    """The way walked once; who walked it, and what came about."""
    windows = Windows(chromium, valley.url)
    guests = invite(windows, valley)
    yield valley, guests, walk(guests)
    windows.close()
    assert windows.complaints == []


@pytest.fixture
def read(journey):
    """`read(name, language)`: the words of a page as its reader has it in a language."""
    service, guests, case = journey

    def opened(name, language):
        who, address = READ[name]
        service.speak(guests[who].page.context, language)
        return guests[who].ask(address(case)).locator("main")

    return opened


def said(language, code):
    with translation.override(language):
        return str(code.label)


@in_both_languages
def test_accounts_stand_in_the_order_of_the_agreement_each_with_its_own_time(read, language):
    columns = read("both accounts", language).locator("ul.accounts > li.account")

    told = columns.all_inner_texts()
    assert len(told) == 2
    for column, name, time, words in zip(
        told, COLUMNS[language], ("06:38", "06:45"), (NORTHS, SOUTHS), strict=True
    ):
        assert name in column.partition("\n")[0]
        assert (time in column, words in column) == (True, True)


@in_both_languages
def test_answer_in_time_is_printed_in_full_and_silence_is_no_response(read, language):
    answered = read("answered", language).inner_text()
    overdue = read("overdue", language).inner_text()

    silence = said(language, AnswerStanding.NO_RESPONSE)
    assert (DENIED in answered, silence in answered) == (True, False)
    assert (DENIED in overdue, silence in overdue) == (False, True)


@in_both_languages
def test_one_clause_has_a_finding_and_of_another_nobody_can_be_named(read, language):
    violation, nobody = FindingOutcome.VIOLATION, FindingOutcome.NOT_ATTRIBUTABLE
    found, left_open = (read(name, language).inner_text() for name in ("found", "nobody named"))

    assert said(language, violation) in found
    assert (said(language, nobody) in left_open, NO_FIRE_SEEN in left_open) == (True, True)
    assert DENIED in found


@in_both_languages
def test_correction_says_what_it_changes_and_the_first_version_stays(read, language):
    corrected = read("found", language).inner_text()
    first = read("first version", language).inner_text()

    assert (MEASURED in corrected, MEASURED_AGAIN in corrected) == (True, True)
    assert (CRATERS in first, MEASURED in first) == (True, False)


@in_both_languages
def test_sheet_has_both_quotations(read, language):
    sheet = read("sheet", language).inner_text()

    assert (DENIED in sheet, said(language, AnswerStanding.NO_RESPONSE) in sheet) == (True, True)


@in_both_languages
@pytest.mark.parametrize("name", READ)
def test_page_is_whole_on_every_screen(journey, read, name, language):
    page = journey[1][READ[name][0]].page
    read(name, language)
    page.evaluate(AXE_SCRIPT)
    found = []

    for width in (WIDE, NARROW):
        seen = Look(page, language, width)
        found += seen.faults()
        seen.keep(f"case-{name}")
    found += seen.barriers(every_row=True)

    assert found == []
