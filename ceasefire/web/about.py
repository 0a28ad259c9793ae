from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ceasefire.web.access import allow


@allow("ceasefire.read_published")
def data_page(request: HttpRequest) -> HttpResponse:
    """Where the data come from, and under which licences."""
    return render(request, "about/data.html")
