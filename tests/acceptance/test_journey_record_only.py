"""Under a mandate that only records, no page, form, answer or summary attributes, or finds."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, JsonResponse

from ceasefire.accounts.models import User
from ceasefire.agreements.choices import AreaRule
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.roles import Role
from reports.statistics.periods import Period
from tests.acceptance.policy import callers, rows
from tests.acceptance.routes import address
from tests.acceptance.world import make_world
from tests.builders.agreements import make_agreement, mandate_facts, provision_facts
from tests.builders.cases import make_admitted, make_allegation, make_answered, make_notified
from tests.builders.field import RECORD_ONLY, WHOLE, make_coverage, make_incident, make_report
from tests.builders.places import make_zone
from tests.builders.summaries import make_monitor_figure, make_released
from tests.ceasefire.web.pages import parsed, text_of

pytestmark = pytest.mark.django_db
MARCH = Period(date(2021, 3, 1), date(2021, 4, 1))
SECOND = "DEMO-2"

# Words by which a mechanism says who did it, or that an agreement was breached.
WORDS = re.compile(
    r"\b(findings?|attribut\w*|by whom|violat\w*|verdicts?|guilt\w*|perpetrat\w*|responsib\w*"
    r"|culpab\w*|culprits?|blam\w*|at fault)\b",
    re.IGNORECASE,
)

# What is asked of these besides the plain address.
ALSO = {
    "web:monitor-report-new": ("?agreement=DEMO-1", "?agreement=DEMO-2"),
    "web:allegation-new": ("?agreement=DEMO-1", "?agreement=DEMO-2"),
    "web:allegation-list": ("?published=1",),
    "web:incident-list": ("?published=1",),
    "web:incident-detail": ("?published=1",),
    "reports:overview": ("?on=2021-03-31",),
    "api:bulletin-counts": ("?agreement=DEMO-1&group_by=side,month",),
}
FINDINGS = re.compile(r"web:(finding|recommendation)-|api:finding-detail")
SENT = {"web:monitor-report-new", "web:monitor-report-correct"}
TOLD = {"web:monitor-report-detail", "web:incident-detail", "web:incident-change"}
# Phrases that are no attribution of the mechanism, and the only routes that may have them.
EXEMPT = {
    # what whoever was there concludes: it stands in their account, and is told as theirs
    "what was done, with what, by whom, against whom": SENT,
    "By whom": SENT,
    "Concluded: by whom": TOLD,
    # the figures of other monitors, in their words
    "blamed by it on": {"reports:overview", "reports:summary-detail"},
    '"blamed"': {"reports-api:summary-detail"},
    # that the record blames nobody
    "not about blame": {"web:incident-list"},
    # of a harm check: whether a statement may be put to a party
    "verdict": {"web:ledger"},
    # the name of a licence
    "Creative Commons Attribution": {"web:about-data"},
}
# The API and its refusals are described once for every agreement, under whatever mandate.
GENERAL = {"api:schema", "api:problem-list"}
TAG = re.compile(r"<[^>]*>")
READ_OUT = ("alt", "aria-label", "content", "data-label", "label", "placeholder", "title", "value")
# Pages of steps that this mandate does not give: they are not there.
NOT_GIVEN = {
    "web:incident-answer", "web:incident-by-whom", "web:incident-reopen",
    "web:incident-decide-reopening",
}  # fmt: skip
# Where the words are found under a mandate to attribute and to rule.
GIVING = {
    "web:agreement-detail": {"attribute", "findings"},
    "web:incident-detail": {"by whom", "finding", "findings", "violation"},
    "web:allegation-detail": {"finding", "findings"},
    "api:agreement-detail": {"attribute"},
}


def make_record(acts):
    """One of everything under DEMO-1, where to publish is given besides `acts`; and under DEMO-2,
    which plainly covers what happened, and where nothing else is given."""
    world = make_world((*acts, MandateAct.PUBLISH))
    make_monitor_figure("killed_civilians", 2, blamed="Northern Command")
    world.parts = {name: [parts] for name, parts in world.records.items()}
    world.parts["released summary"].append(part_of(make_released(MARCH)))
    add_second(world, acts)
    return world


def add_second(world, acts):
    make_zone("DZ-NORTH", areas=("DV-N",), covers_whole_areas=True)
    make_agreement(
        SECOND,
        provisions=[provision_facts("P1")],
        mandates=[mandate_facts(acts=acts)],
        areas=(("DZ-NORTH", AreaRule.COVERED),),
    )
    here = {"agreement": SECOND}
    monitor = User.objects.get(pk=world.callers[Role.MONITOR].session["_auth_user_id"])
    report = make_report(by=monitor, killed=(1, 2), actor="NORTH", target="SOUTH", **here)
    incident = make_incident(reports=[report], **here)
    claim = {**here, "provisions": ("P1",)}
    added = {
        "own monitor report": report,
        "report awaiting triage": make_report(**here),
        "own coverage": make_coverage(by=monitor, **here),
        "reported incident": incident,
        "lodged allegation": make_allegation(**claim),
        "admitted allegation": make_admitted(incident=incident, **claim),
        "notified allegation": make_notified(incident=incident, **claim),
        "released summary": make_released(MARCH, agreement=SECOND),
    }
    for name, row in added.items():
        world.parts[name].append(part_of(row))
    world.parts["notified allegation"].append(part_of(make_answered(incident=incident, **claim)))
    world.parts["agreement"].append({"id": SECOND})
    world.parts["overview"].append({"code": SECOND})


def part_of(row):
    return {"id": str(row.public_id)}


# --- The walk ---
def asked(world, wanted=None):
    """Every route that is opened with GET, for whom, and where, as tests/authorisation.yaml has it."""
    for row in (each for each in rows() if wanted is None or each.route in wanted):
        for caller, record in openings(row):
            for parts in world.parts.get(record, ()) if record else ({},):
                path = address(row.route, parts)
                yield row.route, caller, path
                yield from ((row.route, caller, path + query) for query in ALSO.get(row.route, ()))


def openings(row):
    """Who opens it, and as which record; one caller is enough where all are told the same."""
    records = row.records or ("",)
    pairs = [(caller, record) for caller in callers() for record in records]
    found = [pair for pair in pairs if "GET" in row.methods and row.answer("GET", *pair) == 200]
    is_alike = row.section in {"own", "open"} or row.methods.get("GET") == "readers"
    return {record: (caller, record) for caller, record in found}.values() if is_alike else found


def said(answer):
    """Everything that a reader, or a program, reads in an answer."""
    text = answer.content.decode()
    is_page = answer.headers["Content-Type"].startswith("text/html")
    bare = " ".join(TAG.sub(" ", text).split())
    if is_page and (WORDS.search(text) or WORDS.search(bare)):  # to take a page apart is slow
        tree = parsed(answer)
        attributes = (each.get(name) for each in tree.iter() for name in READ_OUT)
        text = " | ".join([text_of(tree), *filter(None, attributes)])
    return text.replace("_", " ")


@dataclass
class Walk:
    """What was found: words by route, exemptions that were needed, and the routes that opened."""

    found: dict = field(default_factory=lambda: defaultdict(set))
    needed: set = field(default_factory=set)
    opened: set = field(default_factory=set)
    refused: set = field(default_factory=set)

    def read(self, route, answer):
        if answer.status_code != HTTPStatus.OK:
            self.refused.add((route, answer.status_code))
            return
        self.opened.add(route)
        text = said(answer)
        if route in GENERAL:
            return
        for phrase in (each for each, routes in EXEMPT.items() if route in routes):
            if phrase in text:
                self.needed.add((phrase, route))
                text = text.replace(phrase, "")
        self.found[route].update(each.lower() for each in WORDS.findall(text))

    @property
    def words(self):
        return {route: words for route, words in self.found.items() if words}


def walk(world, wanted=None):
    found = Walk()
    for route, caller, path in asked(world, wanted):
        cache.clear()
        found.read(route, world.callers[caller].get(path))
    return found


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_record(RECORD_ONLY)
        found = walk(world)
        transaction.set_rollback(True)
    return found


def test_nothing_attributes_or_finds(walked):
    assert walked.words == {}


def test_every_route_is_walked_and_only_what_the_mandate_gives_opens(walked):
    served = {row.route for row in rows() if openings(row)}

    of_findings = {route for route in served if FINDINGS.search(route)}
    assert served - walked.opened == NOT_GIVEN | of_findings
    assert {status for _, status in walked.refused} == {HTTPStatus.NOT_FOUND}


def test_every_exemption_is_needed(walked):
    exempt = {(phrase, route) for phrase, routes in EXEMPT.items() for route in routes}

    assert walked.needed == exempt


def test_the_same_walk_finds_the_words_where_the_mandate_gives_them():
    world = make_record(WHOLE)

    found = walk(world, GIVING)

    assert found.words == GIVING


@pytest.mark.parametrize(
    "page",
    [
        "<p>Who is <b>responsible</b></p>",
        "<select><option>Finding</option></select>",
        "<label>By <em>whom</em></label>",
        '<img src="/x" alt="The perpetrators">',
        '<table><tbody><tr><td data-label="Violations">3</td></tr></tbody></table>',
    ],
)
def test_word_is_found_wherever_it_is_read(page):
    whole = f"<!doctype html><html><head><title>DEMO</title></head><body>{page}</body></html>"

    assert WORDS.search(said(HttpResponse(whole)))


def test_word_is_found_in_keys_and_not_in_what_nobody_reads():
    answer = JsonResponse({"attributed_to": None})
    styled = HttpResponse("<!doctype html><title>DEMO</title><p class=verdict>alleged</p>")

    assert WORDS.findall(said(answer)) == ["attributed"]
    assert WORDS.findall(said(styled)) == []
