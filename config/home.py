"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ceasefire.web.access import allow


@allow("ceasefire.read_published")
def home(request: HttpRequest) -> HttpResponse:
    """Until the delegate's first screen exists, the list of agreements."""
    return redirect("web:agreement-list")
