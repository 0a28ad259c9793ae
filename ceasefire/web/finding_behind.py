"""The finding that an address names, and what a page about one says around its form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ceasefire.agreements.mandates import powers_at
from ceasefire.verification.models import Finding
from ceasefire.web.access import signed_in_user
from ceasefire.web.forms import FormPage, Words
from ceasefire.web.shown_findings import visible_findings

FORM_TEMPLATE = "findings/form.html"


def finding_behind(request: HttpRequest, public_id: UUID) -> Finding:
    """The finding of this id, if the reader may see it, and the mandate lets the mechanism rule.

    Raises Http404.
    """
    finding = get_object_or_404(visible_findings(signed_in_user(request)), public_id=public_id)
    if not powers_at(finding.agreement, finding.incident.begins_at).may_rule:
        raise Http404
    return finding


def form_page(
    finding: Finding,
    title: str,
    submit: Words,
    lead: Words = "",
    template: str = FORM_TEMPLATE,
) -> FormPage:
    """A page with one form about a finding. `title` may name its `reference`."""
    return FormPage(
        title=title % {"reference": finding.reference},
        submit=submit,
        lead=lead,
        back=address_of(finding),
        template=template,
    )


def done(
    request: HttpRequest, finding: Finding, words: str, step: Callable[..., Any]
) -> Callable[[dict[str, Any]], HttpResponseBase]:
    """What a form does once it is complete: `step`, and back to the page, which says `words`."""

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        step(finding=finding, by=signed_in_user(request), **answers)
        messages.success(request, words)
        return redirect(address_of(finding))

    return act


def address_of(finding: Finding) -> str:
    return reverse("web:finding-detail", args=[finding.public_id])
