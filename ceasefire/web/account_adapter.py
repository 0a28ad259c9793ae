"""How django-allauth does things here: letters through the outbox, changes through services."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.letters import absolute, send_letter
from ceasefire.accounts.models import User
from ceasefire.accounts.services import AddressTakenError, change_email, set_password
from ceasefire.web.language import keep_language
from ceasefire.web.network import network_of

# What the owner of an account is told by letter when it happens.
NOTICES: dict[str, str | Promise] = {
    "account/email/email_changed": _("Your e-mail address for the record was changed."),
    "account/email/email_deleted": _("A change of your e-mail address was called off."),
    "account/email/password_changed": _("Your password was changed, and you were signed out."),
    "account/email/password_reset": _("Your password was set anew, and you were signed out."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made; the old are void."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/webauthn_added": _("A passkey or security key was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey or security key was removed from your account."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; no address and no device is known; every letter is a row first."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return network_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes, per account and network: a limit per account
        alone would let anybody lock out anybody."""

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, User)  # noqa: S101 -- there is no other kind of account
        set_password(person=user, password=password, by=user)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        person, former = email_address.user, email_address.user.email
        try:
            change_email(person=person, email=email_address.email, by=person)
        except AddressTakenError as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Your e-mail address is changed."))
        self.send_notification_mail("account/email/email_changed", person, email=former)
        return True

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, User) and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            keep_language(response, user.language)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_inactive"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def send_confirmation_mail(
        self,
        request: HttpRequest,
        emailconfirmation: EmailConfirmation,
        signup: bool,  # noqa: FBT001 -- allauth's signature
    ) -> None:
        address = emailconfirmation.email_address
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        send_letter(
            "account/letters/confirm_address",
            to=address.email,
            languages=[address.user.language],
            context={"link": absolute(path)},
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        assert isinstance(user, User)  # noqa: S101 -- there is no other kind of account
        send_letter(
            "account/letters/notice",
            to=email or user.email,
            languages=[user.language],
            context={"notice": NOTICES[template_prefix], "user": user},
        )
