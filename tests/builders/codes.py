"""Codes of an authenticator app (RFC 6238), computed apart from the library under test."""

import base64
import hashlib
import hmac
import struct
import time

PERIOD_SECONDS = 30


def app_code(secret, *, at=None):
    """The six digits an app shows for `secret` at a moment (Unix time; now by default)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    moment = int(time.time() if at is None else at)
    digest = hmac.new(key, struct.pack(">Q", moment // PERIOD_SECONDS), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
