"""Invented rounds and statements about DEMO-1."""

from datetime import date
from itertools import count

from ceasefire.accounts.models import User
from ceasefire.talks.choices import (
    DelegationRole,
    DelegationStatus,
    ItemKind,
    RoundKind,
    StatementKind,
)
from ceasefire.talks.services import (
    DelegationFacts,
    ItemFacts,
    RoundFacts,
    StatementFacts,
    record_round,
    record_statement,
)
from tests.builders.agreements import DEMO, known_agreement
from tests.builders.parties import INVENTED

_numbers = count(1)


def delegation_facts(party, **facts):
    """The party with this code at a round."""
    return DelegationFacts(
        party=party,
        role=facts.pop("role", DelegationRole.PARTY),
        status=facts.pop("status", DelegationStatus.ATTENDED),
        citation=facts.pop("citation", INVENTED),
        **facts,
    )


def item_facts(text, *, kind=ItemKind.AGENDA, **facts):
    return ItemFacts(kind=kind, text=text, citation=facts.pop("citation", INVENTED), **facts)


def make_round(code=None, *, agreement=DEMO, first_day=date(2021, 3, 10), last_day=None, **facts):
    """A high-level meeting of one day about the agreement with this code."""
    known_agreement(agreement)
    code = code or f"DEMO-R{next(_numbers)}"
    return record_round(
        facts=RoundFacts(
            code=code,
            agreement=agreement,
            kind=facts.pop("kind", RoundKind.HIGH_LEVEL),
            names=facts.pop("names", {"en": f"Valley meeting {code}"}),
            first_day=first_day,
            last_day=last_day or first_day,
            city=facts.pop("city", "Weir Bridge"),
            citation=facts.pop("citation", INVENTED),
            is_demo=True,
            **facts,
        ),
        by=User.objects.system(),
    )


def make_statement(key=None, *, agreement=DEMO, words="The guns are silent.", **facts):
    """Words quoted in English; `round`, `body`, `about_place`, `about_area` are codes."""
    known_agreement(agreement)
    return record_statement(
        facts=StatementFacts(
            key=key or f"demo-words-{next(_numbers)}",
            agreement=agreement,
            kind=facts.pop("kind", StatementKind.OFFICIAL),
            words=words,
            is_quotation=facts.pop("is_quotation", True),
            said_on=facts.pop("said_on", date(2021, 3, 10)),
            citation=facts.pop("citation", INVENTED),
            **facts,
        ),
        by=User.objects.system(),
    )
