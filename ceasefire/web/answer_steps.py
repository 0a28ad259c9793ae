"""How a case is answered on pages: taken up, whether it happened, by whom, signed, reopened."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.agreements.mandates import powers_at
from ceasefire.incidents.models import Incident
from ceasefire.verification.answering import answer_by_whom, sign_answer
from ceasefire.verification.queries import later_accounts_of
from ceasefire.verification.reopening import ask_reopening, decide_reopening
from ceasefire.verification.services import answer_happened, take_up
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.answer_forms import AnswerForm, DecisionForm, ReopeningForm
from ceasefire.web.forms import Act, FormPage, Words, answer_form, sent
from ceasefire.web.incident_steps import form_page, to_page
from ceasefire.web.incidents import incident_behind
from ceasefire.web.shown_accounts import shown_accounts
from ceasefire.web.shown_answers import by_whom_form, graded, happened_form

VERIFY = "ceasefire.verify_incident"


@allow(VERIFY, ("POST",))
def begin(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Begin to verify an incident."""
    incident = to_verify(request, id)
    take_up(incident=incident, by=signed_in_user(request))
    messages.success(request, _("You have begun to verify this incident."))
    return to_page(incident)


@allow(VERIFY, FORM)
def answer(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Answer whether it happened; the grades that were changed go with it."""
    incident, by = to_verify(request, id), signed_in_user(request)
    form = happened_form(incident, sent(request))

    def act(answers: object) -> HttpResponseBase:
        answer_happened(incident=incident, facts=form.facts, by=by)
        messages.success(request, _("Your answer is recorded."))
        return to_page(incident)

    return _answered(request, incident, form, act, _("Did it happen?"))


@allow(VERIFY, FORM)
def by_whom(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Answer by whom: one party, or that nobody can be named."""
    incident, by = to_attribute(request, id), signed_in_user(request)
    form = by_whom_form(incident, sent(request))

    def act(answers: object) -> HttpResponseBase:
        given = answer_by_whom(incident=incident, facts=form.facts, by=by)
        words = _("Your answer is recorded. It counts in full once a second person has signed.")
        messages.success(request, words if given.needs_second else _("Your answer is recorded."))
        return to_page(incident)

    return _answered(request, incident, form, act, _("By whom?"))


@allow("ceasefire.sign_answer", ("POST",))
def sign(
    request: HttpRequest,
    id: UUID,  # noqa: A002 -- URL's word
    answer: UUID,
) -> HttpResponseBase:
    """Sign an answer as the second person."""
    incident = to_attribute(request, id)
    given = get_object_or_404(incident.answers, public_id=answer)
    sign_answer(answer=given, by=signed_in_user(request))
    messages.success(request, _("You have signed. The answer counts in full from now on."))
    return to_page(incident)


@allow(VERIFY, FORM)
def reopen(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Ask that a concluded case be verified again."""
    incident, by = to_verify(request, id), signed_in_user(request)
    form = ReopeningForm(sent(request), links=later_accounts_of(incident))

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        because = answers["because"]
        ask_reopening(incident=incident, because=because, later_accounts=form.named, by=by)
        messages.success(request, _("You have asked to reopen it. Another person decides."))
        return to_page(incident)

    page = form_page(
        incident,
        _("Reopen incident %(reference)s?"),
        _("Ask to reopen it"),
        _("Only with what has come since it was answered. Reopened, none of its answers stands."),
    )
    accounts = shown_accounts(incident, by)
    return answer_form(request, form, act, page, incident=incident, accounts=accounts)


@allow("ceasefire.decide_reopening", FORM)
def decide(
    request: HttpRequest,
    id: UUID,  # noqa: A002 -- URL's word
    reopening: UUID,
) -> HttpResponseBase:
    """Allow or refuse that a case be verified again, as the second person."""
    incident, by = to_verify(request, id), signed_in_user(request)
    asked = get_object_or_404(incident.reopenings.select_related("asked_by"), public_id=reopening)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        is_allowed, reason = answers["allow"] == "yes", answers["reason"]
        decide_reopening(reopening=asked, allow=is_allowed, by=by, reason=reason)
        messages.success(
            request, _("The incident is reopened.") if is_allowed else _("The answer stands.")
        )
        return to_page(incident)

    page = form_page(
        incident,
        _("Reopen incident %(reference)s?"),
        _("Sign the decision"),
        _("%(who)s asks for it: %(because)s")
        % {"who": asked.asked_by.name, "because": asked.because},
    )
    new = set(asked.later_accounts.all())
    accounts = [each for each in shown_accounts(incident, by) if each.link in new]
    form = DecisionForm(sent(request))
    return answer_form(request, form, act, page, incident=incident, accounts=accounts)


def to_verify(request: HttpRequest, public_id: UUID) -> Incident:
    """An incident that its mandate lets the mechanism verify. Raises Http404 for others."""
    incident = incident_behind(request, public_id)
    if not powers_at(incident.agreement, incident.begins_at).may_verify:
        raise Http404
    return incident


def to_attribute(request: HttpRequest, public_id: UUID) -> Incident:
    """An incident of which its mandate lets the mechanism say by whom. Raises Http404 for others."""
    incident = incident_behind(request, public_id)
    if not powers_at(incident.agreement, incident.begins_at).may_attribute:
        raise Http404
    return incident


def _answered(
    request: HttpRequest, incident: Incident, form: AnswerForm, act: Act, title: Words
) -> HttpResponseBase:
    """The page of one question, with every account beside its grade."""
    page = FormPage(
        title=title,
        submit=_("Sign the answer"),
        back=reverse("web:incident-detail", args=[incident.public_id]),
        template="incidents/answer.html",
    )
    return answer_form(
        request,
        form,
        act,
        page,
        incident=incident,
        graded=graded(form, shown_accounts(incident, signed_in_user(request))),
        zone=incident.agreement.time_zone,
    )
