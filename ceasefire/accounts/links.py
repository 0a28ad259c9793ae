"""What the link of an invitation holds: which one it is, and until when it works, signed.

Sending an invitation again moves its end, so the link sent before is void.
"""

from datetime import datetime
from uuid import UUID

from django.core import signing

SALT = "ceasefire.accounts.invitation"


def write_key(public_id: UUID, expires_at: datetime) -> str:
    """The key that a link holds."""
    return signing.dumps([str(public_id), expires_at.isoformat()], salt=SALT)


def read_key(key: str) -> tuple[UUID, datetime] | None:
    """The invitation and the end that a key names, or None if we did not write it."""
    try:
        public_id, end = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    return UUID(public_id), datetime.fromisoformat(end)
