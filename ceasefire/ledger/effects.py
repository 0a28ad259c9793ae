"""Which days and areas of which agreement a change touches, old and new."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Effects:
    """What must be counted again after a change: local days, and areas by code."""

    agreement: str = ""
    days: frozenset[date] = field(default_factory=frozenset)
    areas: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def on(cls, agreement: str, days: Iterable[date], areas: Iterable[str] = ()) -> "Effects":
        return cls(agreement, frozenset(days), frozenset(areas))

    def as_json(self) -> dict[str, object]:
        """A stable JSON form: sorted, days in ISO 8601, empty parts left out."""
        days = sorted(day.isoformat() for day in self.days)
        parts = {"agreement": self.agreement, "days": days, "areas": sorted(self.areas)}
        return {name: value for name, value in parts.items() if value}

    def and_also(self, other: "Effects") -> "Effects":
        """What either touches, of the same agreement."""
        return Effects(self.agreement, self.days | other.days, self.areas | other.areas)
