"""Who says so, and where: the part that every fact of the record has."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Citation:
    """The source of a fact. At least one of title, url and asserted_by is needed."""

    source_title: str = ""
    source_url: str = ""
    source_note: str = ""
    asserted_by: str = ""
    relayed_by: str = ""

    def as_fields(self) -> dict[str, Any]:
        return asdict(self)
