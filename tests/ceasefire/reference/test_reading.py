"""A table is read into facts by the fields of the dataclass, and what does not fit is named."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from ceasefire.common.citations import Citation
from ceasefire.parties.choices import AliasKind
from ceasefire.reference.faults import Spot
from ceasefire.reference.reading import Reader


@dataclass(frozen=True)
class Part:
    name: str
    citation: Citation


@dataclass(frozen=True)
class Whole:
    """One field of each sort that facts have."""

    code: str
    count: int = 0
    share: float = 0.0
    is_known: bool | None = None
    kind: AliasKind | None = None
    day: date | None = None
    moment: datetime | None = None
    words: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    outline: dict[str, Any] | None = None
    parts: tuple[Part, ...] = ()


SOURCE = Citation("A paper", "https://demo.invalid/paper", "reprinted")
IN_DAMASCUS = timezone(timedelta(hours=2))


def read(table, kind=Whole):
    reader = Reader({"paper": SOURCE})
    return reader.read(kind, table, Spot("file", "record")), [
        str(fault) for fault in reader.faults.found
    ]


FITTING = [
    ({"code": " A1 "}, {"code": "A1"}),
    ({"count": 3}, {"count": 3}),
    ({"share": 2}, {"share": 2.0}),
    ({"is_known": False}, {"is_known": False}),
    ({"kind": "self"}, {"kind": AliasKind.SELF}),
    ({"day": date(2026, 1, 2)}, {"day": date(2026, 1, 2)}),
    (
        {"moment": datetime(2016, 12, 30, tzinfo=IN_DAMASCUS)},
        {"moment": datetime(2016, 12, 29, 22, tzinfo=UTC)},
    ),
    ({"words": ["a", "b"]}, {"words": ("a", "b")}),
    ({"names": {"en": "North"}}, {"names": {"en": "North"}}),
    ({"outline": {"type": "Polygon", "n": [1]}}, {"outline": {"type": "Polygon", "n": [1]}}),
]


@pytest.mark.parametrize(("table", "facts"), FITTING)
def test_value_that_fits_is_taken(table, facts):
    whole, faults = read({"code": "A", **table})

    assert faults == []
    assert whole == Whole(**{"code": "A", **facts})


UNFITTING = [
    ({"code": 7}, "code: 7 is not a text"),
    ({"count": "7"}, "count: '7' is not a whole number"),
    ({"count": True}, "count: True is not a whole number"),
    ({"share": "half"}, "share: 'half' is not a number"),
    ({"is_known": 1}, "is_known: 1 is not true or false"),
    ({"day": "2026-01-02"}, "day: '2026-01-02' is not a day"),
    ({"day": datetime(2026, 1, 2)}, "day: datetime.datetime(2026, 1, 2, 0, 0) is not a day"),
    ({"moment": "now"}, "moment: 'now' is not a moment with its offset"),
    (
        {"moment": datetime(2026, 1, 2)},
        "moment: datetime.datetime(2026, 1, 2, 0, 0) is not a moment with its offset",
    ),
    ({"words": "a"}, "words: is not a list"),
    ({"words": ["a", 1]}, "words[2]: 1 is not a text"),
    ({"names": "North"}, "names: is not a table"),
    ({"names": {"en": 1}}, "names.en: 1 is not a text"),
    ({"parts": ["x"]}, "parts[1]: is not a table"),
    (
        {"parts": [{"name": "x", "source": "paper", "sauce": 1}]},
        "parts[1].sauce: is not a known key",
    ),
    ({"parts": [{"name": "x"}]}, "parts[1].source: is missing"),
    ({"colour": "red"}, "colour: is not a known key"),
    ({"source": "paper"}, "source: is not a known key"),
]


@pytest.mark.parametrize(("table", "fault"), UNFITTING)
def test_value_that_does_not_fit_is_named(table, fault):
    whole, faults = read({"code": "A", **table})

    assert (whole, faults) == (None, [f"file: record: {fault}"])


def test_missing_field_is_named():
    assert read({}) == (None, ["file: record: code: is missing"])


def test_what_is_not_a_table_is_refused():
    assert read(7) == (None, ["file: record: is not a table"])


def test_word_outside_the_code_list_is_answered_with_the_list():
    _, [fault] = read({"code": "A", "kind": "nickname"})

    assert "'nickname' is none of transliteration, translation, former" in fault


def test_citation_joins_the_source_and_what_the_record_says_of_it():
    table = {
        "name": "x",
        "source": "paper",
        "asserted_by": "North",
        "relayed_by": "an agency",
        "source_note": "page 3",
    }

    part, faults = read(table, Part)

    assert faults == []
    assert part.citation == Citation(
        "A paper", "https://demo.invalid/paper", "reprinted page 3", "North", "an agency"
    )


def test_unknown_source_is_named():
    assert read({"name": "x", "source": "rumour"}, Part) == (
        None,
        ["file: record: source: 'rumour' is not in sources.toml"],
    )
