"""From where somebody tries to sign in, without knowing the address.

The network is kept as a hash whose random key lives in the cache for one day
and is then gone: nobody, ourselves included, can turn an old hash back.
"""

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

KEY_KEPT = timedelta(days=1, hours=1)
IPV4_BITS, IPV6_BITS = 24, 48
NOWHERE = "::"


def network_of(request: HttpRequest) -> str:
    """A word for the caller's network (/24, /48) that is the same all day and means nothing."""
    address = getattr(request, "caller_address", "")
    return hmac.new(_todays_key(), _network(address).encode(), "sha256").hexdigest()[:32]


def address_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The e-mail address somebody tries to sign in with, in one spelling."""
    return str((credentials or {}).get("email") or "").strip().lower()


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = ipaddress.ip_address(NOWHERE)
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = IPV4_BITS if parsed.version == 4 else IPV6_BITS
    return str(ipaddress.ip_network(f"{parsed}/{bits}", strict=False))


def _todays_key() -> bytes:
    name = f"network-key:{timezone.now():%Y-%m-%d}"
    key = cache.get_or_set(name, secrets.token_hex, KEY_KEPT.total_seconds())
    return str(key).encode()
