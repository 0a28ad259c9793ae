"""Reports that a program, a monitor or a liaison sends in, and their own only."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import User
from ceasefire.api.conditional import answer
from ceasefire.api.documents import UNCHANGED, parameter
from ceasefire.api.pages import CURSOR, SIZE, KeysetPages
from ceasefire.api.problems import problem_schema
from ceasefire.api.published import refuse_unknown
from ceasefire.api.report_shapes import MonitorReportInput, SentReport, as_sent
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.querysets import MonitorReportQuerySet
from ceasefire.monitoring.reports import submit_report
from ceasefire.monitoring.sent_filters import SentReportFilter

KEY = "Idempotency-Key"
OWN = "ceasefire.submit_report"
SENDING = problem_schema(400, 401, 403, 404, 406, 409, 415)
IDEMPOTENCY = OpenApiParameter(
    KEY,
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="Sent again with the same key, the same report is kept once; with other words "
    "it is refused as `submission_differs`.",
)
WHICH = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH)
SENT: dict[str, Any] = {"request": MonitorReportInput, "responses": {201: SentReport, **SENDING}}
DESCRIBED = extend_schema_view(
    list=extend_schema(
        parameters=[parameter(name, each) for name, each in SentReportFilter.base_filters.items()],
        responses={200: SentReport(many=True), 304: UNCHANGED, **problem_schema()},
    ),
    retrieve=extend_schema(
        parameters=[WHICH], responses={200: SentReport, 304: UNCHANGED, **problem_schema()}
    ),
    create=extend_schema(parameters=[IDEMPOTENCY], **SENT),
    correct=extend_schema(parameters=[WHICH, IDEMPOTENCY], **SENT),
    stop=extend_schema(parameters=[WHICH], request=None, responses={200: SentReport, **SENDING}),
)


class SentPages(KeysetPages):
    """Newest first."""

    moment = "submitted_at"


@DESCRIBED
class MonitorReportViewSet(viewsets.GenericViewSet[MonitorReport]):
    """Monitor reports, their sender's own only. A report is never changed: a correction is
    another report, and `stop` ends its use until something that rests on it is published."""

    pagination_class = SentPages
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    permissions = {
        "list": OWN, "retrieve": OWN, "create": OWN, "correct": OWN, "stop": OWN,
    }  # fmt: skip
    scopes = dict.fromkeys(permissions, Scope.SUBMIT_REPORTS)

    def get_queryset(self) -> MonitorReportQuerySet:
        return (
            MonitorReport.objects.visible_to(self.request.user)
            .filter(author=_sender(self.request))
            .select_related("agreement", "area", "place", "actor", "target", "supersedes")
            .prefetch_related("casualties")
        )

    def list(self, request: Request) -> HttpResponseBase:
        refuse_unknown(request, {*SentReportFilter.base_filters, CURSOR, SIZE})
        narrowed = SentReportFilter(request.query_params, queryset=self.get_queryset())
        if not narrowed.is_valid():
            raise ValidationError(narrowed.errors)
        page = self.paginate_queryset(narrowed.qs) or ()
        return answer(request, self.get_paginated_response([as_sent(each) for each in page]).data)

    def retrieve(self, request: Request, id: str) -> HttpResponseBase:  # noqa: A002 -- URL's word
        refuse_unknown(request, set())
        return answer(request, as_sent(self._report(id)))

    def create(self, request: Request) -> Response:
        told = self._read(request)
        report = submit_report(facts=told.facts, by=_sender(request), submission=_key(request))
        return self._sent(report)

    @action(detail=True, methods=["post"])
    def correct(self, request: Request, id: str) -> Response:  # noqa: A002 -- the URL's word
        """Send another report in the place of this one, which stays as it was."""
        report, told = self._report(id), self._read(request)
        corrected = correct_report(
            report=report, facts=told.facts, by=_sender(request), submission=_key(request)
        )
        return self._sent(corrected)

    @action(detail=True, methods=["post"])
    def stop(self, request: Request, id: str) -> Response:  # noqa: A002 -- the URL's word
        """Stop the use of this report."""
        stopped = stop_report(report=self._report(id), by=_sender(request))
        return Response(as_sent(self._report(str(stopped.public_id))))

    def _read(self, request: Request) -> MonitorReportInput:
        told = MonitorReportInput(data=request.data, context={"request": request})
        told.is_valid(raise_exception=True)
        return told

    def _report(self, public_id: str) -> MonitorReport:
        try:
            UUID(public_id)
        except ValueError:
            raise Http404 from None
        report: Any = self.get_queryset().filter(public_id=public_id).first()
        if report is None:
            raise Http404
        return report  # type: ignore[no-any-return]

    def _sent(self, report: MonitorReport) -> Response:
        kept = self.get_queryset().get(pk=report.pk)
        return Response(as_sent(kept), status.HTTP_201_CREATED)


def _sender(request: Request) -> User:
    """Whoever sends; nobody gets here without an account."""
    assert isinstance(request.user, User)  # noqa: S101 -- for the type checker
    return request.user


def _key(request: Request) -> UUID | None:
    text = request.headers.get(KEY)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise ValidationError({KEY: "Send a UUID."}) from None
