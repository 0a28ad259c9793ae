"""What the `type` of a problem document leads to: the code, explained. Open to everybody."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ceasefire.api.explained import Explanation
from ceasefire.api.problem_codes import PROBLEMS
from ceasefire.common.problems import TITLES, problem_address

HTML, JSON = "text/html", "application/json"


@require_safe
def problem_list(request: HttpRequest) -> HttpResponse:
    """Every code there is."""
    known = [_told(code, each) for code, each in PROBLEMS.items()]
    if request.get_preferred_type([JSON, HTML]) == HTML:
        return render(request, "problems/list.html", {"problems": known})
    return JsonResponse({"results": known})


@require_safe
def problem_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One code."""
    if code not in PROBLEMS:
        raise Http404
    told = _told(code, PROBLEMS[code])
    if request.get_preferred_type([JSON, HTML]) == HTML:
        return render(request, "problems/detail.html", {"problem": told})
    return JsonResponse(told)


def _told(code: str, explanation: Explanation) -> dict[str, str | int]:
    return {
        "type": problem_address(code),
        "code": code,
        "status": explanation.status,
        "title": TITLES[explanation.status],
        "meaning": str(explanation.meaning),
        "remedy": str(explanation.remedy),
    }
