"""What a text says otherwise than one before it, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\S+\s*|\s+")


class Fate(StrEnum):
    """What became of words from one text to the next."""

    KEPT = "kept"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """Words that stand together and were kept, are gone, or were added."""

    fate: Fate
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """The pieces of both texts, in the order of reading; what is gone stands before what came."""
    before, after = WORD.findall(old), WORD.findall(new)
    found: list[Piece] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for step, first, end, new_first, new_end in steps:
        if step == "equal":
            found.append(Piece(Fate.KEPT, "".join(after[new_first:new_end])))
        else:
            gone, added = "".join(before[first:end]), "".join(after[new_first:new_end])
            found.extend(_pieces(gone, added))
    return found


def _pieces(gone: str, added: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Fate.GONE, gone)
    if added:
        yield Piece(Fate.ADDED, added)
