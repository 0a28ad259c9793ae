"""What the accused, and outsiders, are told of an allegation."""

from datetime import datetime
from typing import Any

from ceasefire.allegations.models import Allegation, Response
from ceasefire.common.clock import local_day
from ceasefire.common.documents import moment_of_day, named
from ceasefire.places.redacted import redacted
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def statement_of(allegation: Allegation) -> dict[str, Any]:
    """The redacted statement: who accuses whom of what, when and where, and under which clause.

    It holds no free text: whoever lodged it may have written what shows who told them.
    """
    agreement = allegation.agreement
    return {
        "reference": allegation.reference,
        "complainant": named(allegation.complainant),
        "accused": named(allegation.accused),
        "act": allegation.act,
        "provisions": [
            {"id": str(each.public_id), "number": each.number}
            for each in allegation.provisions.order_by("position", "pk")
        ],
        **redacted(allegation, agreement.time_zone),
    }


def allegation_document(allegation: Allegation) -> PublicDocument:
    """An allegation that was put to the accused, with the answer if there is one."""
    agreement, notification = allegation.agreement, allegation.notification
    zone = agreement.time_zone
    incident = allegation.incident
    response = getattr(allegation, "response", None)
    body = {
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        "state": allegation.state,
        "incident": incident and {"id": str(incident.public_id), "reference": incident.reference},
        **notification.statement,
        "put_on": local_day(notification.sent_at, zone).isoformat(),
        "due_on": local_day(notification.due_at, zone).isoformat(),
        "response": response_part(response, zone) if response else None,
    }
    order = moment_of_day(local_day(allegation.begins_at, zone))
    return PublicDocument(PublishedKind.ALLEGATION, body, order, agreement.code)


def response_part(response: Response, zone: str) -> dict[str, Any]:
    """The answer in full, as it was given."""
    given: datetime = response.given_at
    return {
        "kind": response.kind,
        "words": response.words,
        "language": response.language,
        "given_on": local_day(given, zone).isoformat(),
    }
