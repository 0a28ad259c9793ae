"""One's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ceasefire.accounts.services import change_profile, end_sessions
from ceasefire.parties.models import Liaison
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.language import keep_language
from ceasefire.web.people_forms import ProfileForm
from ceasefire.web.sessions import SECOND_FACTORS, idle_limit

OWN = "ceasefire.use_own_account"


@allow(OWN, FORM)
def me(request: HttpRequest) -> HttpResponseBase:
    """Name, language, and the ways to password, address and second factor."""
    person = signed_in_user(request)

    def act(answers: dict[str, str]) -> HttpResponseBase:
        change_profile(person=person, name=answers["name"], language=answers["language"], by=person)
        with translation.override(answers["language"]):
            messages.success(request, _("Your account is changed."))
        response = redirect("web:me")
        keep_language(response, answers["language"])
        return response

    page = FormPage(title=_("My account"), submit=_("Save"), back="", template="accounts/me.html")
    form = ProfileForm(sent(request), initial={"name": person.name, "language": person.language})
    idle_minutes = int(idle_limit(person).total_seconds() // 60)
    shown = {
        "person": person,
        "has_second_factor": is_mfa_enabled(person, SECOND_FACTORS),
        "memberships": person.memberships.present().select_related("team"),
        "liaisons": Liaison.objects.visible_to(person).of(person).select_related("party"),
        "idle_minutes": idle_minutes,
        "idle_hours": idle_minutes // 60,
    }
    return answer_form(request, form, act, page, **shown)


@allow(OWN, FORM)
def sign_out_everywhere(request: HttpRequest) -> HttpResponseBase:
    def act(answers: object) -> HttpResponse:
        person = signed_in_user(request)
        end_sessions(person=person, by=person)
        logout(request)
        messages.success(request, _("You are signed out everywhere."))
        return redirect("account_login")

    page = FormPage(
        title=_("Sign out everywhere?"),
        lead=_("Every session of yours ends, on every device, this one too."),
        submit=_("Sign out everywhere"),
        back=reverse("web:me"),
    )
    form = Confirmation(sent(request))
    return answer_form(request, form, act, page)
