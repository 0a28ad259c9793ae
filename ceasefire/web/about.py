from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ceasefire.web.access import EVERYBODY, allow
from ceasefire.web.licences import packages_by_licence


@allow(EVERYBODY)
def sources_page(request: HttpRequest) -> HttpResponse:
    """Where the data come from, and under which licences; on whose work the code rests."""
    return render(request, "about/data.html", {"licences": packages_by_licence()})
