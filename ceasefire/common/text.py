"""One spelling for comparison: letters that people write in several ways become one."""

import re
import unicodedata

ONE_FOR_MANY = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ى": "ي", "ی": "ي", "ئ": "ي",
        "ة": "ه", "ؤ": "و", "ک": "ك", "ـ": None,
        "ё": "е", "ı": "i",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "–": "-", "—": "-",
    }
)  # fmt: skip
SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """`text` without case, accents, vowel marks, direction marks and rival spellings."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(ONE_FOR_MANY))
    kept = (letter for letter in decomposed if unicodedata.category(letter) not in {"Mn", "Cf"})
    return SPACES.sub(" ", "".join(kept).translate(ONE_FOR_MANY)).strip()
