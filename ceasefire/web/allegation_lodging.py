"""How an allegation is lodged: by a party's liaison, by a monitor, or by an officer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.services import lodge_allegation
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Liaison, Party
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.allegation_forms import FORMS
from ceasefire.web.allegations import LODGE
from ceasefire.web.forms import FormPage, answer_form, sent

LEADS: dict[str, Promise] = {
    Role.LIAISON: _(
        "An allegation is your party's claim. An officer looks at it before it is put to the "
        "party that it names."
    ),
    Role.MONITOR: _(
        "An allegation is a claim. An officer looks at it first. The party that it names may be "
        "told that a monitor lodged it, but not who."
    ),
    Role.OFFICER: _(
        "On the mechanism's own initiative, or for somebody who has no account here. Who asked "
        "for it is kept nowhere."
    ),
}


@allow(LODGE, FORM)
def lodge(request: HttpRequest) -> HttpResponseBase:
    """Lodge an allegation under an agreement: a liaison under one that its party takes part in."""
    user = signed_in_user(request)
    own = [each.party for each in Liaison.objects.visible_to(user).of(user).select_related("party")]
    agreements = Agreement.objects.visible_to(user)
    is_for_party = user.role == Role.LIAISON
    if is_for_party:
        agreements = agreements.filter(participations__party__in=own).distinct()
    agreement = _chosen(request, list(agreements))
    if agreement is None:
        status = 400 if request.method == "POST" else 200
        told = {"agreements": agreements, "is_for_party": is_for_party, "is_silent": not own}
        return render(request, "allegations/choose_agreement.html", told, status=status)
    taking_part = set(agreement.participations.values_list("party", flat=True))
    return _lodge_under(request, agreement, [each for each in own if each.pk in taking_part])


def _lodge_under(request: HttpRequest, agreement: Agreement, own: list[Party]) -> HttpResponseBase:
    user = signed_in_user(request)
    form = FORMS[user.role](sent(request), agreement=agreement, own=own)

    def act(answers: dict[str, Any]) -> HttpResponseBase:
        lodged = lodge_allegation(facts=form.facts, by=user, submission=answers["submission"])
        messages.success(request, gettext("The allegation is lodged."))
        return redirect("web:allegation-detail", lodged.public_id)

    page = FormPage(
        title=gettext("Lodge an allegation under %(agreement)s") % {"agreement": agreement.code},
        lead=LEADS[user.role],
        submit=gettext("Lodge"),
        back=reverse("web:allegation-list"),
        template="allegations/lodge.html",
    )
    return answer_form(request, form, act, page, agreement=agreement)


def _chosen(request: HttpRequest, agreements: list[Agreement]) -> Agreement | None:
    """The agreement that is named; or the only one."""
    if len(agreements) == 1:
        return agreements[0]
    named = request.POST.get("agreement") or request.GET.get("agreement")
    return next((each for each in agreements if each.code == named), None)
