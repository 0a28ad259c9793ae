"""What is answered when something cannot be: a page, or a problem document under /api/."""

import sys
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.response import HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from redis.exceptions import ConnectionError as BrokerAwayError

from ceasefire.common.errors import DomainError
from ceasefire.common.problems import MEDIA_TYPE, problem

API = "/api/"
RETRY_AFTER_SECONDS = 30
AWAY = (OperationalError, InterfaceError, BrokerAwayError)

# By status: a title, and what the reader can do about it.
WORDS: dict[int, tuple[str | Promise, str | Promise]] = {
    400: (_("This request cannot be read"), _("Go back, look at what was entered, and try again.")),
    403: (_("Not for your account"), _("Your role does not open this page.")),
    404: (_("Nothing here"), _("There is no such page, or it is not for you.")),
    405: (_("Not possible here"), _("This page cannot be asked for in that way.")),
    409: (_("Not possible now"), _("The record does not allow this as it stands.")),
    429: (_("Too many tries"), _("Wait a quarter of an hour, then try again.")),
    500: (
        _("Something went wrong"),
        _("It is our fault, and nothing was changed. Try again later."),
    ),
    503: (_("Not available just now"), _("The service is starting or resting. Try again shortly.")),
}
CODES = {
    400: "bad_request",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    409: "refused",
    429: "throttled",
    500: "error",
    503: "unavailable",
}
# These are told without looking anybody up: the database may be what is missing.
WITHOUT_READER = {400, 500, 503}


def is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def refuse(
    request: HttpRequest, status: int, code: str = "", detail: str | Promise = ""
) -> HttpResponse:
    """The answer of this status, in the reader's language or as a problem document."""
    title, words = WORDS[status]
    if is_for_programs(request):
        body = problem(code or CODES[status], str(detail or words), status)
        return JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    shown = {"status": status, "title": title, "words": detail or words}
    reader = None if status in WITHOUT_READER else request
    with translation.override(_language(request)):
        page = render_to_string("errors/error.html", shown, request=reader)
    return HttpResponse(page, status=status)


def _language(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = refuse(request, 429)
    response.headers["Retry-After"] = "900"
    return response


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Called by axes once too many passwords were wrong; says nothing about the account."""
    return too_many(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    words = _("The page was open for too long, or cookies are blocked. Open it again and repeat.")
    return refuse(request, 403, "csrf_failed", words)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database or the broker is what did not answer."""
    if isinstance(sys.exc_info()[1], AWAY):
        response = refuse(request, 503)
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return refuse(request, 500)


class AnswerRefusals:
    """Turn what a page cannot do into an answer: the record's own refusals, unknown methods."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            refusal = refuse(request, 405)
            refusal.headers["Allow"] = response.headers["Allow"]
            return refusal
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            return refuse(request, 409, error.code, str(error))
        return None
