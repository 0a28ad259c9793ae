"""One spelling for comparison: letters that people write in several ways become one."""

import re
import unicodedata

# What decomposition leaves apart: letters without accents that stand for one another.
ONE_FOR_MANY = str.maketrans(
    {
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None,
        "ı": "i",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "–": "-", "—": "-",
    }
)  # fmt: skip
SPACES = re.compile(r"\s+")
MARKS = {"Mn", "Cf"}  # accents and vowel marks; marks of direction


def normalise(text: str) -> str:
    """`text` without case, accents, vowel marks, direction marks and rival spellings."""
    # Twice, because a letter may have a case only once it is decomposed, and the reverse.
    letters = _decomposed(_decomposed(text).casefold())
    kept = (letter for letter in letters if unicodedata.category(letter) not in MARKS)
    return SPACES.sub(" ", "".join(kept).translate(ONE_FOR_MANY)).strip()


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)
