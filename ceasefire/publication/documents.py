"""What outsiders are shown of one record, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ceasefire.publication.choices import PublishedKind


@dataclass(frozen=True)
class PublicDocument:
    """The JSON body of one publication, and where lists put it.

    Names in the body are objects by language; days are ISO 8601, moments carry
    their offset. `sort_at` orders lists, newest first.
    """

    kind: PublishedKind
    body: dict[str, Any]
    sort_at: datetime
    agreement: str = ""
