"""What a check found: it is well, or it is amiss and what to do."""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Finding:
    """One check: what was looked at, whether it holds, and what it says."""

    name: str
    ok: bool
    says: str

    @classmethod
    def well(cls, name: str, says: str) -> Self:
        return cls(name, ok=True, says=says)

    @classmethod
    def amiss(cls, name: str, says: str) -> Self:
        return cls(name, ok=False, says=says)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
