"""How a page takes a form: ask the service, and show again what was typed if it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.common.errors import DomainError

Act = Callable[[dict[str, Any]], HttpResponseBase]
Words = str | Promise


@dataclass(frozen=True)
class FormPage:
    """What a page with one form says around it. `back` leads away without doing anything."""

    title: Words
    submit: Words
    back: str
    lead: Words = ""
    template: str = "accounts/form.html"


class Confirmation(forms.Form):
    """A step that is taken only after it was shown what it does."""


class Reason(forms.Form):
    """A step for which a person must say why."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the ledger."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def sent(request: HttpRequest) -> QueryDict | None:
    """What the reader has filled in, be it nothing; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def answer_form(
    request: HttpRequest, form: forms.Form, act: Act, page: FormPage, **shown: Any
) -> HttpResponseBase:
    """Show the form; when it is sent and complete, do `act` with what it says.

    What is missing or refused is said at its field, at status 400, or 409 where
    the state of the record does not allow it; what was typed stays.
    """
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return act(form.cleaned_data)
            status = 400
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        except ValidationError as error:
            _add_errors(form, error)
            status = 400
    return render(request, page.template, {"form": form, "page": page, **shown}, status=status)


def _add_errors(form: forms.Form, error: ValidationError) -> None:
    """Put a service's complaint at the field it is about, if the form has it."""
    named = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)
