"""Who asked for access in the demo's invented valley, and what was decided on it."""

from datetime import date

from ceasefire.accounts.models import User
from ceasefire.codes.humanitarian import AccessDecisionKind, AccessPurpose
from ceasefire.common.citations import Citation
from ceasefire.humanitarian.asking import AccessRequestFacts, record_access_request
from ceasefire.humanitarian.deciding import AccessDecisionFacts, record_access_decision
from ceasefire.humanitarian.models import AccessRequest

AGREEMENT = "DEMO-1"
LETTER = Citation(asserted_by="Valley Relief", source_title="Invented letter, for the demo")
NOTE = Citation(source_title="Invented note of a Command, for the demo")


def play_access() -> None:
    """Record three requests, one of them put off and then granted. A second time changes nothing."""
    if AccessRequest.objects.filter(agreement__code=AGREEMENT).exists():
        return
    convoy = _ask("SOUTH", 3, AccessPurpose.CONVOY, "DEMO-LOWER", "Four lorries with flour.")
    _decide(convoy, "SOUTH", AccessDecisionKind.DELAYED, 5, "The road is to be looked at first.")
    _decide(convoy, "SOUTH", AccessDecisionKind.CONDITIONS, 9, "By day, on the river road only.")
    repair = _ask("NORTH", 6, AccessPurpose.REPAIR, "DEMO-MIDDLE", "The pumps at Weir Bridge.")
    _decide(repair, "NORTH", AccessDecisionKind.REFUSED, 7, "Not while there is fire.")
    _ask("SOUTH", 10, AccessPurpose.MEDICAL, "DEMO-LOWER", "Two wounded to the clinic.")


def _ask(of: str, day: int, purpose: AccessPurpose, area: str, words: str) -> AccessRequest:
    facts = AccessRequestFacts(
        agreement=AGREEMENT,
        asked_by="VALLEY-RELIEF",
        asked_of=of,
        asked_on=date(2026, 11, day),
        purpose=purpose,
        area=area,
        words=words,
        citation=LETTER,
    )
    return record_access_request(facts=facts, by=_officer())


def _decide(
    request: AccessRequest, by: str, kind: AccessDecisionKind, day: int, words: str
) -> None:
    facts = AccessDecisionFacts(kind, date(2026, 11, day), NOTE, decided_by=by, words=words)
    record_access_decision(request=request, facts=facts, by=_officer())


def _officer() -> User:
    return User.objects.get(email="officer@demo.invalid")
