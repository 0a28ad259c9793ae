"""Write what is known, and say what changed: the same facts twice change nothing."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
Changes = dict[str, dict[str, Any]]


def put_row(
    model: type[Row], key: Mapping[str, Any], facts: Mapping[str, Any]
) -> tuple[Row, Changes]:
    """Make or change the row of `model` found by `key` so that it says `facts`.

    The row is locked. Returns it with the old and new text of every field that
    changed. Raises ValidationError if the facts do not fit the model. Must run
    in a transaction.
    """
    row = model._base_manager.select_for_update().filter(**key).first()
    row = row or model(**key)
    changes = {
        name: {"old": _plain(getattr(row, name)) if row.pk else None, "new": _plain(value)}
        for name, value in facts.items()
        if row.pk is None or getattr(row, name) != value
    }
    if changes:
        for name in changes:
            setattr(row, name, facts[name])
        row.full_clean()
        row.save()
    return row, changes


def put_rows(
    existing: "models.QuerySet[Row]", wanted: Iterable[Mapping[str, Any]], parent: Mapping[str, Any]
) -> bool:
    """Make the rows of one parent say exactly what is `wanted`, in that order.

    They are replaced together if any of them differs. Returns whether they were.
    """
    wanted = list(wanted)
    names = {name for facts in wanted for name in facts}
    present = [{name: getattr(row, name) for name in names} for row in existing.order_by("pk")]
    if len(present) == len(wanted) and all(
        all(row[name] == value for name, value in facts.items())
        for row, facts in zip(present, wanted, strict=True)
    ):
        return False
    existing.delete()
    for facts in wanted:
        row = existing.model(**parent, **facts)
        row.full_clean()
        row.save()
    return True


def _plain(value: Any) -> Any:
    """A value as JSON can keep it."""
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    return str(value)
