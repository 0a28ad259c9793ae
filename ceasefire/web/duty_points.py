"""Where parties can be called: the list, and what officers record of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement
from ceasefire.common.names import name_in
from ceasefire.incidents.duty_points import end_duty_point, record_duty_point
from ceasefire.incidents.models import DutyPoint
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.call_forms import DutyPointForm
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.shown_points import points_of
from ceasefire.web.under_agreement import agreement_asked_for

SEE, LOG = "ceasefire.see_calls", "ceasefire.log_call"


@allow(SEE)
def list_page(request: HttpRequest) -> HttpResponseBase:
    """Every duty point that is staffed, by agreement, in its order of parties."""
    now, user = timezone.now(), request.user
    agreements = Agreement.objects.visible_to(user).order_by("pk")
    told = [(each, points_of(user, each, now)) for each in agreements]
    shown = {
        "agreements": [(each, points) for each, points in told if points],
        "may_log": user.has_perm(LOG),
    }
    return render(request, "calls/duty_points.html", shown)


@allow(LOG, FORM)
def record_page(request: HttpRequest) -> HttpResponseBase:
    """Record where a party can be called."""
    under = agreement_asked_for(request)
    if under is None:
        return render(request, "monitor_reports/no_agreement.html")
    form = DutyPointForm(sent(request), agreement=under.agreement)

    def act(answers: object) -> HttpResponseBase:
        record_duty_point(facts=form.facts, by=signed_in_user(request))
        messages.success(request, _("The duty point is recorded."))
        return redirect("web:duty-point-list")

    page = FormPage(
        title=_("Where can a party be called?"),
        lead=_("To stop what is happening now."),
        submit=_("Record"),
        back=reverse("web:duty-point-list"),
        template="calls/duty_point.html",
    )
    return answer_form(request, form, act, page, under=under)


@allow(LOG, FORM)
def end(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Say that a party is called there no more."""
    points = DutyPoint.objects.visible_to(request.user).select_related("party", "agreement")
    point = get_object_or_404(points, public_id=id)

    def act(answers: object) -> HttpResponseBase:
        end_duty_point(duty_point=point, by=signed_in_user(request))
        messages.success(request, _("The duty point is called no more."))
        return redirect("web:duty-point-list")

    page = FormPage(
        title=_("End the duty point of %(party)s?") % {"party": name_in(point.party.names)},
        lead=_("It is offered no more. The calls that were made there stay."),
        submit=_("End it"),
        back=reverse("web:duty-point-list"),
    )
    return answer_form(request, Confirmation(sent(request)), act, page)
