"""Forms of django-allauth that do something else here."""

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from ceasefire.accounts.letters import NOBODY, absolute, send_letter
from ceasefire.accounts.models import User


class AskForPasswordForm(ResetPasswordForm):  # type: ignore[misc]
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
        number, key = user_pk_to_url_str(person), default_token_generator.make_token(person)
        path = reverse("account_reset_password_from_key", args=[number, key])
        send_letter(
            "account/letters/new_password",
            to=holder.email if holder else NOBODY,
            languages=[person.language],
            context={"link": absolute(path)},
        )
        return email
