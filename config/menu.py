"""The menu: what the reader may open, in the order people need it."""

from typing import Any

from django.http import HttpRequest


def menu(request: HttpRequest) -> dict[str, Any]:
    return {}
