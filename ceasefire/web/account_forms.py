"""The forms of django-allauth, as our pages show them: labels, no words inside the fields."""

from typing import Any

from allauth.account import forms as account
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.letters import NOBODY, absolute, send_letter
from ceasefire.accounts.models import User

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("The same again"),
    "code": _("Code"),
}


class Plain:
    """A form whose fields are told by their labels alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)


class SignInForm(Plain, account.LoginForm):  # type: ignore[misc]
    pass


class ConfirmForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangeAddressForm(Plain, account.AddEmailForm):  # type: ignore[misc]
    pass


class CodeForm(Plain, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmCodeForm(Plain, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class AddAppForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class AskForPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to a new password.

    Known and unknown addresses take the same steps and the same statements: for
    an unknown one the letter is written to nobody, and never sent.
    """

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        email = str(self.cleaned_data["email"])
        holder = User.objects.people().filter(email=email, is_active=True).first()
        person = holder or User(pk=0, email=email, password="!")  # noqa: S106 -- no password at all
        number, key = user_pk_to_url_str(person), account.default_token_generator.make_token(person)
        path = reverse("account_reset_password_from_key", args=[number, key])
        send_letter(
            "account/letters/new_password",
            to=holder.email if holder else NOBODY,
            languages=[person.language],
            context={"link": absolute(path)},
        )
        return email
