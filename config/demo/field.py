"""What happens in the demo's invented valley in November 2026: accounts, incidents, accusations.

Everything is done by the demo's people through the same services as on the pages, and
belongs to DEMO-1. Done again it changes nothing.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ceasefire.accounts.models import User
from ceasefire.allegations.extending import ask_for_time
from ceasefire.allegations.harm import answer_harm_check, draft_harm_check
from ceasefire.allegations.models import Allegation, HarmCheck
from ceasefire.allegations.notifying import acknowledge, answer_allegation, notify_accused
from ceasefire.allegations.services import AllegationFacts, admit_allegation, lodge_allegation
from ceasefire.allegations.translating import translate_response
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import HarmAnswer, HarmQuestion, ResponseKind
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.grades import Credibility
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.observations import (
    Basis,
    FireSign,
    Hindrance,
    Means,
    PermittedUse,
    TimePrecision,
    Weapon,
)
from ceasefire.codes.verification import EvidenceClass
from ceasefire.incidents.accounts import usable_links_of
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import IncidentFacts, grade_report, open_incident_from
from ceasefire.monitoring.coverage import CoverageFacts, submit_coverage
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import (
    CasualtyFacts,
    ReportFacts,
    return_report,
    submit_report,
)
from ceasefire.places.happening import HappeningFacts
from ceasefire.verification.publishing import publish_incident
from ceasefire.verification.services import HappenedFacts, answer_happened, take_up

AGREEMENT = "DEMO-1"
FIRST_DAY, DAYS = datetime(2026, 11, 2, 6, tzinfo=UTC), 14
OTHER = {"north": "south", "south": "north"}
PLACES = {
    "bridge": "demo:weir-bridge",
    "ford": "demo:stone-ford",
    "hill": "demo:orchard-hill",
    "mill": "demo:north-mill",
}


def play_field() -> None:
    """Let the demo's people send in, verify, accuse and answer. A second time changes nothing."""
    if MonitorReport.objects.filter(agreement__code=AGREEMENT).exists():
        return
    _look_around()
    _shelling_at_the_bridge()
    _shots_at_the_ford()
    _flight_over_the_hill()
    _what_waits()


def _look_around() -> None:
    """Two weeks of looking: the upper and the middle valley most days, the lower one never."""
    for day in range(DAYS):
        begins = FIRST_DAY + timedelta(days=day)
        _cover("DEMO-UPPER", begins, hours=6)
        if day % 7 != 6:
            _cover("DEMO-MIDDLE", begins, hours=9)
        if day % 2:
            _cover("DEMO-LOWER", begins, hours=3, hindrance=Hindrance.MINES)


def _shelling_at_the_bridge() -> None:
    """Each Command says that the other shelled Weir Bridge: one incident, an accusation each way."""
    at = datetime(2026, 11, 4, 5, 40, tzinfo=UTC)
    shells: dict[str, Any] = {
        "act": Act.INDIRECT_FIRE,
        "weapon": Weapon.MORTAR_120,
        "fire_sign": FireSign.IMPACT,
    }
    first = _report(
        at,
        "bridge",
        count=(3, 3),
        harmed=(1, 2),
        narrative="Three impacts on the eastern bank within two minutes; two people carried away.",
        **shells,
    )
    incident = _open(first, at, "bridge", act=Act.INDIRECT_FIRE, weapon=Weapon.MORTAR_120)
    _answer(incident, IncidentState.VERIFIED, "Three fresh craters were measured the same day.")
    words = "In the early morning their mortars fired across the river at the bridge."
    for accuser in OTHER:
        _accuse(accuser, incident, ("1", "7"), words)
    _publish(incident)
    denied = _respond("south", ResponseKind.DENY, "No unit of ours fired that morning.")
    translate_response(
        allegation=denied,
        language="ar",
        words="لم تطلق أي وحدة من وحداتنا النار ذلك الصباح.",
        by=_person("officer2"),
    )
    _ask_for_time("north", "The unit at the bridge reports on Thursday.")


def _shots_at_the_ford() -> None:
    at = datetime(2026, 11, 6, 16, 10, tzinfo=UTC)
    report = _report(
        at,
        "ford",
        count=(10, 40),
        act=Act.DIRECT_FIRE,
        weapon=Weapon.SMALL_ARMS,
        fire_sign=FireSign.BURST,
        means=(Means.HEARD,),
        narrative="Bursts from the western side for a quarter of an hour.",
    )
    incident = _open(report, at, "ford", act=Act.DIRECT_FIRE, weapon=Weapon.SMALL_ARMS)
    sentence = "Cartridge cases were found; how many shots were fired could not be told."
    _answer(incident, IncidentState.PARTLY_VERIFIED, sentence)
    _accuse("south", incident, ("1",), "They fired at our post by the ford.")
    _publish(incident)
    words = "Our post fired after it had been approached by armed men at night."
    _respond("north", ResponseKind.ADMIT_JUSTIFY, words)


def _flight_over_the_hill() -> None:
    at = datetime(2026, 11, 8, 11, 0, tzinfo=UTC)
    report = _report(
        at,
        "hill",
        act=Act.AIR,
        weapon=Weapon.ARMED_UAV,
        basis=Basis.TOLD_BY_WITNESS,
        means=(Means.INTERVIEW,),
        narrative="A shepherd saw an aircraft without a crew circle over the orchards.",
    )
    incident = _open(report, at, "hill", act=Act.AIR, weapon=Weapon.ARMED_UAV)
    facts = HappenedFacts(
        IncidentState.UNABLE_TO_VERIFY,
        "The road to the hill was mined; nobody could be asked there.",
        unable_because=UnableBecause.NO_ACCESS,
    )
    answer_happened(incident=incident, facts=facts, by=_person("officer"))
    _publish(incident)


def _what_waits() -> None:
    """One incident that is being verified, with two allegations whose harm checks wait; one
    report returned, two that nobody has looked at."""
    closed = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    report = _report(
        closed,
        "bridge",
        act=Act.HUMANITARIAN_ACCESS,
        narrative="Two carts with flour were turned back at the bridge.",
    )
    incident = _open(report, closed, "bridge", act=Act.HUMANITARIAN_ACCESS)
    take_up(incident=incident, by=_person("officer"))
    unsure = _admitted("north", incident, ("6",), "They turned back two carts with flour.")
    _check(
        draft_harm_check(allegation=unsure, by=_person("officer")),
        because="Few people stood at the bridge.",
        known_to_few=HarmAnswer.UNSURE,
    )
    unread = _admitted("south", incident, ("6",), "They let nobody across to us.")
    draft_harm_check(allegation=unread, by=_person("officer"))
    noise = _report(closed + timedelta(days=1), "mill", narrative="Noise in the night.")
    return_report(report=noise, question="From which side, and how often?", by=_person("officer"))
    later = closed + timedelta(days=2)
    _report(later, "ford", act=Act.INDIRECT_FIRE, count=(1, 1), narrative="One explosion.")
    _report(later, "mill", use=PermittedUse.COUNT_ONLY, narrative="Armed men at the mill.")


def _report(
    at: datetime,
    place: str,
    *,
    count: tuple[int, int] = (1, 1),
    harmed: tuple[int, int] | None = None,
    use: PermittedUse = PermittedUse.PUBLISH,
    **told: Any,
) -> MonitorReport:
    injured = CasualtyOutcome.INJURED, CasualtyStatus.CIVILIAN
    facts = ReportFacts(
        agreement=AGREEMENT,
        happening=_happening(at, place),
        basis=told.pop("basis", Basis.SAW),
        means=told.pop("means", (Means.SEEN, Means.HEARD)),
        count_low=count[0],
        count_high=count[1],
        permitted_use=use,
        casualties=(CasualtyFacts(*injured, *harmed),) if harmed else (),
        **told,
    )
    name = f"{AGREEMENT} {at.isoformat()} {place}"
    return submit_report(facts=facts, by=_person("monitor"), submission=uuid5(NAMESPACE_URL, name))


def _cover(area: str, begins: datetime, *, hours: int, hindrance: Hindrance | None = None) -> None:
    facts = CoverageFacts(AGREEMENT, area, begins, begins + timedelta(hours=hours), hindrance)
    submit_coverage(facts=facts, by=_person("monitor"))


def _open(report: MonitorReport, at: datetime, place: str, **facts: Any) -> Incident:
    return open_incident_from(
        report=report, facts=IncidentFacts(_happening(at, place), **facts), by=_person("officer")
    )


def _answer(incident: Incident, value: IncidentState, sentence: str) -> None:
    """Say of an incident what all its accounts together show."""
    links = tuple(usable_links_of(incident))
    for link in links:
        grade_report(link=link, credibility=Credibility.PROBABLY, by=_person("officer"))
    evidence = (EvidenceClass.OWN_OBSERVATION, EvidenceClass.IMAGERY)
    facts = HappenedFacts(value, sentence, evidence, links)
    answer_happened(incident=incident, facts=facts, by=_person("officer"))


def _publish(incident: Incident) -> None:
    publish_incident(incident=incident, by=_person("officer"))


def _accuse(accuser: str, incident: Incident, provisions: tuple[str, ...], words: str) -> None:
    """Accuse the other Command of an incident; after a harm check it is put to it at once."""
    lodged = _admitted(accuser, incident, provisions, words)
    check = draft_harm_check(allegation=lodged, by=_person("officer"))
    _check(check)
    proof = "Handed to its liaison at the desk of the Joint Mechanism."
    notify_accused(allegation=lodged, proof=proof, by=_person("officer"))


def _admitted(
    accuser: str, incident: Incident, provisions: tuple[str, ...], words: str
) -> Allegation:
    """Accuse the other Command of an incident; an officer admits it."""
    facts = AllegationFacts(
        agreement=AGREEMENT,
        complainant=accuser.upper(),
        accused=OTHER[accuser].upper(),
        provisions=provisions,
        act=Act(incident.act),
        happening=HappeningFacts(
            incident.begins_at,
            time_precision=TimePrecision.MINUTE,
            place=incident.place.gazetteer_id if incident.place else None,
        ),
        words=words,
    )
    lodged = lodge_allegation(facts=facts, by=_person(f"liaison.{accuser}"))
    return admit_allegation(allegation=lodged, incident=incident, by=_person("officer"))


def _check(check: HarmCheck, *, because: str = "", **answers: HarmAnswer) -> None:
    """Let the second officer answer a harm check; what is not said is safe."""
    said = {each: answers.get(each, HarmAnswer.SAFE) for each in HarmQuestion}
    answer_harm_check(check=check, answers=said, because=because, by=_person("officer2"))


def _respond(accused: str, kind: ResponseKind, words: str) -> Allegation:
    """Answer the latest allegation against a party."""
    latest, by = _latest_against(accused), _person(f"liaison.{accused}")
    answer_allegation(allegation=latest, kind=kind, words=words, language="en", by=by)
    return latest


def _ask_for_time(accused: str, words: str) -> None:
    """Acknowledge the latest allegation against a party, and ask for more time to answer it."""
    latest, by = _latest_against(accused), _person(f"liaison.{accused}")
    acknowledge(allegation=latest, by=by)
    ask_for_time(allegation=latest, words=words, by=by)


def _latest_against(accused: str) -> Allegation:
    return Allegation.objects.filter(accused__code=accused.upper()).latest("pk")


def _happening(at: datetime, place: str) -> HappeningFacts:
    return HappeningFacts(at, time_precision=TimePrecision.MINUTE, place=PLACES[place])


def _person(account: str) -> User:
    return User.objects.get(email=f"{account}@demo.invalid")
