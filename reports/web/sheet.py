"""The pages of the accepted-and-disputed sheet, for those between the sides."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ceasefire.agreements.models import Agreement
from ceasefire.web.access import allow
from reports.dashboards.sheet import sheet_of
from reports.web.sheet_form import SheetForm
from reports.web.shown_sheet import open_ended, shown_directions


@allow("reports.read_sheet")
def sheet_list(request: HttpRequest) -> HttpResponse:
    """The agreements to choose from."""
    agreements = Agreement.objects.visible_to(request.user)
    return render(request, "sheets/list.html", {"agreements": agreements})


@allow("reports.read_sheet")
def sheet_page(request: HttpRequest, code: str) -> HttpResponse:
    """What both sides accept and what they dispute, of an agreement, a period and an area."""
    agreement = Agreement.objects.visible_to(request.user).filter(code=code).first()
    if agreement is None:
        raise Http404
    form = SheetForm(request.GET, agreement=agreement)
    told = {"agreement": agreement, "form": form}
    if not form.is_valid():
        return render(request, "sheets/page.html", told, status=400)
    sheet = sheet_of(agreement, form.period, form.within)
    told |= {
        "sheet": sheet,
        "where": form.where,
        "accepted": shown_directions(sheet.accepted),
        "disputed": shown_directions(sheet.disputed),
        "open_ended": open_ended(sheet),
        "may_open": request.user.has_perm("ceasefire.see_cases"),
    }
    return render(request, "sheets/page.html", told)
