"""Two quotations of equal length, so that neither side is heard longer. Pure.

Source: the handbook's 4.4 (both accounts in equal length, ± 10 %). The shorter is quoted whole;
the longer is cut where a word ends, or where none ends near enough, within one.
"""

import unicodedata

ELLIPSIS = "…"
TOLERANCE = 10  # percent
# Not seen as letters of their own: accents and vowel marks, joiners, marks of direction.
UNSEEN = {"Mn", "Mc", "Me", "Cf"}


def even(one: str, other: str) -> tuple[str, str]:
    """Both quotations, the longer cut so that they differ by no more than a tenth of the shorter.

    Where one side says nothing there is nothing to be even with: both stay whole.
    """
    one, other = " ".join(one.split()), " ".join(other.split())
    length = min(length_of(one), length_of(other))
    return (_cut(one, length), _cut(other, length)) if length else (one, other)


def length_of(text: str) -> int:
    """How many letters, signs and spaces a reader sees."""
    return sum(1 for sign in text if _is_seen(sign))


def _cut(text: str, length: int) -> str:
    """`text` if it is near enough to `length`, else as much of it as is, with a mark."""
    most = length * (100 + TOLERANCE) // 100
    if length_of(text) <= most:
        return text
    least = -(-length * 100 // (100 + TOLERANCE))
    near = range(least - 1, most)  # of signs before the mark, which is seen too
    ends = _ends(text)
    words = [ends[count] for count in near if text[ends[count]] == " "]
    return text[: words[-1] if words else ends[length - 1]] + ELLIPSIS


def _ends(text: str) -> list[int]:
    """Where so many signs that are seen have ended, from none on, with the marks on each."""
    starts = [place for place, sign in enumerate(text) if _is_seen(sign)]
    return [0, *starts[1:], len(text)]


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in UNSEEN
