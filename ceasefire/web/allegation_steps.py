"""What people do with allegations: lodge, admit or refuse, put to the accused, answer, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.allegations.documents import statement_of
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.notifying import ANSWER_WITHIN, answer_allegation, notify_accused
from ceasefire.allegations.services import (
    admit_allegation,
    hold_back_allegation,
    lodge_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.codes.allegations import ResponseKind
from ceasefire.incidents.models import Incident
from ceasefire.parties.models import Liaison, Party
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.allegation_forms import AdmitForm, AllegationForm, AnswerForm
from ceasefire.web.allegations import LODGE, visible_allegations
from ceasefire.web.forms import Confirmation, FormPage, Reason, answer_form, sent
from ceasefire.web.shown_allegation import Audience, case, may_publish, provision_texts

TRIAGE = "ceasefire.triage_allegation"
HOLD_BACK = "ceasefire.hold_back_allegation"
MOST_OFFERED = 12


@allow(LODGE, FORM)
def lodge(request: HttpRequest) -> HttpResponseBase:
    """Lodge an allegation for one's party, under one of the agreements that it takes part in."""
    user = signed_in_user(request)
    own = [each.party for each in Liaison.objects.visible_to(user).of(user).select_related("party")]
    agreements = Agreement.objects.visible_to(user).filter(participations__party__in=own).distinct()
    agreement = _chosen(request, list(agreements))
    if agreement is None:
        status = 400 if request.method == "POST" else 200
        told = {"agreements": agreements, "is_silent": not own}
        return render(request, "allegations/choose_agreement.html", told, status=status)
    taking_part = set(agreement.participations.values_list("party", flat=True))
    return _lodge_under(request, agreement, [each for each in own if each.pk in taking_part])


def _lodge_under(request: HttpRequest, agreement: Agreement, own: list[Party]) -> HttpResponseBase:
    form = AllegationForm(sent(request), agreement=agreement, own=own)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        lodged = lodge_allegation(
            facts=form.facts, by=signed_in_user(request), submission=answers["submission"]
        )
        messages.success(request, _("The allegation is lodged."))
        return redirect("web:allegation-detail", lodged.public_id)

    page = FormPage(
        title=_("Lodge an allegation under %(agreement)s") % {"agreement": agreement.code},
        lead=_(
            "An allegation is your party's claim. An officer looks at it before it is put to the "
            "party that it names."
        ),
        submit=_("Lodge"),
        back=reverse("web:allegation-list"),
        template="allegations/lodge.html",
    )
    return answer_form(request, form, act, page, agreement=agreement)


@allow(TRIAGE, FORM)
def admit(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say which incident an allegation is about, or open one from it."""
    allegation = _allegation(request, id)
    user = signed_in_user(request)
    known = Incident.objects.visible_to(user).filter(agreement=allegation.agreement_id)
    known = known.select_related("agreement", "place", "area")
    near = sorted(
        known.near(allegation), key=lambda each: abs(each.begins_at - allegation.begins_at)
    )[:MOST_OFFERED]

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        admit_allegation(allegation=allegation, incident=answers["found"], by=user)
        messages.success(request, _("The allegation is admitted, and linked to its incident."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Which incident is %(allegation)s about?") % {"allegation": allegation.reference},
        lead=_(
            "Offered are those in the same area or within a day of it, nearest in time first. "
            "Opposed allegations over one happening belong to one incident."
        ),
        submit=_("Admit"),
        back=_address(allegation),
        template="allegations/admit.html",
    )
    form = AdmitForm(sent(request), known=known, near=near)
    told = {"case": case(allegation, Audience.STAFF, timezone.now()), "near": near}
    return answer_form(request, form, act, page, **told)


@allow(TRIAGE, FORM)
def refuse(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Find an allegation inadmissible."""
    allegation = _allegation(request, id)
    page = FormPage(
        title=_("Find %(allegation)s inadmissible?") % {"allegation": allegation.reference},
        lead=_("The party that lodged it is told the reason."),
        submit=_("Find it inadmissible"),
        back=_address(allegation),
    )
    done = _("The allegation was found inadmissible.")
    return _reasoned(request, allegation, page, refuse_allegation, done)


@allow(HOLD_BACK, FORM)
def hold_back(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Hold an allegation back from readers."""
    allegation = _allegation(request, id)
    page = FormPage(
        title=_("Hold %(allegation)s back?") % {"allegation": allegation.reference},
        lead=_(
            "It is not published, and what is published is withdrawn: readers are then shown the "
            "reason. Both sides go on seeing what they see."
        ),
        submit=_("Hold back"),
        back=_address(allegation),
    )
    done = _("The allegation is held back.")
    return _reasoned(request, allegation, page, hold_back_allegation, done)


@allow(LODGE, FORM)
def withdraw(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Withdraw one's party's allegation."""
    allegation = _allegation(request, id)
    _check(signed_in_user(request), "ceasefire.withdraw_allegation", allegation)
    page = FormPage(
        title=_("Withdraw %(allegation)s?") % {"allegation": allegation.reference},
        lead=_(
            "What was said stays in the record. If readers were shown the allegation, they are "
            "shown that it was withdrawn, without the reason."
        ),
        submit=_("Withdraw"),
        back=_address(allegation),
    )
    done = _("The allegation is withdrawn.")
    return _reasoned(request, allegation, page, withdraw_allegation, done)


@allow(TRIAGE, FORM)
def notify(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Show the statement as the accused will read it, and put it to them."""
    allegation = _allegation(request, id)
    statement = statement_of(allegation)

    def act(answers: object) -> HttpResponseBase:
        notify_accused(allegation=allegation, by=signed_in_user(request))
        messages.success(request, _("The allegation was put to the accused."))
        return redirect("web:allegation-detail", id)

    page = FormPage(
        title=_("Put %(allegation)s to the accused?") % {"allegation": allegation.reference},
        lead=_("From now on the accused and its guarantor see this, and no more."),
        submit=_("Put it to the accused"),
        back=_address(allegation),
        template="allegations/notify.html",
    )
    told = {
        "statement": statement,
        "provisions": provision_texts(request, statement["provisions"]),
        "agreement": allegation.agreement,
        "days": ANSWER_WITHIN.days,
        "is_shown_to_readers": may_publish(allegation) and not allegation.held_back_because,
    }
    return answer_form(request, Confirmation(sent(request)), act, page, **told)


@allow(LODGE, FORM)
def answer(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Answer for the accused what was put to it."""
    allegation = _allegation(request, id)
    _check(signed_in_user(request), "ceasefire.answer_allegation", allegation)
    notification = allegation.notification

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
        back=_address(allegation),
        template="allegations/answer.html",
    )
    told = {
        "statement": notification.statement,
        "provisions": provision_texts(request, notification.statement["provisions"]),
        "put": {"sent_at": notification.sent_at, "due_at": notification.due_at},
        "agreement": allegation.agreement,
    }
    return answer_form(request, AnswerForm(sent(request)), act, page, **told)


def _reasoned(
    request: HttpRequest,
    allegation: Allegation,
    page: FormPage,
    step: Callable[..., Allegation],
    done: str,
) -> HttpResponseBase:
    """A step for which a person says why."""

    def act(answers: dict[str, str]) -> HttpResponseBase:
        step(allegation=allegation, reason=answers["reason"], by=signed_in_user(request))
        messages.success(request, done)
        return redirect("web:allegation-detail", allegation.public_id)

    return answer_form(request, Reason(sent(request)), act, page)


def _chosen(request: HttpRequest, agreements: list[Agreement]) -> Agreement | None:
    """The agreement that is named; or the only one."""
    if len(agreements) == 1:
        return agreements[0]
    named = request.POST.get("agreement") or request.GET.get("agreement")
    return next((each for each in agreements if each.code == named), None)


def _allegation(request: HttpRequest, public_id: UUID) -> Allegation:
    """The allegation of this id, if the reader may see it. Raises Http404."""
    return get_object_or_404(visible_allegations(signed_in_user(request)), public_id=public_id)


def _check(user: User, permission: str, allegation: Allegation) -> None:
    if not user.has_perm(permission, allegation):
        raise PermissionDenied


def _address(allegation: Allegation) -> str:
    return reverse("web:allegation-detail", args=[allegation.public_id])
