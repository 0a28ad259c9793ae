"""Pages of a list by position, not by number: flat in cost at any depth, steady under additions."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

USUAL_SIZE, LARGEST_SIZE = 100, 1000
CURSOR, SIZE = "cursor", "page_size"


@dataclass(frozen=True)
class Position:
    """Where one record stands in a list. A new version of it stands in the same place."""

    sort_at: datetime
    public_id: str

    @classmethod
    def read(cls, cursor: str) -> "Position":
        """The position a cursor names. Raises ValueError if it is not one of ours."""
        moment, _, public_id = urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        sort_at = datetime.fromisoformat(moment)
        if sort_at.tzinfo is None or not public_id:
            raise ValueError("The cursor is not complete.")
        return cls(sort_at, public_id)

    def written(self) -> str:
        return urlsafe_b64encode(f"{self.sort_at.isoformat()} {self.public_id}".encode()).decode()


class KeysetPages(BasePagination):
    """Newest first, by the field `moment`; records of one moment by their public id."""

    moment = "sort_at"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        size = _asked_size(request)
        self.request = request
        ordered = queryset.order_by(f"-{self.moment}", "public_id")
        found = list(self._after(ordered, _asked_position(request))[: size + 1])
        self.last = found[size - 1] if len(found) > size else None
        return found[:size]

    @property
    def next_address(self) -> str | None:
        if self.last is None:
            return None
        here = self.request.build_absolute_uri()
        position = Position(getattr(self.last, self.moment), str(self.last.public_id))
        return replace_query_param(here, CURSOR, position.written())

    def _after(self, rows: Any, position: Position | None) -> Any:
        if position is None:
            return rows
        there = {self.moment: position.sort_at, "public_id__gt": position.public_id}
        # The first condition says nothing new, but lets the index find the place.
        before = Q(**{f"{self.moment}__lt": position.sort_at})
        return rows.filter(before | Q(**there), **{f"{self.moment}__lte": position.sort_at})

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response({"next": self.next_address, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "The next page; null on the last one.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": address, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        sizes = {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": USUAL_SIZE}
        return [
            _parameter(CURSOR, {"type": "string"}, "From `next` of the page before."),
            _parameter(SIZE, sizes, "How many records a page holds."),
        ]


def _asked_position(request: Request) -> Position | None:
    cursor = request.query_params.get(CURSOR)
    if cursor is None:
        return None
    try:
        return Position.read(cursor)
    except ValueError:
        raise ValidationError({CURSOR: "Not a cursor: take it from `next`."}) from None


def _asked_size(request: Request) -> int:
    asked = request.query_params.get(SIZE, str(USUAL_SIZE))
    if asked.isdecimal() and 1 <= int(asked) <= LARGEST_SIZE:
        return int(asked)
    raise ValidationError({SIZE: f"A whole number from 1 to {LARGEST_SIZE}."})


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "description": description,
    }
