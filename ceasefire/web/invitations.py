"""Invitations: asked for by one administrator, for monitors confirmed by another, accepted once."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ceasefire.accounts.filters import InvitationFilter
from ceasefire.accounts.invitations import (
    InvitationNotUsableError,
    accept_invitation,
    confirm_invitation,
    invite_person,
    resend_invitation,
    revoke_invitation,
)
from ceasefire.accounts.models import Invitation, User
from ceasefire.codes.roles import Role
from ceasefire.web.access import EVERYBODY, FORM, allow, signed_in_user
from ceasefire.web.forms import Confirmation, FormPage, answer_form, sent
from ceasefire.web.people import MANAGE, ROWS_PER_PAGE
from ceasefire.web.people_forms import ChosenPasswordForm, InvitationForm
from ceasefire.web.published import list_template


@allow(MANAGE)
def invitation_list(request: HttpRequest) -> HttpResponseBase:
    visible = Invitation.objects.visible_to(request.user).select_related("invited_by", "team")
    narrowed = InvitationFilter(request.GET, queryset=visible)
    invitations = narrowed.qs if narrowed.is_valid() else visible.none()
    page = Paginator(invitations, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        list_template(request, "accounts/invitations.html"),
        {"page": page, "filter": narrowed},
        status=200 if narrowed.is_valid() else 400,
    )


@allow(MANAGE, FORM)
def invitation_form(request: HttpRequest) -> HttpResponseBase:
    form = InvitationForm(sent(request), by=signed_in_user(request))

    def act(answers: dict[str, str]) -> HttpResponseBase:
        invitation = invite_person(
            email=answers["email"],
            name=answers["name"],
            role=Role(answers["role"]),
            by=signed_in_user(request),
            team=form.cleaned_data["team"],
        )
        if invitation.expires_at:
            messages.success(request, _("The invitation is on its way."))
        else:
            messages.success(request, _("A second administrator must confirm this invitation."))
        return redirect("web:invitation-list")

    page = FormPage(
        title=_("Invite a person"),
        lead=_("A link goes to the address. It works once, within 72 hours."),
        submit=_("Invite"),
        back=reverse("web:invitation-list"),
    )
    return answer_form(request, form, act, page)


@allow(MANAGE, FORM)
def invitation_confirm(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    page = FormPage(
        title=_("Confirm this invitation?"),
        lead=_("You vouch that this person is to be a monitor. The letter goes at once."),
        submit=_("Confirm"),
        back=reverse("web:invitation-list"),
    )
    return _step(request, id, confirm_invitation, page, _("The invitation is on its way."))


@allow(MANAGE, FORM)
def invitation_resend(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    page = FormPage(
        title=_("Send this invitation again?"),
        lead=_("A new link goes out, good for 72 hours. The old one stops working."),
        submit=_("Send again"),
        back=reverse("web:invitation-list"),
    )
    return _step(request, id, resend_invitation, page, _("The invitation is on its way."))


@allow(MANAGE, FORM)
def invitation_revoke(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    page = FormPage(
        title=_("Revoke this invitation?"),
        lead=_("Its link stops working at once."),
        submit=_("Revoke"),
        back=reverse("web:invitation-list"),
    )
    return _step(request, id, revoke_invitation, page, _("The invitation is revoked."))


def _step(
    request: HttpRequest,
    public_id: UUID,
    service: Callable[..., Invitation],
    page: FormPage,
    done: str,
) -> HttpResponseBase:
    visible = Invitation.objects.visible_to(request.user).select_related("invited_by", "team")
    invitation = get_object_or_404(visible, public_id=public_id)

    def act(answers: object) -> HttpResponseBase:
        service(invitation=invitation, by=signed_in_user(request))
        messages.success(request, done)
        return redirect("web:invitation-list")

    form = Confirmation(sent(request))
    return answer_form(request, form, act, page, invitation=invitation)


@allow(EVERYBODY, FORM)
def invitation_accept(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page behind the link of an invitation: choose a password, once.

    A link that cannot be used is answered in the same bytes, whatever the cause.
    """
    invitation = Invitation.objects.behind(key)
    if invitation is None:
        return _not_usable(request)
    return _accept(request, key, invitation)


def _accept(request: HttpRequest, key: str, invitation: Invitation) -> HttpResponseBase:
    newcomer = User(email=invitation.email, name=invitation.name)
    form = ChosenPasswordForm(sent(request), person=newcomer)
    language = get_language() or settings.LANGUAGE_CODE

    def act(answers: dict[str, str]) -> HttpResponseBase:
        try:
            accept_invitation(key=key, password=answers["password"], language=language)
        except InvitationNotUsableError:
            return _not_usable(request)
        messages.success(request, _("Your account is open. Sign in with your address."))
        return redirect("account_login")

    page = FormPage(
        title=_("Open your account"),
        submit=_("Open the account"),
        back="",
        template="accounts/invitation_accept.html",
    )
    return answer_form(request, form, act, page, invitation=invitation)


def _not_usable(request: HttpRequest) -> HttpResponseBase:
    return render(request, "accounts/invitation_not_usable.html", status=404)
