"""What people do with allegations: admit or refuse, hold back, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.agreements.mandates import powers_at
from ceasefire.agreements.scope_words import scope_sentence
from ceasefire.allegations.admissibility import why_inadmissible
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.scope import scope_of_claim
from ceasefire.allegations.services import (
    admit_allegation,
    hold_back_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.incidents.models import Incident
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.allegation_behind import address_of, allegation_behind, check_allowed
from ceasefire.web.allegation_forms import AdmitForm
from ceasefire.web.allegations import LODGE
from ceasefire.web.forms import FormPage, Reason, answer_form, sent
from ceasefire.web.shown_allegation import Audience, case

TRIAGE = "ceasefire.triage_allegation"
HOLD_BACK = "ceasefire.hold_back_allegation"
MOST_OFFERED = 12


@allow(TRIAGE, FORM)
def admit(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say which incident an allegation is about, or open one from it."""
    allegation = allegation_behind(request, id)
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
        back=address_of(allegation),
        template="allegations/admit.html",
    )
    form = AdmitForm(sent(request), known=known, near=near)
    return answer_form(request, form, act, page, near=near, **_claimed(allegation))


@allow(TRIAGE, FORM)
def refuse(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Find an allegation inadmissible."""
    allegation = allegation_behind(request, id)
    page = FormPage(
        title=_("Find %(allegation)s inadmissible?") % {"allegation": allegation.reference},
        lead=_("Whoever lodged it is told the reason."),
        submit=_("Find it inadmissible"),
        back=address_of(allegation),
        template="allegations/refuse.html",
    )
    done = _("The allegation was found inadmissible.")
    return _reasoned(request, allegation, page, refuse_allegation, done, **_claimed(allegation))


@allow(HOLD_BACK, FORM)
def hold_back(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Hold an allegation back from readers."""
    allegation = allegation_behind(request, id)
    page = FormPage(
        title=_("Hold %(allegation)s back?") % {"allegation": allegation.reference},
        lead=_(
            "It is not published, and what is published is withdrawn: readers are then shown the "
            "reason. Both sides go on seeing what they see."
        ),
        submit=_("Hold back"),
        back=address_of(allegation),
    )
    done = _("The allegation is held back.")
    return _reasoned(request, allegation, page, hold_back_allegation, done)


@allow(LODGE, FORM)
def withdraw(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Take back an allegation of one's party, one's own, or one of the mechanism's."""
    allegation = allegation_behind(request, id)
    check_allowed(request, "ceasefire.withdraw_allegation", allegation)
    page = FormPage(
        title=_("Withdraw %(allegation)s?") % {"allegation": allegation.reference},
        lead=_(
            "What was said stays in the record. If readers were shown the allegation, they are "
            "shown that it was withdrawn, without the reason."
        ),
        submit=_("Withdraw"),
        back=address_of(allegation),
    )
    done = _("The allegation is withdrawn.")
    return _reasoned(request, allegation, page, withdraw_allegation, done)


def _reasoned(
    request: HttpRequest,
    allegation: Allegation,
    page: FormPage,
    step: Callable[..., Allegation],
    done: str,
    **shown: Any,
) -> HttpResponseBase:
    """A step for which a person says why; `why` is proposed where something tells it."""
    form = Reason(sent(request), initial={"reason": shown.get("why", "")})

    def act(answers: dict[str, str]) -> HttpResponseBase:
        step(allegation=allegation, reason=answers["reason"], by=signed_in_user(request))
        messages.success(request, done)
        return redirect("web:allegation-detail", allegation.public_id)

    return answer_form(request, form, act, page, **shown)


def _claimed(allegation: Allegation) -> dict[str, Any]:
    """What is alleged, and whether it is admissible by the scope test; `why` it is not."""
    scopes = scope_of_claim(allegation)
    may_rule = powers_at(allegation.agreement, allegation.begins_at).may_rule
    return {
        "case": case(allegation, Audience.STAFF, timezone.now()),
        "scope": [scope_sentence(each.result, may_rule=may_rule) for each in scopes],
        "why": why_inadmissible(each.result for each in scopes),
    }
