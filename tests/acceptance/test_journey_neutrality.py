"""Neutrality: the names of both sides exchanged over incidents, allegations, answers and figures.

What was put to the accused is kept word for word, and a released summary is frozen. So what
happened is told twice from its beginning: once as it was, once after the names were exchanged.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from ceasefire.allegations.extending import ask_for_time
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.services import (
    hold_back_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AnswerStanding, ResponseKind
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.observations import Hindrance, Weapon
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident
from ceasefire.verification.publishing import publish_incident
from reports.figures.references import party_references
from reports.statistics.periods import Period
from reports.summaries.models import ComplianceSummary
from tests.acceptance.tellings import (
    PUT,
    READ,
    both_tellings,
    expected,
    identities,
    nameless,
    otherwise,
    seen,
)
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_guarantor,
    make_notified,
)
from tests.builders.field import (
    THAT_DAY,
    make_coverage,
    make_incident,
    make_report,
    make_verified,
    verify,
)
from tests.builders.monitoring import make_bulletin, make_series, side_facts
from tests.builders.summaries import make_released

pytestmark = pytest.mark.django_db
MARCH = Period(date(2021, 3, 1), date(2021, 4, 1))
DAY = timedelta(days=1)
OVERVIEW = "/overview/DEMO-1/?on=2021-03-31"
LISTS = ("/incidents/", "/allegations/", "/summaries/", OVERVIEW)
SORTED = ("/incidents/?sort=act", "/allegations/?sort=act", "/allegations/?sort=state")
ARABIC = {"delegate", "officer", "liaison of the first"}  # of each kind of page one reader
RECORDS = {"incidents": Incident, "allegations": Allegation, "summaries": ComplianceSummary}


# --- What happened, told of whichever party is first and second in the agreement ---
def happen(first, second):
    """Bulletins, accounts and incidents, in which either side is named as doer and as target."""
    make_series(sides=(first, second))
    make_bulletin(
        "2021-03-15",
        source_url="https://valley.invalid/bulletin",
        sides=[
            side_facts(first, 10, {"DV-1": 8, "DV-2": 2}),
            side_facts(second, 8, {"DV-3": 8}, view={"not_confirmed": 5, "confirmed": 3}),
        ],
    )
    make_coverage()
    make_coverage(THAT_DAY + DAY, area="DV-S", hindrance=Hindrance.MINES)
    return _at_the_bridge(first, second), *_on_later_days(first, second)


def _at_the_bridge(first, second):
    """Two accounts that name opposite sides, with casualties."""
    reports = [
        make_report(killed=(1, 3), actor=first, target=second),
        make_report(killed=(2, 5), actor=second, target=first),
    ]
    more = {"weapon": Weapon.MORTAR_120, "target": second, "harms_protected": True}
    return make_verified(reports=reports, **more)


def _on_later_days(first, second):
    """One verified in part, one that could not be checked, one still reported."""
    shots = {"act": Act.DIRECT_FIRE, "place": None, "area": "DV-S"}
    partly, unable, reported = (
        make_incident(
            THAT_DAY + days * DAY,
            reports=[make_report(THAT_DAY + days * DAY, actor=actor, killed=(1, 1), **shots)],
            target=target,
            **shots,
        )
        for days, actor, target in ((1, first, None), (2, second, first), (3, None, second))
    )
    verify(partly, value=IncidentState.PARTLY_VERIFIED)
    nobody = {"evidence": (), "rests_on": (), "unable_because": UnableBecause.NO_ACCESS}
    verify(unable, value=IncidentState.UNABLE_TO_VERIFY, **nobody)
    return partly, unable, reported


def accuse(first, second, incidents):
    """Accusations in both directions: each answered otherwise, some not at all, some never put."""
    bridge, partly, unable, reported = incidents
    make_answered(second, incident=bridge, kind=ResponseKind.ADMIT_JUSTIFY, words="We had to.")
    make_answered(first, incident=bridge, kind=ResponseKind.DENY, provisions=("1", "2"))
    make_notified(first, incident=partly, at=THAT_DAY + DAY, act=Act.DIRECT_FIRE)
    waiting = make_notified(second, incident=partly, at=THAT_DAY + DAY)
    ask_for_time(allegation=waiting, words="Our liaison is away.", by=liaison_of(first))
    make_answered(first, incident=unable, at=THAT_DAY + 2 * DAY, kind=ResponseKind.DECLINE)
    make_admitted(second, incident=reported, at=THAT_DAY + 3 * DAY)
    make_allegation(first, at=THAT_DAY + 3 * DAY)
    officer, adjudicator = make_user(Role.OFFICER), make_user(Role.ADJUDICATOR)
    refused = make_allegation(second, at=THAT_DAY + 4 * DAY)
    refuse_allegation(allegation=refused, reason="No day is told.", by=officer)
    withdrawn = make_notified(first, incident=bridge, act=Act.AIR)
    withdraw_allegation(allegation=withdrawn, reason="An error.", by=liaison_of(first))
    kept = make_notified(second, incident=unable, at=THAT_DAY + 2 * DAY, act=Act.AIR)
    hold_back_allegation(allegation=kept, reason="Unsafe.", by=adjudicator)
    for each in (bridge, partly, unable):
        each.refresh_from_db()
        publish_incident(incident=each, by=officer)


def tell(first, second):
    """All of it, a summary of it, and, after one more accusation, the summary's next edition."""
    with time_machine.travel(PUT, tick=False):
        incidents = happen(first, second)
        accuse(first, second, incidents)
    with time_machine.travel(READ - DAY, tick=False):
        make_released(MARCH)
        make_notified(second, incident=incidents[1], at=THAT_DAY + DAY)
    with time_machine.travel(READ, tick=False):
        make_released(MARCH)


# --- What is shown of it ---
def read_everything(first, second):
    """What each reader is shown at each address."""
    people = {
        "delegate": make_user(),
        "officer": make_user(Role.OFFICER),
        "liaison of the first": liaison_of(first),
        "liaison of the second": liaison_of(second),
        "guarantor of the second": make_guarantor(second),
    }
    known = identities()
    for who, person in people.items():
        browser = sign_in(Client(), person)
        for language, address in asked(who, first, second):
            browser.cookies["django_language"] = language
            text = seen(browser.get(address), known)
            yield (who, language, nameless(address, known)), text


def read_overview(first, second):
    browser = sign_in(Client(), make_user())
    yield (OVERVIEW,), seen(browser.get(OVERVIEW), identities())


def asked(who, first, second):
    """Answers of the API are the same to everybody who may read them."""
    yield from (("en", each) for each in (*pages(), *narrowed(first, second)))
    if who in ARABIC:
        yield from (("ar", each) for each in pages())
    if who == "delegate":
        yield from (("en", each) for each in answers(first, second))


def pages():
    yield from LISTS
    yield from (f"/{name}/{public_id}/" for name, public_id in records())


def narrowed(first, second):
    yield from SORTED
    for role in ("complainant", "accused"):
        yield from (f"/allegations/?{role}={each}" for each in (first, second))


def answers(first, second):
    yield from (f"/api/v1/{name}/" for name in RECORDS)
    yield from (f"/api/v1/allegations/?complainant={each}" for each in (first, second))
    yield from (f"/api/v1/{name}/{public_id}/" for name, public_id in records())


def records():
    for name, model in RECORDS.items():
        for public_id in model.objects.order_by("pk").values_list("public_id", flat=True):
            yield name, public_id


@pytest.fixture(scope="module")
def tellings(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield both_tellings(tell, read_everything)


def test_exchanged_names_change_nothing_but_the_names(tellings):
    before, after = tellings

    assert otherwise(before, after) == []


def test_both_sides_accuse_and_are_told_of_in_every_way(tellings):
    before, after = tellings

    assert before.accusers == set(before.parties)
    assert before.standings == after.standings == {*AnswerStanding, None}
    assert {text[:3] for text in before.shown.values()} == {"200", "404"}
    assert before.shown != after.shown


def test_order_by_name_would_be_noticed(monkeypatch):
    def by_code(agreement, public_ids):
        found = party_references(public_ids)
        return dict(sorted(found.items(), key=lambda each: each[1]["code"]))

    monkeypatch.setattr("reports.figures.field._in_order", by_code)
    before, after = both_tellings(tell, read_overview)

    assert after.shown != expected(before)
