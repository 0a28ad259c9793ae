"""What is wrong in the files of a set: each fault names file, record and field."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Spot:
    """Where in the files something stands."""

    file: str
    record: str = ""
    field: str = ""

    def at(self, name: str) -> "Spot":
        """The field `name` of this record, or of this part of it."""
        return replace(self, field=f"{self.field}.{name}" if self.field else name)

    def item(self, number: int) -> "Spot":
        """The item at this place of a list, counted from 1."""
        return replace(self, field=f"{self.field}[{number + 1}]")

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.record, self.field) if part)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, in one line."""

    spot: Spot
    says: str

    def __str__(self) -> str:
        return " ".join(f"{self.spot}: {self.says}".split())


@dataclass
class Faults:
    """The faults found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, spot: Spot, says: str) -> None:
        self.found.append(Fault(spot, says))


class FaultyFilesError(Exception):
    """Files of a set are wrong, and nothing of the set was loaded."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} fault(s)")
        self.faults = faults
