"""Shows 10 of the skeleton: every page, in both languages, on both screens, in a real browser.

CEASEFIRE_SCREENSHOTS=DIR keeps pictures of all of them.
"""

from fnmatch import fnmatch
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.acceptance.policy import policy
from tests.acceptance.routes import routes
from tests.browser.examples import EXAMPLES, NO_PAGES, REFUSALS, addresses, is_page
from tests.browser.looks import DIRECTIONS, NARROW, WIDE, Look

pytestmark = pytest.mark.django_db
# In every run axe reads each page once, every other one so; with --full in every combination.
THOROUGHLY = (("en", WIDE), ("ar", NARROW))
SCREENS = {"en": (WIDE, NARROW), "ar": (NARROW, WIDE)}


@pytest.fixture
def faults(read, service, size):
    """`faults(name, who, address)`: everything wrong with a page, in every combination."""
    everything = size(False, True)

    def look(name, who, address, at="", status=200):
        page, thoroughly = read(), THOROUGHLY[crc32(name.encode()) % len(THOROUGHLY)]
        page.add_init_script(AXE_SCRIPT)
        service.sign_in(page.context, who)
        for language in DIRECTIONS:
            service.speak(page.context, language)
            answer = page.goto(address)
            if answer.status != status or not fnmatch(page.url, f"*{at or address}"):
                yield f"answered {answer.status} at {page.url}"
            for width in SCREENS[language]:
                seen = Look(page, language, width)
                yield from seen.faults()
                if everything or (language, width) == thoroughly:
                    yield from seen.barriers(every_row=everything)
                seen.keep(name)

    return look


def test_every_route_is_a_page_with_an_example_or_none():
    served = {*routes(), *policy()["demo only"]}
    pages = {route for route in served if is_page(route)}

    assert pages - set(EXAMPLES) == set(), "Give it an example in tests/browser/examples.py."
    assert set(EXAMPLES) - pages == set(), "These have no page any more: remove them."
    assert set(NO_PAGES) - served == set(), "These are no routes any more: remove them."


@pytest.mark.parametrize("route", EXAMPLES)
def test_page_is_open_to_every_reader_on_every_screen(route, faults, service, size):
    asked = [
        (example.who, address, example.leads_to)
        for example in EXAMPLES[route]
        for address in addresses(example, route, service.world, most=size(1, 12))
    ]

    found = {f"{route}-{n}": list(faults(f"{route}-{n}", *each)) for n, each in enumerate(asked)}

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("status", REFUSALS)
def test_refusal_is_a_page_like_the_others(status, faults):
    who, address = REFUSALS[status]

    assert list(faults(f"refused-{status}", who, address, status=status)) == []


@pytest.mark.parametrize("route", NO_PAGES)
def test_route_without_an_example_answers_no_page(route, read, service):
    window = read().context
    service.sign_in(window, NO_PAGES[route].who)

    [address] = addresses(NO_PAGES[route], route, service.world)
    answer = window.request.get(address, max_redirects=0)

    is_html = answer.headers.get("content-type", "").startswith("text/html")
    assert (answer.ok, is_html) != (True, True)
