"""How answers become bytes."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


def as_json(content: Any) -> bytes:
    """`content` as JSON; lazy texts become plain texts, and the places of a list its keys."""
    return orjson.dumps(content, default=str, option=orjson.OPT_NON_STR_KEYS)


class JSONRenderer(BaseRenderer):
    """JSON by orjson. What is written already is passed on as it is."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if data is None or isinstance(data, bytes):
            return data or b""
        return as_json(data)
