"""How the figures are made: the register of figures and what was decided about them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ceasefire.web.access import allow
from reports.figures.register import METHOD, REGISTER


@allow("ceasefire.read_published")
def method_page(request: HttpRequest) -> HttpResponse:
    return render(request, "method/page.html", {"register": REGISTER, "method": METHOD})
