"""What outsiders are shown of a control claim."""

from ceasefire.common.documents import moment_of_day, named, sourced
from ceasefire.incidents.models import ControlClaim
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def control_claim_document(claim: ControlClaim) -> PublicDocument:
    """Who holds, cuts off or besieges a place, from which side, on which day, says whom."""
    place = claim.place
    body = {
        "agreement": {"code": claim.agreement.code, "names": claim.agreement.names},
        "is_demo": claim.agreement.is_demo,
        "kind": claim.kind,
        "place": place
        and {"id": str(place.public_id), "code": place.gazetteer_id, "names": place.names},
        "area": named(claim.area),
        "place_text": claim.place_text,
        "parties": [named(party) for party in claim.parties.order_by("pk")],
        "against": named(claim.against),
        "directions": claim.directions,
        "on_day": claim.on_day and claim.on_day.isoformat(),
        "when": claim.when_in_words,
        "words": claim.words,
        **sourced(claim),
    }
    order = moment_of_day(claim.on_day)
    return PublicDocument(PublishedKind.CONTROL_CLAIM, body, order, claim.agreement.code)
