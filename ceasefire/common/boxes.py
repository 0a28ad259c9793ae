"""Boxes of forms that keep what was typed, also where the browser would not."""

import re
from typing import Any

from django import forms

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(DAY.pattern + r"T\d\d:\d\d(:\d\d)?")
HOUR = re.compile(r"\d\d:\d\d")


class DayBox(forms.DateInput):
    """A date box, for days written 2017-02-10.

    Browsers empty a date box that holds anything else, so what is no day stays in a box for text.
    """

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _as_text_unless(DAY, super().get_context(name, value, attrs))


class MomentBox(forms.DateTimeInput):
    """A box for a day and the time on a clock, written 2017-02-10T14:30; else a box for text."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _as_text_unless(MOMENT, super().get_context(name, value, attrs))


class HourBox(forms.TimeInput):
    """A box for the time on a clock, written 14:30; else a box for text."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _as_text_unless(HOUR, super().get_context(name, value, attrs))


def _as_text_unless(pattern: re.Pattern[str], context: dict[str, Any]) -> dict[str, Any]:
    written = context["widget"]["value"]
    if written and not pattern.fullmatch(written):
        context["widget"]["type"] = "text"
    return context
