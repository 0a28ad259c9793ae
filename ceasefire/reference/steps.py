"""What is to be written of a set, record by record, in an order in which it can be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ceasefire.reference.faults import Spot
from ceasefire.reference.mentions import KnownBy
from ceasefire.reference.reading import Reader, Table

Placed = tuple[Table, Spot]
Folder = Path
ReadKind = Callable[[list[Placed], Reader, Folder], Iterator["Step"]]


@dataclass(frozen=True)
class Step:
    """One call of a service: `write(by=…)`, and the codes of what it records, of one kind."""

    spot: Spot
    write: Callable[..., object]
    kind: KnownBy
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OneByOne:
    """Records of a kind that stand alone: each table holds the facts one service takes."""

    facts: type
    service: Callable[..., object]
    kind: KnownBy
    key: str = "code"

    def __call__(self, tables: list[Placed], reader: Reader, folder: Folder) -> Iterator[Step]:
        for table, spot in tables:
            facts: Any = reader.read(self.facts, table, spot)
            if facts is not None:
                yield Step(
                    spot,
                    partial(self.service, facts=facts),
                    self.kind,
                    (getattr(facts, self.key),),
                )
