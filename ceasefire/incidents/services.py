"""How control claims come into the record."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.common.citations import Citation
from ceasefire.common.rows import put_row
from ceasefire.incidents.choices import ControlKind, Direction
from ceasefire.incidents.documents import control_claim_document
from ceasefire.incidents.models import ControlClaim
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.parties.models import Party
from ceasefire.places.models import Area, Place
from ceasefire.publication.services import publish


@dataclass(frozen=True)
class ControlClaimFacts:
    """Who holds or cuts off what, says whom. Parties, place and area are codes."""

    key: str
    agreement: str
    kind: ControlKind
    place_text: str
    parties: tuple[str, ...]
    citation: Citation
    place: str | None = None
    area: str | None = None
    against: str | None = None
    directions: tuple[Direction, ...] = ()
    on_day: date | None = None
    when_in_words: str = ""
    words: str = ""


@transaction.atomic
def record_control_claim(*, facts: ControlClaimFacts, by: User) -> ControlClaim:
    """Record a control claim and publish it. The same facts twice change nothing.

    Raises DoesNotExist if a code is unknown.
    """
    claim, changes = put_row(
        ControlClaim,
        {"key": facts.key},
        {
            "agreement": Agreement.objects.get(code=facts.agreement),
            "kind": facts.kind,
            "place": Place.objects.get(gazetteer_id=facts.place) if facts.place else None,
            "area": Area.objects.get(code=facts.area) if facts.area else None,
            "place_text": facts.place_text,
            "against": Party.objects.get(code=facts.against) if facts.against else None,
            "directions": list(facts.directions),
            "on_day": facts.on_day,
            "when_in_words": facts.when_in_words,
            "words": facts.words,
            **facts.citation.as_fields(),
        },
    )
    parties = [Party.objects.get(code=code) for code in facts.parties]
    regrouped = set(claim.parties.all()) != set(parties)
    if regrouped:
        claim.parties.set(parties)
    if changes or regrouped:
        record(
            EntryKind.CONTROL_CLAIM_RECORDED,
            subject=claim,
            by=by,
            effects=Effects(facts.agreement),
            changed=sorted(changes),
        )
        publish(subject=claim, document=control_claim_document(claim), by=by)
    return claim
