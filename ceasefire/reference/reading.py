"""Turn a table of a file into the facts a service takes, and say what does not fit.

The fields of the Facts dataclass are the schema: an unknown key, a missing one, a
value of another type or a word that is not in the code list is a fault.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from django.db.models import TextChoices

from ceasefire.common.citations import Citation
from ceasefire.reference.faults import Faults, Spot
from ceasefire.reference.mentions import Mention, kind_mentioned

Facts = TypeVar("Facts")
Table = Mapping[str, Any]

CITATION_KEYS = ("source", "asserted_by", "relayed_by", "source_note")
PLAIN = {str: "a text", int: "a whole number", bool: "true or false", date: "a day"}


class _UnfitError(Exception):
    """A value does not fit; the fault is noted."""


@dataclass
class Reader:
    """Reads tables of one set: knows its sources, notes faults and the codes mentioned."""

    sources: Mapping[str, Citation]
    faults: Faults = field(default_factory=Faults)
    mentions: list[Mention] = field(default_factory=list)
    # codes of the areas read so far, by who uses a name and the name
    area_names: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, kind: type[Facts], table: object, spot: Spot) -> Facts | None:
        """The facts in `table`, or None if there is a fault."""
        if not isinstance(table, Mapping):
            self.faults.add(spot, "is not a table")
            return None
        hints = get_type_hints(kind)
        wanted = fields(kind)  # type: ignore[arg-type]  # every kind of facts is a dataclass
        fits = self._knows_keys(hints, table, spot)
        values: dict[str, Any] = {}
        for each in wanted:
            try:
                if hints[each.name] is Citation:
                    values[each.name] = self.citation(table, spot)
                elif each.name in table:
                    at = spot.at(each.name)
                    values[each.name] = self._value(hints[each.name], table[each.name], at)
                    self._note_mention(kind, each.name, values[each.name], at)
                elif each.default is MISSING and each.default_factory is MISSING:
                    self._refuse(spot.at(each.name), "is missing")
            except _UnfitError:
                fits = False
        return kind(**values) if fits else None

    def read_all(self, kind: type[Facts], tables: object, spot: Spot) -> list[Facts]:
        """The facts of every table of a list; those with a fault are left out."""
        if not isinstance(tables, list):
            self.faults.add(spot, "is not a list")
            return []
        found = [self.read(kind, each, spot.item(number)) for number, each in enumerate(tables)]
        return [facts for facts in found if facts is not None]

    def _knows_keys(self, hints: Mapping[str, Any], table: Table, spot: Spot) -> bool:
        known = {name for name, hint in hints.items() if hint is not Citation}
        if len(known) < len(hints):
            known |= set(CITATION_KEYS)
        for key in sorted(table.keys() - known):
            self.faults.add(spot.at(key), "is not a known key")
        return table.keys() <= known

    def citation(self, table: Table, spot: Spot) -> Citation:
        """Who says so and where: `source` names an entry of the set's sources."""
        named = table.get("source")
        if not isinstance(named, str) or named not in self.sources:
            self._refuse(
                spot.at("source"), f"{named!r} is not in sources.toml" if named else "is missing"
            )
        source = self.sources[named]
        said = {
            key: self._value(str, table.get(key, ""), spot.at(key)) for key in CITATION_KEYS[1:]
        }
        notes = [note for note in (source.source_note, said.pop("source_note")) if note]
        return Citation(source.source_title, source.source_url, " ".join(notes), **said)

    def _value(self, hint: Any, value: object, spot: Spot) -> Any:
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            [hint] = [each for each in get_args(hint) if each is not NoneType]
            return self._value(hint, value, spot)
        if origin is tuple:
            return self._items(get_args(hint)[0], value, spot)
        if origin is dict:
            return self._texts(hint, value, spot)
        if is_dataclass(hint):
            facts = self.read(cast("type[Any]", hint), value, spot)
            if facts is None:
                raise _UnfitError
            return facts
        return self._plain(hint, value, spot)

    def _items(self, hint: Any, value: object, spot: Spot) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self._refuse(spot, "is not a list")
        kept, fits = [], True
        for number, item in enumerate(value):
            try:
                kept.append(self._value(hint, item, spot.item(number)))
            except _UnfitError:
                fits = False
        if not fits:
            raise _UnfitError
        return tuple(kept)

    def _texts(self, hint: Any, value: object, spot: Spot) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._refuse(spot, "is not a table")
        inner = get_args(hint)[1]
        if inner is Any:
            return dict(value)
        return {key: self._value(inner, each, spot.at(key)) for key, each in value.items()}

    def _plain(self, hint: Any, value: object, spot: Spot) -> Any:
        if issubclass(hint, TextChoices):
            if value not in hint.values:
                self._refuse(spot, f"{value!r} is none of {', '.join(hint.values)}")
            return hint(value)
        if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if hint is datetime:
            if not isinstance(value, datetime) or value.tzinfo is None:
                self._refuse(spot, f"{value!r} is not a moment with its offset")
            return value.astimezone(UTC)  # as the database gives it back
        if type(value) is not hint:
            self._refuse(spot, f"{value!r} is not {PLAIN.get(hint, 'a number')}")
        return value.strip() if isinstance(value, str) else value

    def _note_mention(self, kind: type, name: str, value: Any, spot: Spot) -> None:
        mentioned = kind_mentioned(kind, name)
        if mentioned and value:
            codes = value.values() if isinstance(value, dict) else value
            codes = (codes,) if isinstance(codes, str) else codes
            self.mentions += [Mention(mentioned, code, spot) for code in codes]

    def _refuse(self, spot: Spot, says: str) -> NoReturn:
        self.faults.add(spot, says)
        raise _UnfitError
