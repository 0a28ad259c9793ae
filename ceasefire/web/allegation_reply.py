"""What goes between the mechanism and the accused: put, acknowledge, answer, more time, translate."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.allegations.clocks import first_deadline
from ceasefire.allegations.documents import response_part, statement_of
from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.harm import end_unput
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.notifying import acknowledge, answer_allegation, notify_accused
from ceasefire.allegations.translating import translate_response
from ceasefire.codes.allegations import ResponseKind
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.allegation_behind import address_of, allegation_behind, check_allowed
from ceasefire.web.forms import FormPage, Reason, answer_form, sent
from ceasefire.web.reply_forms import (
    YES,
    AnswerForm,
    NotifyForm,
    TimeDecisionForm,
    TimeForm,
    TranslationForm,
)
from ceasefire.web.shown_allegation import may_publish, provision_texts
from ceasefire.web.shown_reply import due_part, put_part, time_request_of

TRIAGE = "ceasefire.triage_allegation"
SPEAK = "ceasefire.speak_for_party"
ANSWER = "ceasefire.answer_allegation"
PUT_TEMPLATE = "allegations/answer.html"


@allow(TRIAGE, FORM)
def notify(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Show the statement as the accused will read it, and put it to them."""
    allegation, user = allegation_behind(request, id), signed_in_user(request)
    statement = statement_of(allegation)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        notify_accused(allegation=allegation, proof=answers["proof"], by=user)
        messages.success(request, _("The allegation was put to the accused."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Put %(allegation)s to the accused?") % {"allegation": allegation.reference},
        lead=_("From now on the accused and its guarantor see this, and no more."),
        submit=_("Put it to the accused"),
        back=address_of(allegation),
        template="allegations/notify.html",
    )
    told = {
        "statement": statement,
        "provisions": provision_texts(request, statement["provisions"]),
        "agreement": allegation.agreement,
        "due": due_part(first_deadline(allegation, timezone.now()), allegation.agreement.time_zone),
        "is_shown_to_readers": may_publish(allegation) and not allegation.held_back_because,
    }
    return answer_form(request, NotifyForm(sent(request)), act, page, **told)


@allow(TRIAGE, FORM)
def end_without(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """End what must not be put to the party."""
    allegation, user = allegation_behind(request, id), signed_in_user(request)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        end_unput(allegation=allegation, reason=answers["reason"], by=user)
        messages.success(request, _("It is recorded, and not put to the party."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("End %(allegation)s without putting it?") % {"allegation": allegation.reference},
        lead=_(
            "Whoever lodged it, and where the mandate lets the mechanism publish readers too, are "
            "told that it was recorded and not put to the party for safety; readers are told its "
            "month and nothing else of it. The reason stays inside the mechanism."
        ),
        submit=_("End it"),
        back=address_of(allegation),
    )
    return answer_form(request, Reason(sent(request)), act, page)


@allow(SPEAK, ("POST",))
def acknowledge_it(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Acknowledge for the accused what was put to it."""
    allegation = _asked(request, id)
    acknowledge(allegation=allegation, by=signed_in_user(request))
    messages.success(request, _("Your party has acknowledged it."))
    return redirect("web:allegation-detail", id)


@allow(SPEAK, FORM)
def answer(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Answer for the accused what was put to it."""
    allegation = _asked(request, id)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        answer_allegation(
            allegation=allegation,
            kind=ResponseKind(answers["kind"]),
            words=answers["words"],
            language=answers["language"],
            by=signed_in_user(request),
        )
        messages.success(request, _("The answer is given."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Answer %(allegation)s") % {"allegation": allegation.reference},
        lead=_("An answer is given once. To give none is never taken for an admission."),
        submit=_("Answer"),
        back=address_of(allegation),
        template=PUT_TEMPLATE,
    )
    told = _as_put(request, allegation)
    return answer_form(request, AnswerForm(sent(request)), act, page, **told)


@allow(SPEAK, FORM)
def ask_time(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Ask for the accused for more time."""
    allegation = _asked(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        ask_for_time(allegation=allegation, words=answers["words"], by=signed_in_user(request))
        messages.success(request, _("You have asked for more time. An officer decides."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Ask for more time to answer %(allegation)s")
        % {"allegation": allegation.reference},
        lead=_(
            "More time is asked for once, before the time to answer has ended. Until an officer "
            "gives it, the day stays as it is."
        ),
        submit=_("Ask for more time"),
        back=address_of(allegation),
        template=PUT_TEMPLATE,
    )
    return answer_form(request, TimeForm(sent(request)), act, page, **_as_put(request, allegation))


@allow(TRIAGE, FORM)
def decide_time(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Give the accused more time, or refuse it."""
    allegation = allegation_behind(request, id)
    asked = time_request_of(allegation)
    if asked is None:
        raise Http404

    def act(answers: dict[str, str]) -> HttpResponseBase:
        decide_time_request(
            request=asked,
            is_granted=answers["is_granted"] == YES,
            because=answers["because"],
            by=signed_in_user(request),
        )
        messages.success(request, _("The party is told what you decided."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("More time to answer %(allegation)s?") % {"allegation": allegation.reference},
        submit=_("Decide"),
        back=address_of(allegation),
        template=PUT_TEMPLATE,
    )
    form = TimeDecisionForm(sent(request))
    return answer_form(request, form, act, page, **_as_put(request, allegation))


@allow(TRIAGE, FORM)
def translate(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Put a translation beside the answer of the accused."""
    allegation = allegation_behind(request, id)
    response = getattr(allegation, "response", None)
    if response is None:
        raise Http404

    def act(answers: dict[str, str]) -> HttpResponseBase:
        translate_response(allegation=allegation, by=signed_in_user(request), **answers)
        messages.success(request, _("The translation stands beside the answer."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Translate the answer to %(allegation)s") % {"allegation": allegation.reference},
        lead=_("The words as given stay where they are, and prevail."),
        submit=_("Keep the translation"),
        back=address_of(allegation),
        template="allegations/translate.html",
    )
    told = {
        "answer": response_part(response, allegation.agreement.time_zone),
        "agreement": allegation.agreement,
        "reference": allegation.reference,
    }
    return answer_form(request, TranslationForm(sent(request)), act, page, **told)


def _asked(request: HttpRequest, public_id: UUID) -> Allegation:
    """What was put to the party that this person speaks for. Raises Http404, PermissionDenied."""
    allegation = allegation_behind(request, public_id)
    check_allowed(request, ANSWER, allegation)
    return allegation


def _as_put(request: HttpRequest, allegation: Allegation) -> dict[str, Any]:
    """What was put to the accused, and how its clock runs."""
    statement = allegation.notification.statement
    return {
        "statement": statement,
        "provisions": provision_texts(request, statement["provisions"]),
        "put": put_part(allegation, timezone.now(), tells_request=True),
        "agreement": allegation.agreement,
    }
