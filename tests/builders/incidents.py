"""Invented control claims under DEMO-1."""

from datetime import date
from itertools import count

from ceasefire.accounts.models import User
from ceasefire.incidents.choices import ControlKind
from ceasefire.incidents.services import ControlClaimFacts, record_control_claim
from tests.builders.agreements import DEMO, known_agreement
from tests.builders.parties import INVENTED

_numbers = count(1)


def make_control_claim(key=None, *, agreement=DEMO, parties=("NORTH",), **facts):
    """Northern Command is said to hold Weir Bridge; `place`, `area`, `against` are codes."""
    known_agreement(agreement)
    return record_control_claim(
        facts=ControlClaimFacts(
            key=key or f"demo-claim-{next(_numbers)}",
            agreement=agreement,
            kind=facts.pop("kind", ControlKind.HOLDS),
            place_text=facts.pop("place_text", "Weir Bridge"),
            parties=tuple(parties),
            citation=facts.pop("citation", INVENTED),
            on_day=facts.pop("on_day", date(2021, 3, 5)),
            **facts,
        ),
        by=User.objects.system(),
    )
