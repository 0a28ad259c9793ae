"""The routes of django-allauth that we use. There is none for signing up."""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.http import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_http_methods, require_safe

only_forms = require_http_methods(["GET", "HEAD", "POST"])


def _form(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(route, only_forms(view), name=name)


def _page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(route, require_safe(view), name=name)


urlpatterns = [
    _form("login/", account.login, "account_login"),
    _form("logout/", account.logout, "account_logout"),
    _page("inactive/", account.account_inactive, "account_inactive"),
    _form("confirm-it-is-you/", account.reauthenticate, "account_reauthenticate"),
    _form("email/", account.email, "account_email"),
    re_path(
        r"^email/confirm/(?P<key>[-:\w]+)/$",
        only_forms(account.confirm_email),
        name="account_confirm_email",
    ),
    _form("password/", account.password_change, "account_change_password"),
    _form("password/forgotten/", account.password_reset, "account_reset_password"),
    _page("password/forgotten/sent/", account.password_reset_done, "account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        only_forms(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    _page(
        "password/new/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    _page("second-factor/", mfa.index, "mfa_index"),
    _form("second-factor/code/", mfa.authenticate, "mfa_authenticate"),
    _form("second-factor/confirm-it-is-you/", mfa.reauthenticate, "mfa_reauthenticate"),
    _form("second-factor/app/", totp.activate_totp, "mfa_activate_totp"),
    _form("second-factor/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("second-factor/recovery/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _form(
        "second-factor/recovery/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"
    ),
    _page("second-factor/keys/", keys.list_webauthn, "mfa_list_webauthn"),
    _form("second-factor/keys/new/", keys.add_webauthn, "mfa_add_webauthn"),
    _form("second-factor/keys/sign-in/", keys.login_webauthn, "mfa_login_webauthn"),
    _form(
        "second-factor/keys/confirm-it-is-you/",
        keys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _form("second-factor/keys/<int:pk>/", keys.edit_webauthn, "mfa_edit_webauthn"),
    _form("second-factor/keys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn"),
]
