"""What the guarantors of the two Commands say of what was put to these, and their relations."""

from datetime import date

from ceasefire.codes.verification import DeterminationResult
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.liaisons import name_liaison
from ceasefire.parties.models import Liaison, Party
from ceasefire.parties.services import RelationFacts, record_relations
from ceasefire.verification.determining import DeterminationFacts, record_determination
from tests.builders.cases import make_guarantor
from tests.builders.field import system
from tests.builders.parties import INVENTED

CONFIRMED, NOT_CONFIRMED, EXCLUDED_TARGET = DeterminationResult
ASIDE = {"result": None, "recused_because": "Our own guns were at the bridge."}


def guarantor_of(party):
    """Whoever speaks for the guarantor of a party; made if nobody does."""
    found = Liaison.objects.current().filter(party__code=f"GUARANTOR-OF-{party}").first()
    return found.user if found else make_guarantor(party)


def determination_facts(allegation, result=CONFIRMED, **facts):
    """What the guarantor of the accused says, on the day after the allegation's."""
    return DeterminationFacts(
        guarantor=facts.pop("guarantor", None)
        or Party.objects.get(code=f"GUARANTOR-OF-{allegation.accused.code}"),
        result=result,
        made_on=facts.pop("made_on", date(2021, 3, 6)),
        **facts,
    )


def determine(allegation, result=CONFIRMED, *, by=None, **facts):
    by = by or guarantor_of(allegation.accused.code)
    facts = determination_facts(allegation, result, **facts)
    return record_determination(allegation=allegation, facts=facts, by=by)


def relate(party, other, *, kind=RelationKind.FIGHTS_ALONGSIDE, **facts):
    """What somebody says of these two parties, known by their codes."""
    wanted = RelationFacts(
        kind=kind, other=other, citation=facts.pop("citation", INVENTED), **facts
    )
    return record_relations(code=party, relations=(wanted,), by=system())


def speak_for(person, code):
    """Name somebody who speaks for a party too."""
    public_id = Party.objects.get(code=code).public_id
    return name_liaison(person=person, party_id=public_id, by=system())
