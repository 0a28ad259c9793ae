"""Programs of partners, and their tokens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceasefire.accounts.models import AccessToken
from ceasefire.accounts.programs import issue_token, revoke_token
from ceasefire.web.access import FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.people import MANAGE
from ceasefire.web.people_forms import TokenForm


@allow(MANAGE)
def token_list(request: HttpRequest) -> HttpResponseBase:
    tokens = AccessToken.objects.visible_to(request.user).select_related("program", "issued_by")
    return render(request, "accounts/programs.html", {"tokens": tokens})


@allow(MANAGE, FORM)
def token_form(request: HttpRequest) -> HttpResponseBase:
    """Issue a token. Its text is in this one answer and nowhere else."""
    form = TokenForm(sent(request))

    def act(answers: dict[str, object]) -> HttpResponseBase:
        token, text = issue_token(
            program_name=form.cleaned_data["program"],
            scopes=form.cleaned_data["scopes"],
            lifetime=form.lifetime,
            by=signed_in_user(request),
        )
        response = render(request, "accounts/token_issued.html", {"token": token, "text": text})
        response.headers["Cache-Control"] = "no-store"
        return response

    page = FormPage(
        title=_("Issue a token"),
        lead=_("It is shown once. Whoever holds it can do what it may."),
        submit=_("Issue"),
        back=reverse("web:token-list"),
    )
    return answer_form(request, form, act, page)


@allow(MANAGE, FORM)
def token_revoke(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    tokens = AccessToken.objects.visible_to(request.user).select_related("program")
    token = get_object_or_404(tokens, public_id=id)

    def act(answers: object) -> HttpResponseBase:
        revoke_token(token_id=token.pk, by=signed_in_user(request))
        messages.success(request, _("The token is revoked."))
        return redirect("web:token-list")

    page = FormPage(
        title=_("Revoke the token of %(program)s?") % {"program": token.program.name},
        lead=_("The next request with it is refused. This cannot be undone."),
        submit=_("Revoke"),
        back=reverse("web:token-list"),
    )
    form = Confirmation(sent(request))
    return answer_form(request, form, act, page, token=token)
