"""Who speaks for which party."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.codes.roles import SPEAKING, Role
from ceasefire.common.names import name_in
from ceasefire.parties.liaisons import end_liaison, name_liaison
from ceasefire.parties.models import Liaison
from ceasefire.publication.choices import PublishedKind
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.people import MANAGE, person_behind
from ceasefire.web.people_forms import LiaisonForm
from ceasefire.web.published import standing


@allow(MANAGE)
def liaison_list(request: HttpRequest) -> HttpResponseBase:
    current = Liaison.objects.visible_to(request.user).current().order_by("party_id", "pk")
    speaking = current.values("user")
    silent = (
        User.objects.visible_to(request.user)
        .people()
        .filter(role__in=SPEAKING)
        .exclude(pk__in=speaking)
    )
    shown = {"liaisons": current.select_related("party", "user"), "silent": silent}
    return render(request, "accounts/liaisons.html", shown)


@allow(MANAGE, FORM)
def liaison_form(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    person = person_behind(request, id)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        party_id = UUID(answers["party"])
        name_liaison(person=person, party_id=party_id, by=signed_in_user(request))
        messages.success(request, _("The person speaks for the party from now on."))
        return redirect("web:person-detail", id)

    is_guarantor = person.role == Role.GUARANTOR
    page = FormPage(
        title=_("For which party does %(name)s speak?") % {"name": person.name},
        lead=_("They will see what is put to the sides that this guarantor answers for.")
        if is_guarantor
        else _("They will see what is put to this party, and answer for it."),
        submit=_("Let them speak for it"),
        back=reverse("web:person-detail", args=[id]),
    )
    form = LiaisonForm(sent(request), parties=standing(request, PublishedKind.PARTY))
    return answer_form(request, form, act, page)


@allow(MANAGE, FORM)
def liaison_end(request: HttpRequest, id: UUID, party: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    current = Liaison.objects.visible_to(request.user).current().select_related("party", "user")
    liaison = get_object_or_404(current, user__public_id=id, party__public_id=party)

    def act(answers: object) -> HttpResponseBase:
        end_liaison(liaison=liaison, by=signed_in_user(request))
        messages.success(request, _("The person no longer speaks for the party."))
        return redirect("web:person-detail", id)

    names = {"name": liaison.user.name, "party": name_in(liaison.party.names)}
    page = FormPage(
        title=_("End the task of %(name)s for %(party)s?") % names,
        lead=_("What they did for the party stays in the record."),
        submit=_("End the task"),
        back=reverse("web:person-detail", args=[id]),
    )
    return answer_form(request, Confirmation(sent(request)), act, page)
