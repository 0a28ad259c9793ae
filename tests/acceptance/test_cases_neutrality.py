"""Neutrality of the cases: the names of both parties exchanged over everything between accusation
and conclusion, which is told twice from its beginning."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client, override_settings

from ceasefire.accounts.models import User
from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.harm import draft_harm_check
from ceasefire.allegations.models import Allegation, HarmCheck, MutualAccusation
from ceasefire.allegations.mutual import confirm_mutual, put_aside_mutual
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.allegations.services import admit_allegation
from ceasefire.allegations.translating import translate_response
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import AnswerStanding, LodgedAs, MutualKind, ResponseKind
from ceasefire.codes.calls import CallAnswer
from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import Hindrance, TimePrecision
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome, RecommendationState
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.incidents.calls import close_call
from ceasefire.incidents.models import Call, Incident
from ceasefire.incidents.opening import relate_incidents
from ceasefire.outbox.models import Letter
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.finding_adopting import dissent_from, withdraw_finding
from ceasefire.verification.findings import correct_finding
from ceasefire.verification.models import Finding
from ceasefire.verification.publishing import publish_incident
from ceasefire.verification.recommendations import follow_up
from reports.dashboards.sheet import _pairs
from tests.acceptance.tellings import (
    PUT,
    READ,
    both_tellings,
    identities,
    nameless,
    otherwise,
    seen,
)
from tests.builders.access import make_access_decision, make_access_request
from tests.builders.accounts import make_user, sign_in
from tests.builders.answers import POSSIBLE, attribute, make_seen_by_two
from tests.builders.calls import make_call, make_duty_point, stopped, went_on
from tests.builders.cases import (
    answer_for,
    liaison_of,
    make_admitted,
    make_answered,
    make_claim,
    make_guarantor,
    make_notified,
    make_self_report,
    make_unput,
    put,
)
from tests.builders.determinations import ASIDE, CONFIRMED, NOT_CONFIRMED, determine, relate
from tests.builders.field import THAT_DAY, make_coverage, make_report, make_verified
from tests.builders.findings import (
    adopt,
    finding_facts,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_put,
    recommend,
)
from tests.builders.parties import make_party
from tests.builders.referrals import make_ladder, refer

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OUTBOX = "ceasefire.outbox.backend.OutboxBackend"
SHEET = "/sheets/DEMO-1/?first=2021-03-01&last=2021-03-31"
SHEETS = (SHEET, f"{SHEET}&area=DV-N")
OVERVIEW = "/overview/DEMO-1/?on=2021-03-31"
STAFF_LISTS = (
    "/allegations/?sort=clock",
    "/allegations/?sort=state",
    "/findings/?sort=state",
    "/harm-checks/",
    "/mutual-accusations/",
    "/calls/",
    "/calls/?sort=area",
    "/duty-points/",
    "/access/",
    "/referrals/",
    "/work/",
)
BETWEEN_SIDES = (*SHEETS, "/tension/DEMO-1/", "/access/")  # fmt: skip
# Of each kind of record as many as differ; the first of them are the fullest.
OF_STAFF = {
    "allegations": (Allegation, 20),
    "findings": (Finding, 10),
    "incidents": (Incident, 2),
    "harm-checks": (HarmCheck, 1),
    "mutual-accusations": (MutualAccusation, 3),
    "calls": (Call, 4),
    "access": (AccessRequest, 4),
}
IN_ARABIC = ("/allegations/", "/findings/", "/calls/", SHEET)


# --- What happened between the parties, the first and the second in the agreement ---
def tell(first, second):
    with time_machine.travel(PUT, tick=False):
        _name_guarantors(first, second)
        bridge, mill = _happen(first, second)
        _accuse(first, second, bridge, mill)
        _lodge_otherwise(first, second)
        _meet(bridge, mill)
        for incident in (bridge, mill):
            publish_incident(incident=incident, by=make_user(Role.OFFICER))
        _find(first, second, bridge, mill)
        _call(first, second, bridge)
    for days in range(1, (READ - PUT).days):
        with time_machine.travel(PUT + days * DAY, tick=False):
            do_owed_reminders(by=User.objects.system())
    with time_machine.travel(READ - HOUR, tick=False):
        _hear_of_late(first, second, mill)


def tell_of_both(first, second):
    """Only what both say of each other."""
    with time_machine.travel(PUT, tick=False):
        make_answered(first, kind=ResponseKind.ADMIT, words="By mistake.")
        make_answered(second, kind=ResponseKind.DENY)


def _name_guarantors(first, second):
    """Each of the one it answers for, and each once said to fight beside it."""
    for party, name in ((first, "Guarantor of the hills"), (second, "Guarantor of the plain")):
        code = make_party(f"GUARANTOR-OF-{party}", names={"en": name, "ar": name}).code
        make_guarantor(party)
        relate(code, party, valid_from=date(2021, 3, 1))


def _happen(first, second):
    """One shelling that may be of either, and one that nobody can be named for."""
    bridge = make_seen_by_two(target=second, harms_protected=True)
    attribute(bridge, second)
    attribute(bridge, first, POSSIBLE)
    later = THAT_DAY + DAY
    reports = [make_report(later, actor=first, killed=(1, 2))]
    mill = make_verified(later, reports=reports, target=first)
    attribute(mill, None)
    return bridge, mill


def _accuse(first, second, bridge, mill):
    """In both directions, over both: accepted, disputed, answered otherwise, and not at all."""
    ours = make_answered(
        first, incident=bridge, kind=ResponseKind.ADMIT_JUSTIFY, words="They began. We answered."
    )
    hour = {"at": THAT_DAY + HOUR, "time_precision": TimePrecision.HOUR}
    theirs = make_answered(second, incident=bridge, kind=ResponseKind.COUNTER_ACCUSE, **hour)
    officer = make_user(Role.OFFICER)
    translate_response(allegation=theirs, language="ar", words="لم نكن هناك.", by=officer)
    determine(ours, CONFIRMED, reason="Our post saw it.")
    determine(theirs, NOT_CONFIRMED, reason="Our post saw nothing.")
    later = {"incident": mill, "at": THAT_DAY + DAY}
    make_answered(second, kind=ResponseKind.ADMIT, words="By mistake.", **later)
    silent = make_notified(first, **later)
    determine(silent, **ASIDE)
    make_answered(first, kind=ResponseKind.REMEDIAL_ACTION, words="We left.", **later)
    for accuser, accused, is_granted in ((first, second, True), (second, first, False)):
        waiting = make_notified(accuser, at=THAT_DAY + 2 * DAY, act=Act.AIR)
        acknowledge(allegation=waiting, by=liaison_of(accused))
        asked = ask_for_time(allegation=waiting, words="We ask.", by=liaison_of(accused))
        decide_time_request(request=asked, is_granted=is_granted, because="So.", by=officer)


def _lodge_otherwise(first, second):
    """By a party on itself, by a monitor, for others, on nobody; and what is not put."""
    officer, at = make_user(Role.OFFICER), THAT_DAY + 4 * DAY
    own = make_self_report(first, at=at), make_self_report(second, admits=False, at=at)
    claim = make_claim(LodgedAs.MONITOR, accused=first, at=at)
    on_nobody = make_claim(LodgedAs.THIRD_PARTY, accused=None, at=at)
    of_ours = make_claim(LodgedAs.OWN_INITIATIVE, accused=second, at=at, act=Act.AIR)
    for lodged in (*own, claim, on_nobody, of_ours):
        admit_allegation(allegation=lodged, by=officer)
    for each in (claim, of_ours):
        put(each)
    answer_for(second, of_ours, kind=ResponseKind.DECLINE)
    make_unput(second, at=at)
    draft_harm_check(allegation=make_admitted(first, at=at), by=officer)


def _meet(bridge, mill):
    """What meets is confirmed, put aside, and left as it is proposed; one is said to answer."""
    officer = make_user(Role.OFFICER)
    relate_incidents(incident=mill, other=bridge, kind=LinkKind.RESPONSE_TO, by=officer)
    confirmed, aside, *_ = MutualAccusation.objects.order_by("pk")
    confirm_mutual(mutual=confirmed, kind=MutualKind.SAME_EVENT_REVERSED, by=officer)
    put_aside_mutual(mutual=aside, reason="Two bridges.", by=officer)


def _find(first, second, bridge, mill):
    """On both: adopted, followed up and corrected; superseded; withdrawn; put; and drafted."""
    _find_in_full(first, second, bridge)
    one, two = {"provision": "1"}, {"provision": "2"}
    old = make_adopted(FindingOutcome.INCONCLUSIVE, accused=first, incident=bridge, **two)
    make_adopted(FindingOutcome.NO_VIOLATION, accused=first, incident=bridge, supersedes=old, **two)
    wrong = make_adopted(FindingOutcome.NOT_ATTRIBUTABLE, accused=None, incident=mill, **one)
    by = make_user(Role.ADJUDICATOR)
    withdraw_finding(finding=wrong, reason="The mill is elsewhere.", by=by)
    make_put(FindingOutcome.NO_VIOLATION, accused=second, incident=mill, **two)
    make_put(FindingOutcome.NO_VIOLATION, accused=first, incident=mill, **two)
    make_drafted(FindingOutcome.NO_VIOLATION, accused=first, incident=mill, **one)


def _find_in_full(first, second, bridge):
    """A violation with everything that can be said of it, corrected once."""
    officer = make_user(Role.OFFICER)
    draft = make_drafted(accused=second, incident=bridge)
    asked = recommend(draft, to=second, due_on=date(2021, 4, 1))
    recommend(draft, "Let the monitors pass.", to=first)
    waiting = make_deliberated(finding=draft)
    dissent_from(finding=waiting, words="Too little is known.", by=make_user(Role.ADJUDICATOR))
    found = adopt(waiting)
    said = {"state": RecommendationState.PARTLY, "words": "Two of three left."}
    follow_up(recommendation=asked, by=officer, **said)
    facts = finding_facts(reasoning="Three craters point to the southern bank.")
    correct_finding(finding=found, facts=facts, reason="Counted again.", by=officer)
    adopt(found)


def _call(first, second, bridge):
    for party, area, answer in (
        (first, "DV-N", CallAnswer.WILL_ACT), (second, "DV-S", CallAnswer.NOT_REACHED),
    ):  # fmt: skip
        point = make_duty_point(party, reached_by="channel 7")
        make_call(point=point, area=area, answer=answer, incident=bridge.public_id)
        calm, loud = (make_call(point=point, area="DV-N") for _ in range(2))
        officer = make_user(Role.OFFICER)
        close_call(call=calm, facts=stopped(THAT_DAY + HOUR), by=officer)
        close_call(call=loud, facts=went_on(), by=officer)


def _hear_of_late(first, second, mill):
    """What stands open between both when it is read: calls, access, a case that was referred."""
    for days, party in enumerate((first, second), start=1):
        point = make_duty_point(party, reached_by="channel 8")
        make_call(READ - days * DAY, point=point, answer=CallAnswer.DECLINED)
        asked = {"asked_of": party, "wanted_on": date(2021, 4, 4 + days)}
        make_access_request(date(2021, 3, 30), **asked)
        refused = make_access_request(date(2021, 3, 30 - days), asked_of=party)
        make_access_decision(AccessDecisionKind.REFUSED, request=refused, decided_by=party)
    make_coverage(READ - 2 * DAY, hindrance=Hindrance.MINES)
    make_notified(second, at=READ - DAY)
    lowest, *_ = make_ladder()
    refer(mill, lowest)


# --- What is shown of it ---
def read_everything(first, second):
    """What each reader is shown at each address, and every letter."""
    people = {
        "officer": make_user(Role.OFFICER),
        "mediator": make_user(Role.MEDIATOR),
        "delegate": make_user(),
        "liaison of the first": liaison_of(first),
        "liaison of the second": liaison_of(second),
        "guarantor of the second": make_guarantor(second),
    }
    known = identities()
    for who, person in people.items():
        browser = sign_in(Client(), person)
        for language, addresses in asked_by(who, person).items():
            browser.cookies["django_language"] = language
            for address in addresses:
                text = seen(browser.get(address), known)
                yield (who, language, nameless(address, known)), text
    yield from letters(first, second)


def asked_by(who, person):
    """By language, the addresses that somebody asks for."""
    if who == "mediator":
        return {"en": BETWEEN_SIDES}
    if who == "officer":
        return {"en": [*STAFF_LISTS, *BETWEEN_SIDES, *of_staff()], "ar": [*IN_ARABIC, *aside(1)]}
    if who == "delegate":
        return {"en": [*published(), OVERVIEW]}
    lists = ["/allegations/", "/findings/", "/work/"]
    worked_on = Allegation.objects.visible_to(person), Finding.objects.visible_to(person)
    addresses = [*lists, *pages("allegations", worked_on[0], 9), *pages("findings", worked_on[1])]
    return {"en": addresses, "ar": addresses[:5]}


def pages(name, rows, number=None):
    return [f"/{name}/{row.public_id}/" for row in rows.order_by("pk")[:number]]


def of_staff():
    for name, (model, number) in OF_STAFF.items():
        yield from pages(name, model.objects.all(), number)
    yield from aside(2)


def aside(number):
    """Pages that belong to a record, and both accounts side by side."""
    for page in pages("mutual-accusations", MutualAccusation.objects.all(), number):
        yield from (page, f"{page}timeline/")
    yield from (f"{page}story/" for page in pages("incidents", Incident.objects.all(), number))


def published():
    """Lists, records, every version of findings, and the same in the API."""
    yield from ("/allegations/?published=1", "/findings/")
    yield from ("/api/v1/allegations/", "/api/v1/findings/")
    yield from pages("allegations", Allegation.objects.all(), 6)
    versions = PublishedVersion.objects.of_kind(PublishedKind.FINDING).order_by("pk")
    yield from (f"/findings/{each.public_id}/?version={each.version}" for each in versions)


def letters(first, second):
    """To whom, of whichever party, which letter."""
    speaking = {liaison_of(first).email: "the first", liaison_of(second).email: "the second"}
    for number, letter in enumerate(Letter.objects.order_by("pk")):
        told = f"{speaking[letter.to_address]}: {letter.subject}\n{letter.body}"
        yield (f"letter {number}",), told


def read_in_order(first, second):
    """The pages on which both parties stand one after the other."""
    browser, known = sign_in(Client(), make_user(Role.OFFICER)), identities()
    confirmed = MutualAccusation.objects.earliest("pk")
    for name, address in (
        ("sheet", SHEET), ("mutual", f"/mutual-accusations/{confirmed.public_id}/"),
    ):  # fmt: skip
        yield (name,), seen(browser.get(address), known)


@pytest.fixture(scope="module")
def tellings(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(EMAIL_BACKEND=OUTBOX):
        return both_tellings(tell, read_everything)


def test_exchanged_names_change_nothing_but_the_names_between_accusation_and_finding(tellings):
    before, after = tellings

    assert otherwise(before, after) == []


def test_everything_that_can_stand_between_parties_is_told(tellings):
    before, after = tellings

    assert before.accusers == {*before.parties, None}
    assert before.standings == after.standings == {*AnswerStanding, None}
    assert {text[:3] for key, text in before.shown.items() if len(key) > 1} == {"200"}
    assert before.shown != after.shown


def by_code(lines, order):
    """The pairs of parties as a careless sheet would sort them."""
    return sorted(
        _pairs(lines, order), key=lambda pair: [each.code if each else "" for each in pair]
    )


def order_by_code(agreement):
    participants = agreement.participations.order_by("party__code")
    return list(participants.values_list("party", flat=True))


def test_order_by_name_would_be_noticed_on_the_sheet_and_on_both_accounts(monkeypatch):
    monkeypatch.setattr("reports.dashboards.sheet._pairs", by_code)
    monkeypatch.setattr("ceasefire.web.shown_mutual._order_of", order_by_code)

    before, after = both_tellings(tell_of_both, read_in_order)

    assert otherwise(before, after) == [("sheet",), ("mutual",)]
