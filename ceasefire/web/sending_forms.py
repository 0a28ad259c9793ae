"""What all forms share by which something is sent in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ceasefire.monitoring.submitting import SubmissionDiffersError


class SendingForm(forms.Form):
    """A form that is taken once, however often it is sent: `submission` tells it from others.

    `folded` are the fields of its parts that are shown folded until there is something in them.
    """

    submission = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)

    folded: Mapping[str, Sequence[str]] = {}

    @property
    def faults(self) -> list[BoundField]:
        """The fields that something is wrong with, in their order."""
        return [field for field in self if field.errors]

    @property
    def unfolded(self) -> set[str]:
        """The parts in which something stands that the reader must see."""
        return {part for part, names in self.folded.items() if self._has_something(names)}

    def _has_something(self, names: Iterable[str]) -> bool:
        return any(self[name].errors or _is_filled(self[name]) for name in names)


def _is_filled(field: BoundField) -> bool:
    value: Any = field.value()
    return value not in (None, "", [], field.field.initial)


@contextmanager
def taken_once() -> Iterator[None]:
    """Say of a form that was sent before with other words what whoever sent it can do."""
    try:
        yield
    except SubmissionDiffersError:
        words = _("You sent this form before, with other words: correct or stop what you sent.")
        raise SubmissionDiffersError(words) from None
