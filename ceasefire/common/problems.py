"""Problem documents (RFC 9457): how a refusal is told to a program."""

from typing import Any

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The request cannot be read as it stands",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "No such representation",
    409: "The record does not allow this now",
    415: "Media type not supported",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "Not available just now",
}


def problem(code: str, detail: str, status_code: int, **more: Any) -> dict[str, Any]:
    """The body of a problem document. `code` is stable; `detail` is for people."""
    return {
        "type": problem_address(code),
        "title": TITLES.get(status_code, "Refused"),
        "status": status_code,
        "code": code,
        "detail": detail,
        **more,
    }


def problem_address(code: str) -> str:
    """Where the code is explained."""
    return f"/api/v1/problems/{code}"
