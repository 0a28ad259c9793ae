"""Every error of the API is a problem document (RFC 9457) with a stable code."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from ceasefire.common.errors import DomainError
from ceasefire.common.problems import MEDIA_TYPE, problem


def problem_answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: turn what is known into a problem, leave the rest to Django."""
    if isinstance(error, DomainError):
        set_rollback()
        body = problem(error.code, str(error), status.HTTP_409_CONFLICT)
        return Response(body, body["status"], content_type=MEDIA_TYPE)
    if isinstance(error, DjangoValidationError):
        error = exceptions.ValidationError(detail=exceptions_detail(error))
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _body(_as_api_error(error), response)
    response.content_type = MEDIA_TYPE
    return response


def exceptions_detail(error: DjangoValidationError) -> Any:
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def _as_api_error(error: Exception) -> exceptions.APIException:
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    assert isinstance(error, exceptions.APIException)  # noqa: S101 -- DRF answers no others
    return error


def _body(error: exceptions.APIException, response: Response) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        fields = error.detail if isinstance(error.detail, dict) else {"": error.detail}
        words = "Some fields cannot be accepted; `errors` says which and why."
        return problem("invalid", words, response.status_code, errors=fields)
    detail = error.detail
    code = getattr(detail, "code", error.default_code)
    return problem(str(code), str(detail), response.status_code)


class ProblemDocument(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = serializers.DictField(required=False)  # type: ignore[assignment]


def problem_schema(*status_codes: int) -> dict[tuple[int, str], Any]:
    """The problems that a reading endpoint may answer with, for the schema."""
    codes = status_codes or (400, 401, 403, 404, 406)
    return {(code, MEDIA_TYPE): ProblemDocument for code in codes}
