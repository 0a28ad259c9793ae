"""The journey: what a monitor sends in is verified, accused, answered, counted and released.

Through HTTP and the real worker, in DEMO-1; at each step each role sees what it may, and no more.
"""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from ceasefire.agreements.models import Provision
from ceasefire.monitoring.models import Source
from ceasefire.parties.models import Party
from config.embedded.valkey import broker_url
from reports.rollups.models import DailyMarginal, DirtyDay
from reports.summaries.models import ComplianceSummary, SummaryDue
from tests.acceptance import journey_steps as steps
from tests.acceptance.journey_guests import PEOPLE, VISITOR, Guest, invite
from tests.acceptance.journey_sights import AFTER, look_around
from tests.browser.service import own_database, running, using_database
from tests.builders.field import make_field
from tests.ceasefire.web.pages import body_rows, parsed, section, text_of
from tests.processes import own_processes, wait_until

pytestmark = pytest.mark.django_db
DATABASE = "on_the_journey"
OVERVIEW = "overview/DEMO-1/?on=2021-03-05"
SIDES = ("complainant", "accused")
ACCUSATION_STANDS = {
    "alleged": 1, "verified": 1, "accepted": 0, "disputed": 1, "answered": 0, "awaited": 0,
    "no_response": 0,
}  # fmt: skip


@dataclass
class Journey:
    """What is on its way, who goes with it, and what was seen and found after each step."""

    guests: dict[str, Guest]
    ids: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    seen: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    marginals: set[tuple[str, str, str, str, int]] = field(default_factory=set)
    drafted: list[tuple[str, str, str]] = field(default_factory=list)
    overviews: dict[str, list[str]] = field(default_factory=dict)
    released: dict[str, Any] = field(default_factory=dict)

    def look(self, step):
        self.seen[step] = look_around(self.guests, self.ids, self.words)


@contextmanager
def at_work(folder):
    """The service on a database of its own, with worker, beat and broker; yields its address."""
    (folder / "mail").mkdir()
    with (
        own_database(DATABASE),
        using_database(DATABASE),
        own_processes(folder) as processes,
        pytest.MonkeyPatch.context() as patch,
    ):
        make_field()
        processes.start()
        patch.setitem(os.environ, "REDIS_URL", broker_url(folder))
        with running(folder, DATABASE) as url:
            yield f"{url}/"


@pytest.fixture(scope="module")
def journey(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole way, gone once; the service is at rest again when the tests look at it."""
    with django_db_blocker.unblock(), at_work(tmp_path_factory.mktemp("journey")) as address:
        journey = Journey(invite(address))
        from_report_to_publication(journey)
        from_accusation_to_answer(journey)
        from_count_to_release(journey)
    return journey


def from_report_to_publication(journey):
    guests, ids = journey.guests, journey.ids
    ids["report"], receipt = steps.report(guests)
    journey.words |= {"receipt": receipt, "pseudonym": Source.objects.get().pseudonym}
    journey.look("reported")
    ids["incident"] = steps.open_incident(guests, ids["report"])
    steps.verify(guests, ids["incident"], receipt)
    journey.look("verified")
    steps.publish(guests, ids["incident"])
    journey.look("published")


def from_accusation_to_answer(journey):
    """Two allegations, of which an adjudicator holds one back from readers."""
    guests, ids = journey.guests, journey.ids
    ids["allegation"] = steps.accuse(guests, steps.ACCUSATION)
    ids["held back"] = steps.accuse(guests, steps.HELD_BACK)
    journey.look("lodged")
    for allegation in (ids["allegation"], ids["held back"]):
        steps.admit(guests, allegation, ids["incident"])
    steps.hold_back(guests, ids["held back"])
    for allegation in (ids["allegation"], ids["held back"]):
        steps.notify(guests, allegation)
    journey.look("notified")
    steps.respond(guests, ids["allegation"])


def from_count_to_release(journey):
    """Nobody opens a page that would count: the worker does, or the sweep."""
    guests, ids = journey.guests, journey.ids
    assert wait_until(lambda: DailyMarginal.objects.filter(state="disputed").exists())
    assert wait_until(is_all_done)
    journey.marginals = marginals_with_codes()
    summaries = ComplianceSummary.objects.order_by("kind")
    journey.drafted = list(summaries.values_list("kind", "status", "drafted_by__role"))
    ids["summary"] = str(summaries.get(kind="day").public_id)
    journey.look("drafted")
    steps.release(guests, ids["summary"])
    journey.look("released")
    journey.overviews = {who: rows_of_overview(guests[who]) for who in {*PEOPLE, VISITOR}}
    answer = guests["reading program"].ask(f"api/v1/summaries/{ids['summary']}/")
    journey.released = json.loads(answer.content)


def is_all_done():
    """Whether no day is owed a recount, and no period a draft."""
    return not DirtyDay.objects.exists() and not SummaryDue.objects.fallen_due().exists()


def marginals_with_codes():
    """Every marginal there is, with the codes of parties and the numbers of provisions."""
    codes = {str(each.public_id): each.code for each in Party.objects.all()}
    codes |= {str(each.public_id): each.number for each in Provision.objects.all()}
    rows = DailyMarginal.objects.values_list("day", "dimension", "key", "state", "count")
    return {
        (str(day), dimension, "/".join(codes.get(each, each) for each in key.split("/")), *counted)
        for day, dimension, key, *counted in rows
    }


def rows_of_overview(guest):
    """What the overview counts of the field; nothing for those who may not read it."""
    page = guest.ask(OVERVIEW)
    if page.path != OVERVIEW:
        return []
    return [text_of(row) for row in body_rows(section(parsed(page), "field-title"))]


@pytest.mark.parametrize("step", AFTER)
def test_each_role_sees_what_it_may_and_no_more(journey, step):
    assert journey.seen[step] == AFTER[step]


def test_worker_counts_the_day(journey):
    day = "2021-03-05"

    assert journey.marginals == {
        (day, "incident_act", "indirect_fire", "verified", 1),
        (day, "incident_area", "DV-N", "verified", 1),
        (day, "scope", "1/undetermined", "actor_not_named", 1),
        (day, "scope", "2/outside", "act_not_covered", 1),
        (day, "allegation", "NORTH/SOUTH", "alleged", 1),
        (day, "allegation", "NORTH/SOUTH", "verified", 1),
        (day, "allegation", "NORTH/SOUTH", "disputed", 1),
    }


def test_worker_drafts_the_summaries_that_hold_the_day(journey):
    assert journey.drafted == [
        ("day", "drafted", "system"),
        ("month", "drafted", "system"),
        ("week", "drafted", "system"),
    ]


def test_overview_tells_every_reader_the_same_counts(journey):
    counted = [
        "Indirect fire 1 1",
        "Area",
        "North Valley 1 1",
        "Northern Command accuses Southern Command 1 1 0 1 0 0 0",
        "Southern Command accuses Northern Command 0 0 0 0 0 0 0",
        "1 0 – 1 the actor is not named",
    ]

    assert journey.overviews == {**dict.fromkeys(PEOPLE, counted), VISITOR: []}


def test_released_summary_tells_programs_the_incident(journey):
    incidents = journey.released["field"]["incidents"]

    verified = [{"state": "verified", "number": 1}]
    assert (incidents["shown"], incidents["by_state"]) == (1, verified)
    assert incidents["by_act"] == [{"act": "indirect_fire", "total": 1, "by_state": verified}]
    assert [each["id"] for each in journey.released["incidents"]] == [journey.ids["incident"]]


def test_released_summary_tells_programs_who_accuses_whom(journey):
    lines = journey.released["field"]["allegations"]["matrix"]

    told = [{**line, **{side: line[side]["code"] for side in SIDES}} for line in lines]
    assert told == [
        {"complainant": "NORTH", "accused": "SOUTH", **ACCUSATION_STANDS},
        {"complainant": "SOUTH", "accused": "NORTH", **dict.fromkeys(ACCUSATION_STANDS, 0)},
    ]
    assert [each["id"] for each in journey.released["allegations"]] == [journey.ids["allegation"]]
