"""What the accused, and outsiders, are told of an allegation."""

from datetime import datetime
from typing import Any

from ceasefire.agreements.mandates import powers_at
from ceasefire.allegations.deadlines import last_day
from ceasefire.allegations.determined import determinations_part
from ceasefire.allegations.models import Allegation, Response
from ceasefire.codes.allegations import AllegationState
from ceasefire.common.clock import local_day
from ceasefire.common.documents import moment_of_day, named
from ceasefire.places.redacted import redacted
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def statement_of(allegation: Allegation) -> dict[str, Any]:
    """The redacted statement: who accuses whom of what, when and where, and under which clause.

    Only parties are named. It holds no free text: whoever lodged it may have written what shows
    who told them.
    """
    agreement = allegation.agreement
    return {
        "reference": allegation.reference,
        "lodged_as": allegation.lodged_as,
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
    """An allegation as it was put to the accused, with the answer if there is one.

    Of what is put to nobody, such as a party's report on itself, the same is told.
    """
    if allegation.state == AllegationState.NOT_PUT:
        return _not_put_document(allegation)
    agreement, incident = allegation.agreement, allegation.incident
    zone = agreement.time_zone
    notification = getattr(allegation, "notification", None)
    response = getattr(allegation, "response", None)
    body = {
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        "state": allegation.state,
        "incident": incident and {"id": str(incident.public_id), "reference": incident.reference},
        "lodged_as": allegation.lodged_as,
        "admits": allegation.admits,
        **(notification.statement if notification else statement_of(allegation)),
        "put_on": notification and local_day(notification.sent_at, zone).isoformat(),
        "due_on": notification and last_day(notification.due_at, zone).isoformat(),
        "response": response_part(response, zone) if response else None,
    }
    if powers_at(agreement, allegation.begins_at).shows_determinations:
        standing = allegation.determinations.standing().select_related("guarantor")
        body["determinations"] = determinations_part(allegation, standing)
    order = moment_of_day(local_day(allegation.begins_at, zone))
    return PublicDocument(PublishedKind.ALLEGATION, body, order, agreement.code)


def _not_put_document(allegation: Allegation) -> PublicDocument:
    """That an allegation was recorded, and was not put to the party for safety.

    No more than its month is told of what it is about: day, place, act or party may show the
    party who told.
    """
    agreement = allegation.agreement
    month = local_day(allegation.begins_at, agreement.time_zone).replace(day=1)
    body = {
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        "state": allegation.state,
        "lodged_as": allegation.lodged_as,
        "reference": allegation.reference,
        "month": f"{month:%Y-%m}",
    }
    return PublicDocument(PublishedKind.ALLEGATION, body, moment_of_day(month), agreement.code)


def response_part(response: Response, zone: str) -> dict[str, Any]:
    """The answer in full, as it was given; beside it, marked as such, its translations."""
    given: datetime = response.given_at
    latest = {each.language: each for each in response.translations.all()}
    return {
        "kind": response.kind,
        "words": response.words,
        "language": response.language,
        "given_on": local_day(given, zone).isoformat(),
        "translations": [
            {"language": language, "words": each.words} for language, each in sorted(latest.items())
        ],
    }
