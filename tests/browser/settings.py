"""The demo's settings, with passwords that cost no time."""

from config.settings.demo import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages that ask who it is are opened over the whole run by one session.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
