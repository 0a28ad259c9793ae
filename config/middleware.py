"""What is done to every request and answer: headers, and forgetting who asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# What tells one caller, or one device, from another.
TRACES = (
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "HTTP_CLIENT_IP",
    "HTTP_FORWARDED",
    "HTTP_USER_AGENT",
    "HTTP_X_CLIENT_IP",
    "HTTP_X_CLUSTER_CLIENT_IP",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
)
DEVICE_HINTS = "HTTP_SEC_CH_"


def answer_headers(get_response: Next) -> Next:
    """Put the same headers on every answer, errors and static files included.

    What a signed-in reader is shown is kept by no cache.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def forget_address(get_response: Next) -> Next:
    """Take the caller's address and device out of the request before anything can keep them.

    `request.caller_address` stays for the length of the request, so that its
    network can be told from others (`ceasefire.web.network`).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.caller_address = _address(request)  # type: ignore[attr-defined]
        for name in list(request.META):
            if name in TRACES or name.startswith(DEVICE_HINTS):
                del request.META[name]
        return get_response(request)

    return middleware


def _address(request: HttpRequest) -> str:
    """The address of the caller, as the outermost of our own proxies saw it."""
    if settings.TRUSTED_PROXIES:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        return str(hops[-settings.TRUSTED_PROXIES :][0]).strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def name_own_origin(get_response: Next) -> Next:
    """Say `Origin: null` of our own forms as what it is.

    Browsers write null because our pages send no referrer. A form of another
    site says so in `Sec-Fetch-Site`; browsers too old for that header are still
    held by the token and the cookie, which other sites can neither read nor set.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        site = request.META.get("HTTP_SEC_FETCH_SITE", "same-origin")
        if request.META.get("HTTP_ORIGIN") == "null" and site == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return get_response(request)

    return middleware
