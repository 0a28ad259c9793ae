"""Invented parties for tests."""

from itertools import count

from ceasefire.accounts.models import User
from ceasefire.codes.parties import PartyKind
from ceasefire.common.citations import Citation
from ceasefire.parties.models import Party
from ceasefire.parties.services import PartyFacts, record_party

INVENTED = Citation(source_title="Invented for a test")
_numbers = count(1)


def make_party(code=None, *, names=None, aliases=(), kind=PartyKind.STATE_FORCES):
    code = code or f"PARTY-{next(_numbers)}"
    facts = PartyFacts(
        code=code,
        kind=kind,
        names=names or {"en": f"Command {code}"},
        aliases=tuple(aliases),
        citation=INVENTED,
        is_demo=True,
    )
    return record_party(facts=facts, by=User.objects.system())


def make_commands():
    """The two parties of DEMO-1, Northern and Southern Command; made once."""
    wanted = {
        "NORTH": {"en": "Northern Command", "ar": "القيادة الشمالية"},
        "SOUTH": {"en": "Southern Command", "ar": "القيادة الجنوبية"},
    }
    known = {party.code: party for party in Party.objects.filter(code__in=wanted)}
    return tuple(known.get(code) or make_party(code, names=names) for code, names in wanted.items())
