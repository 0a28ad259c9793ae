"""Everything that can be asked of the lists of incidents, allegations and monitor reports."""

import random
import re
import uuid
from copy import deepcopy
from datetime import timedelta
from html import unescape
from json import JSONDecoder

from ceasefire.allegations.filters import (
    AllegationFilter,
    LiaisonAllegationFilter,
    StaffAllegationFilter,
)
from ceasefire.api.pages import Position
from ceasefire.codes.agreements import Act
from ceasefire.common.documents import moment_of_day
from ceasefire.incidents.incident_filters import IncidentFilter, StaffIncidentFilter
from ceasefire.monitoring.sent_filters import SentReportFilter
from ceasefire.web import allegations, incidents
from tests.builders.cases import OTHER
from tests.builders.field import THAT_DAY
from tests.builders.statements import captured_statements
from tests.ceasefire.web.pages import without_token

DAYS = [(THAT_DAY + timedelta(days=number)).date().isoformat() for number in (1, 3, 6)]
KNOWN = {
    "agreement": ("DEMO-1", "DEMO-9"),
    "area": ("DV-N", "DV-S"),
    "place": ("Weir", "Nowhere"),
    "complainant": tuple(OTHER),
    "accused": tuple(OTHER),
    "act": (Act.INDIRECT_FIRE.value, Act.AIR.value, Act.DETENTION.value),
    "from": DAYS,
    "to": DAYS,
    "receipt": ("ABCDEFG",),
    "provision": ("1", "3"),
}
LISTS = {"incidents": "/incidents/", "allegations": "/allegations/"}
ADDRESSES = {**LISTS, "monitor-reports": "/monitor-reports/"}
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def narrowed(*filtersets):
    """Every value of every filter, one at a time."""
    for filterset in filtersets:
        for name, each in filterset.base_filters.items():
            yield from ({name: value} for value in KNOWN.get(name) or _choices(each))


def _choices(narrowing):
    """The values of a code list."""
    choices = narrowing.extra["choices"]
    return [value for value, _label in getattr(choices, "choices", choices)]


def ordered(*sorts):
    """Every order, both ways round."""
    return [{"sort": f"{turn}{name}"} for each in sorts for name in each for turn in ("", "-")]


def some(number, name):
    return [{name: each} for each in range(1, number)]


def cursors():
    """Every place in a list that somebody could ask for, whether or not a row stands there."""
    for day in range(7):
        moment = moment_of_day((THAT_DAY + timedelta(days=day)).date())
        yield {"cursor": Position(moment, f"8{uuid.UUID(int=day)}").written(), "page_size": 2}


# What may be asked of each list; more is asked of pages than they know, to no avail.
QUESTIONS = {
    "/incidents/": [
        *narrowed(IncidentFilter, StaffIncidentFilter),
        *ordered(incidents.SORTS, incidents.STAFF_SORTS),
        *some(9, "page"),
    ],
    "/allegations/": [
        *narrowed(AllegationFilter, LiaisonAllegationFilter, StaffAllegationFilter),
        *ordered(allegations.SORTS, allegations.SIDE_SORTS, allegations.STAFF_SORTS),
        *some(9, "page"),
    ],
    "/monitor-reports/": [],
    "/api/v1/incidents/": [*narrowed(IncidentFilter), *some(9, "page_size"), *cursors()],
    "/api/v1/allegations/": [*narrowed(AllegationFilter), *some(12, "page_size"), *cursors()],
    "/api/v1/monitor-reports/": [*narrowed(SentReportFilter), *some(7, "page_size"), *cursors()],
}
# Whoever works on allegations can ask for those that are published too.
QUESTIONS["/allegations/"] += [
    {**query, "published": "1"}
    for query in (*narrowed(AllegationFilter), *ordered(allegations.SORTS), *some(5, "page"))
]


def choose(*, every):
    """Everything to be asked of the API; of pages every order, and of the rest one in so many, by
    chance."""
    chosen = {}
    for address, asked in QUESTIONS.items():
        different = {str(query): query for query in asked}.values()
        always = [each for each in different if "/api/" in address or [*each] == ["sort"]]
        rest = [each for each in different if each not in always]
        chosen[address] = [*always, *random.sample(rest, len(rest) // every)]
    return chosen


def ask(browser, address, sent=None, *, method="get", names=(), **headers):
    """The answer and what the database was asked, without the form's token, and without `names`."""
    cookies = deepcopy(browser.cookies)
    with captured_statements() as asked:
        answer = getattr(browser, method)(address, sent, headers=headers)
    browser.cookies = cookies
    told = f"{answer.content.decode()}\n{sorted(answer.headers.items())}"
    for name in names:
        told = told.replace(str(name), "NAME")
    return answer.status_code, without_token(told), asked()


def warm(browser):
    """What the first request of a while notes, no other does."""
    for address in ("/about/data/", "/api/v1/parties/"):
        browser.get(address)
    return browser


def answers(browser, asked, resources=tuple(ADDRESSES)):
    """The answer to each question: each page as a whole once, and then its results only; and of
    these lists of the API every page."""
    found = {}
    for address, questions in asked.items():
        part = {} if "/api/" in address else {"HX-Request": "true"}
        found[address, ""] = ask(browser, address)
        for query in questions:
            found[address, str(query)] = ask(browser, address, query, **part)
    return found | dict(followed(browser, resources))


def followed(browser, resources):
    """Every page of the API's lists, by their links."""
    for resource in resources:
        address = f"/api/v1/{resource}/?page_size=2"
        while address:
            yield address, (answer := ask(browser, address))
            body, _end = JSONDecoder().raw_decode(answer[1])
            address = body.get("next")


def different(before, after):
    """The questions that are answered otherwise in one world than in the other."""
    return [question for question in before if after.get(question) != before[question]]


def found_on(browser, address, marks):
    """Which of these references stand on the pages of a list, one page after the other."""
    text, page = "", browser.get(address)
    while page.status_code == 200:
        text += page.content.decode()
        following = NEXT.search(page.content.decode())
        if not following:
            break
        page = browser.get(address + unescape(following[1]))
    return {mark for mark in marks if mark in text}


def found_in(browser, resource):
    """The references, or receipts, that the API's list tells."""
    records = browser.get(f"/api/v1/{resource}/").json().get("results", ())
    return {each.get("receipt") or each["reference"] for each in records}
