"""`/healthz`: this process answers. `/readyz`: the service can do its work."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.readiness import readiness

TEXT = "text/plain"
JSON = "application/json"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; it asks nobody else."""
    return HttpResponse("ok\n", content_type=TEXT)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every check holds, else 503 with a line for each that does not."""
    findings = readiness()
    failing = [finding for finding in findings if not finding.ok]
    status = 503 if failing else 200
    if request.get_preferred_type([TEXT, JSON]) == JSON:
        checks = [finding.as_json() for finding in findings]
        return JsonResponse({"ready": not failing, "checks": checks}, status=status)
    lines = [f"{finding.name}: {finding.says}" for finding in failing] or ["ready"]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT, status=status)
