"""What outsiders are shown of rounds and statements."""

from typing import Any

from ceasefire.common.documents import moment_of_day, named, sourced
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.talks.models import Delegation, Round, RoundItem, Statement


def round_document(round_: Round) -> PublicDocument:
    """A round with its delegations in their order, and its items by kind."""
    body = {
        "code": round_.code,
        "names": round_.names,
        "is_demo": round_.is_demo,
        "agreement": {"code": round_.agreement.code, "names": round_.agreement.names},
        "number": round_.number,
        "kind": round_.kind,
        "first_day": round_.first_day.isoformat(),
        "last_day": round_.last_day.isoformat(),
        "dates_note": round_.dates_note,
        "city": round_.city,
        "is_closed": round_.is_closed,
        "line_up_disclosed": round_.line_up_disclosed,
        "delegations": [_delegation(each) for each in round_.delegations.select_related("party")],
        "items": [_item(each) for each in round_.items.select_related("party")],
        **sourced(round_),
    }
    order = moment_of_day(round_.first_day)
    return PublicDocument(PublishedKind.ROUND, body, order, round_.agreement.code)


def statement_document(statement: Statement) -> PublicDocument:
    """What somebody said: who, in which capacity, where, when, in which words."""
    body = {
        "agreement": {"code": statement.agreement.code, "names": statement.agreement.names},
        "is_demo": statement.agreement.is_demo,
        "round": named(statement.round),
        "kind": statement.kind,
        "body": named(statement.body),
        "speaker": statement.speaker,
        "capacity": statement.capacity,
        "said_in": statement.said_in,
        "said_on": statement.said_on and statement.said_on.isoformat(),
        "said_when": statement.said_when,
        "words": statement.words,
        "is_quotation": statement.is_quotation,
        "language": statement.language,
        "about_place": _place(statement),
        "about_area": named(statement.about_area),
        **sourced(statement),
    }
    order = moment_of_day(statement.said_on)
    return PublicDocument(PublishedKind.STATEMENT, body, order, statement.agreement.code)


def _delegation(delegation: Delegation) -> dict[str, Any]:
    return {
        "party": named(delegation.party),
        "role": delegation.role,
        "status": delegation.status,
        "is_first_time": delegation.is_first_time,
        **sourced(delegation),
    }


def _item(item: RoundItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "text": item.text,
        "party": named(item.party),
        "due_on": item.due_on and item.due_on.isoformat(),
        "state": item.state_in_words,
        **sourced(item),
    }


def _place(statement: Statement) -> dict[str, Any] | None:
    place = statement.about_place
    if place is None:
        return None
    return {"id": str(place.public_id), "code": place.gazetteer_id, "names": place.names}
