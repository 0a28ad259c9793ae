"""Answers that a caller who holds them already need not fetch again."""

from hashlib import sha256
from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response

from ceasefire.api.renderers import as_json


def answer(request: Request, content: Any) -> HttpResponseBase:
    """`content` as JSON with its ETag; 304 if that is what `If-None-Match` names."""
    body = as_json(content)
    response = Response(body, headers={"ETag": f'"{sha256(body).hexdigest()[:32]}"'})
    response["Content-Type"] = "application/json"
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Authorization", "Cookie"])
    unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
    return unchanged or response
