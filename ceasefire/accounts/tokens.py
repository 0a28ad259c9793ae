"""How a program's token looks, and how it is told from any other text.

A token is `cfr_` + 8 letters that find its row + 43 letters of secret (256
bits). Only SHA-256 of the whole is kept: a dump of the database signs nobody in.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

MARK = "cfr_"
PREFIX_LENGTH = 8


@dataclass(frozen=True)
class MadeToken:
    """A token just made: its text, shown once, and what is kept of it."""

    text: str
    prefix: str
    digest: str


def make_token() -> MadeToken:
    prefix = secrets.token_hex(PREFIX_LENGTH // 2)
    text = f"{MARK}{prefix}{secrets.token_urlsafe(32)}"
    return MadeToken(text, prefix, digest_of(text))


def prefix_of(text: str) -> str | None:
    """The letters that find the row, or None if the text cannot be a token."""
    if not text.isascii() or not text.startswith(MARK):
        return None
    prefix = text[len(MARK) : len(MARK) + PREFIX_LENGTH]
    return prefix if len(prefix) == PREFIX_LENGTH else None


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_same(text: str, digest: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(digest_of(text), digest)
