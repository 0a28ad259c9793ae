"""How people sign in: addresses, passwords, second factors, limits. Taken in by `base`."""

from datetime import timedelta

AUTH_USER_MODEL = "ceasefire.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 3 * 60 * 60

# --- Sessions: kept by the server, over with the browser or after the idle limit ---
SESSION_COOKIE_AGE = 13 * 60 * 60  # longer than any idle limit, which is what ends it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ceasefire.web.errors.csrf_failure"
IDLE_MINUTES = 12 * 60
IDLE_MINUTES_WITH_SECOND_FACTOR = 30
INVITATION_HOURS = 72

# --- allauth: signing in by address; nobody signs up ---
ACCOUNT_ADAPTER = "ceasefire.web.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "ceasefire.web.account_forms.ChangeAddressForm",
    "change_password": "ceasefire.web.account_forms.ChangePasswordForm",
    "login": "ceasefire.web.account_forms.SignInForm",
    "reauthenticate": "ceasefire.web.account_forms.ConfirmForm",
    "reset_password": "ceasefire.web.account_forms.AskForPasswordForm",
    "reset_password_from_key": "ceasefire.web.account_forms.SetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation has already proved the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted by axes; this limit is left for codes of second factors.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
MFA_ADAPTER = "ceasefire.web.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "ceasefire.web.account_forms.AddAppForm",
    "authenticate": "ceasefire.web.account_forms.CodeForm",
    "reauthenticate": "ceasefire.web.account_forms.ConfirmCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "The ceasefire record"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An address that waits to be confirmed must not stop anybody from adding a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- axes: wrong passwords lock one account for one network, and only for a while ---
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CLIENT_IP_CALLABLE = "ceasefire.web.network.network_of"
AXES_USERNAME_CALLABLE = "ceasefire.web.network.address_tried"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "ceasefire.web.errors.locked_out"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
