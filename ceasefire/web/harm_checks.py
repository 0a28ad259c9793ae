"""Harm checks: asked for by one officer, answered by another, settled by the source custodian."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.allegations.documents import statement_of
from ceasefire.allegations.harm import answer_harm_check, draft_harm_check, settle_harm_check
from ceasefire.allegations.models import HarmCheck
from ceasefire.codes.allegations import HarmVerdict
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.allegation_behind import address_of, allegation_behind
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.published import ROWS_PER_PAGE
from ceasefire.web.reply_forms import YES, HarmCheckForm, SettleForm
from ceasefire.web.shown_allegation import provision_texts
from ceasefire.web.shown_reply import harm_part

SEE = "ceasefire.see_harm_checks"
ANSWER = "ceasefire.answer_harm_check"
SETTLE = "ceasefire.settle_harm_check"
TEMPLATE = "harm_checks/page.html"


@allow(ANSWER, FORM)
def draft(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Show the statement as the accused would read it, and ask another officer to check it."""
    allegation = allegation_behind(request, id)
    statement = statement_of(allegation)

    def act(answers: object) -> HttpResponseBase:
        draft_harm_check(allegation=allegation, by=signed_in_user(request))
        messages.success(request, _("Another officer is asked to check the statement."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Ask for a harm check of %(allegation)s?") % {"allegation": allegation.reference},
        lead=_(
            "This is what the accused would read. Another officer says whether it could put "
            "anybody who told of it in danger. Until then it cannot be put to the party."
        ),
        submit=_("Ask for a harm check"),
        back=address_of(allegation),
        template="harm_checks/draft.html",
    )
    told = {
        "statement": statement,
        "provisions": provision_texts(request, statement["provisions"]),
        "agreement": allegation.agreement,
    }
    return answer_form(request, Confirmation(sent(request)), act, page, **told)


@allow(SEE)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """What waits for an officer's answer, or for the custodian's, the longest waiting first."""
    user = signed_in_user(request)
    settles = user.has_perm(SETTLE)
    waiting = HarmVerdict.WITH_CUSTODIAN if settles else HarmVerdict.OPEN
    checks = HarmCheck.objects.visible_to(user).standing().filter(verdict=waiting)
    rows = checks.select_related("allegation__agreement").order_by("drafted_at", "pk")
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "settles": settles, "user_id": user.pk}
    return render(request, "harm_checks/list.html", told)


@allow(ANSWER, FORM)
def answer(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Answer a harm check that another officer has asked for."""
    check, user = _check(request, id), signed_in_user(request)
    form = HarmCheckForm(sent(request))

    def act(answers: dict[str, str]) -> HttpResponseBase:
        answered = answer_harm_check(
            check=check, answers=form.answers, because=answers["because"], by=user
        )
        messages.success(request, str(HarmVerdict(answered.verdict).label))
        return redirect("web:allegation-detail", check.allegation.public_id)

    page = _page(check, _("Sign the answers"), reverse("web:harm-check-list"))
    told = _shown(request, check)
    told["allegation_page"] = address_of(check.allegation)
    told["is_own"] = check.drafted_by == user
    told["is_waiting"] = check.verdict == HarmVerdict.OPEN
    return answer_form(request, form, act, page, **told)


@allow(SETTLE, FORM)
def settle(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Decide as the custodian what an officer was unsure of."""
    check = _check(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        settle_harm_check(
            check=check,
            may_be_put=answers["may_be_put"] == YES,
            because=answers["because"],
            by=signed_in_user(request),
        )
        messages.success(request, _("Your decision is kept."))
        return redirect("web:harm-check-list")

    page = _page(check, _("Decide"), reverse("web:harm-check-list"))
    told = _shown(request, check)
    told["is_waiting"] = check.verdict == HarmVerdict.WITH_CUSTODIAN
    return answer_form(request, SettleForm(sent(request)), act, page, **told)


def _check(request: HttpRequest, public_id: UUID) -> HarmCheck:
    """The harm check of this id, if the reader may see it. Raises Http404."""
    checks = HarmCheck.objects.visible_to(request.user).standing()
    return get_object_or_404(
        checks.select_related("allegation__agreement", "drafted_by"), public_id=public_id
    )


def _page(check: HarmCheck, submit: str, back: str) -> FormPage:
    return FormPage(
        title=_("Harm check of %(allegation)s") % {"allegation": check.allegation.reference},
        lead=_("May this be put to the party without harm to anybody who told of it?"),
        submit=submit,
        back=back,
        template=TEMPLATE,
    )


def _shown(request: HttpRequest, check: HarmCheck) -> dict[str, Any]:
    """The statement as it was frozen, and what was answered."""
    return {
        "harm": harm_part(check),
        "statement": check.statement,
        "provisions": provision_texts(request, check.statement["provisions"]),
        "agreement": check.allegation.agreement,
    }
