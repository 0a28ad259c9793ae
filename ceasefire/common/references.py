"""Short names for records that people speak of, which tell nothing about order or number."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that could be read as another
LENGTH = 7  # 30 ** 7: 22 thousand million


def read_reference(text: str) -> str:
    """The reference that somebody typed, in small letters or without its dash, as it is written."""
    letters = "".join(text.upper().replace("-", "").split())
    return f"{letters[:4]}-{letters[4:]}"


def random_reference() -> str:
    """A reference such as `K7Q2-MXF`, drawn at random."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"
