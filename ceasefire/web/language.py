"""In which language a reader is answered."""

from django.conf import settings
from django.http import HttpResponse

KEPT_SECONDS = 365 * 24 * 60 * 60


def keep_language(response: HttpResponse, language: str) -> None:
    """Answer this browser in `language` from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=KEPT_SECONDS,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
