"""Pieces that public documents are made of."""

from datetime import UTC, date, datetime, time
from typing import Any, Protocol
from uuid import UUID

EPOCH = date(1970, 1, 1)


class Named(Protocol):
    """A row with a public id, a code and names."""

    public_id: UUID
    code: str
    names: Any


class Sourced(Protocol):
    """A row that says who states it, and where."""

    asserted_by: str
    relayed_by: str
    source_title: str
    source_url: str
    source_note: str


def named(row: Named | None) -> dict[str, Any] | None:
    """A reference to another record: its id, code and names, so that readers need no second call."""
    if row is None:
        return None
    return {"id": str(row.public_id), "code": row.code, "names": row.names}


def sourced(row: Sourced) -> dict[str, Any]:
    """Who says so, and where."""
    return {
        "asserted_by": row.asserted_by,
        "relayed_by": row.relayed_by,
        "source": {"title": row.source_title, "url": row.source_url, "note": row.source_note},
    }


def moment_of_day(day: date | None) -> datetime:
    """The moment by which a dated record is ordered; an undated one comes last."""
    return datetime.combine(day or EPOCH, time.min, tzinfo=UTC)
