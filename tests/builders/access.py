"""Access asked for in the valley, and what was decided on it."""

from datetime import date

from ceasefire.codes.humanitarian import AccessDecisionKind, AccessPurpose
from ceasefire.codes.parties import PartyKind
from ceasefire.codes.roles import Role
from ceasefire.common.citations import Citation
from ceasefire.humanitarian.asking import AccessRequestFacts, record_access_request
from ceasefire.humanitarian.deciding import AccessDecisionFacts, record_access_decision
from ceasefire.parties.models import Party
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.field import known_field
from tests.builders.parties import make_party

ASKED_ON = date(2021, 3, 5)
LETTER = Citation(asserted_by="Valley Relief", source_title="A letter, invented for a test")
RELIEF = {"en": "Valley Relief", "ar": "إغاثة الوادي"}


def make_relief(code="VALLEY-RELIEF"):
    """Whoever brings aid in the valley; made once."""
    known = Party.objects.filter(code=code).first()
    return known or make_party(code, names=RELIEF, kind=PartyKind.HUMANITARIAN)


def access_request_facts(on=ASKED_ON, *, agreement=DEMO, **facts):
    """A convoy to the north of the valley, asked of the Northern Command."""
    return AccessRequestFacts(
        agreement=agreement,
        asked_by=facts.pop("asked_by", "VALLEY-RELIEF"),
        asked_of=facts.pop("asked_of", "NORTH"),
        asked_on=on,
        purpose=facts.pop("purpose", AccessPurpose.CONVOY),
        area=facts.pop("area", "DV-N"),
        words=facts.pop("words", "Four lorries with flour."),
        citation=facts.pop("citation", LETTER),
        **facts,
    )


def make_access_request(on=ASKED_ON, *, by=None, submission=None, agreement=DEMO, **facts):
    known_field(agreement)
    make_relief()
    wanted = access_request_facts(on, agreement=agreement, **facts)
    return record_access_request(
        facts=wanted, by=by or make_user(Role.OFFICER), submission=submission
    )


def make_access_decision(
    kind=AccessDecisionKind.GRANTED, on=None, *, request=None, by=None, **facts
):
    """What the Northern Command decided, on the day it was asked if no other is given."""
    request = request or make_access_request()
    wanted = AccessDecisionFacts(
        kind,
        on or request.asked_on,
        facts.pop("citation", LETTER),
        decided_by=facts.pop("decided_by", "NORTH"),
        **facts,
    )
    return record_access_decision(request=request, facts=wanted, by=by or make_user(Role.OFFICER))
