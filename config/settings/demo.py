"""Settings of the demo and of commands at a desk: everything on this machine, nothing secret."""

import os

os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")

from config.settings.base import *  # noqa: F403
from config.settings.base import STATE_FOLDER

DEMO = True
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = STATE_FOLDER / "mail"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# A command without the broker counts nobody's wrong passwords.
SILENCED_SYSTEM_CHECKS = ["axes.W001"]

# Static files come straight from the packages; only production collects them.
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
