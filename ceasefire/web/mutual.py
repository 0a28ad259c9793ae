"""Mutual accusations: the list, both accounts side by side, their times, and what officers decide."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceasefire.allegations.meeting import said_responses
from ceasefire.allegations.models import MutualAccusation
from ceasefire.allegations.mutual import confirm_mutual, put_aside_mutual
from ceasefire.allegations.mutual_filters import MutualFilter
from ceasefire.codes.allegations import MutualKind, MutualState
from ceasefire.ledger.models import LedgerEntry
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import FormPage, Reason, answer_form, sent
from ceasefire.web.history import deeds
from ceasefire.web.published import ROWS_PER_PAGE, list_template
from ceasefire.web.shown_mutual import accounts_of, lines_of, times_of, visible_mutuals

SEE = "ceasefire.see_mutual"
DECIDE = "ceasefire.decide_mutual"
# What waits comes first, and of it what has waited longest; then what was decided last.
ORDER = (F("decided_at").desc(nulls_first=True), "proposed_at", "pk")


class ConfirmForm(forms.Form):
    """How the two allegations meet, as an officer reads them."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How do the two meet?"), choices=MutualKind, widget=forms.RadioSelect
    )


@allow(SEE)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What was proposed, then what was decided."""
    mutuals = visible_mutuals(signed_in_user(request))
    narrowed = MutualFilter(request.GET, queryset=mutuals, request=request)
    found = narrowed.qs.order_by(*ORDER) if narrowed.is_valid() else mutuals.none()
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        list_template(request, "mutual/list.html"),
        {"page": page, "lines": lines_of(page, timezone.now()), "filter": narrowed},
        status=200 if narrowed.is_valid() else 400,
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@allow(SEE)
def detail_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Both accounts side by side, each in its own words and its own time."""
    mutual = _mutual_behind(request, id)
    entries = LedgerEntry.objects.visible_to(request.user).about(mutual)
    is_open = mutual.state == MutualState.PROPOSED
    told = {
        "may_decide": is_open and request.user.has_perm(DECIDE),
        "history": deeds(entries, request.user),
    }
    return render(request, "mutual/detail.html", {**_shown(mutual), **told})


@allow(SEE)
def timeline_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """The times that both name on one line, as ranges."""
    mutual = _mutual_behind(request, id)
    told = _shown(mutual)
    return render(request, "mutual/timeline.html", {**told, "times": times_of(told["accounts"])})


@allow(DECIDE, FORM)
def confirm(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Confirm that the two meet, and how."""
    mutual = _mutual_behind(request, id)
    form = ConfirmForm(sent(request), initial={"kind": mutual.kind})

    def act(answers: dict[str, str]) -> HttpResponseBase:
        kind, by = MutualKind(answers["kind"]), signed_in_user(request)
        confirm_mutual(mutual=mutual, kind=kind, by=by)
        messages.success(request, _("The mutual accusation is confirmed."))
        return redirect("web:mutual-detail", id)

    page = _page(
        mutual,
        _("Do these two accounts meet?"),
        _("Both allegations stay as they are. Nothing is said of who began."),
        _("Confirm"),
    )
    return answer_form(request, form, act, page, **_shown(mutual))


@allow(DECIDE, FORM)
def put_aside(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Put the proposal aside: the two do not meet."""
    mutual = _mutual_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        put_aside_mutual(mutual=mutual, reason=answers["reason"], by=signed_in_user(request))
        messages.success(request, _("The proposal is put aside."))
        return redirect("web:mutual-list")

    page = _page(
        mutual,
        _("Put this proposal aside?"),
        _("Both allegations stay as they are. The two are not proposed again."),
        _("Put it aside"),
    )
    return answer_form(request, Reason(sent(request)), act, page, **_shown(mutual))


def _mutual_behind(request: HttpRequest, public_id: UUID) -> MutualAccusation:
    """The mutual accusation of this id, if the reader may see it. Raises Http404."""
    return get_object_or_404(visible_mutuals(signed_in_user(request)), public_id=public_id)


def _shown(mutual: MutualAccusation) -> dict[str, Any]:
    return {
        "mutual": mutual,
        "agreement": mutual.first.agreement,
        "accounts": accounts_of(mutual, timezone.now()),
        "responses": said_responses(mutual),
    }


def _page(mutual: MutualAccusation, title: str, lead: str, submit: str) -> FormPage:
    back = reverse("web:mutual-detail", args=[mutual.public_id])
    return FormPage(title=title, lead=lead, submit=submit, back=back, template="mutual/decide.html")
