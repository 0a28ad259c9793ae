"""The pages of the tension list, for those between the sides."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceasefire.agreements.locating import areas_to_name
from ceasefire.agreements.models import Agreement
from ceasefire.common.names import name_in
from ceasefire.places.models import Area
from ceasefire.web.access import allow
from reports.dashboards.tension import tension_of
from reports.dashboards.tension_lines import Wanted


class TensionForm(forms.Form):
    """Which area the list is narrowed to, with its parts; never which party."""

    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.areas = {each.code: each for each in areas_to_name(agreement)}
        named = [(code, name_in(each.names)) for code, each in self.areas.items()]
        self.fields["area"].choices = [("", _("the whole area")), *named]  # type: ignore[attr-defined]

    @property
    def where(self) -> Area | None:
        """The area asked for, if one is."""
        return self.areas.get(self.cleaned_data["area"])

    @property
    def within(self) -> frozenset[int] | None:
        """The keys of that area and its parts."""
        if self.where is None:
            return None
        found, added = set[int](), {self.where.pk}
        while added:
            found |= added
            added = {each.pk for each in self.areas.values() if each.parent_id in added} - found
        return frozenset(found)


@allow("reports.read_tension")
def tension_list(request: HttpRequest) -> HttpResponse:
    """The agreements to choose from."""
    agreements = Agreement.objects.visible_to(request.user)
    return render(request, "tension/list.html", {"agreements": agreements})


@allow("reports.read_tension")
def tension_page(request: HttpRequest, code: str) -> HttpResponse:
    """What stands open under an agreement now, as facts."""
    agreement = Agreement.objects.visible_to(request.user).filter(code=code).first()
    if agreement is None:
        raise Http404
    form = TensionForm(request.GET, agreement=agreement)
    told: dict[str, Any] = {"agreement": agreement, "form": form}
    if not form.is_valid():
        return render(request, "tension/page.html", told, status=400)
    may_open = request.user.has_perm("ceasefire.see_calls")
    wanted = Wanted(agreement, timezone.now(), may_open=may_open, within=form.within)
    told |= {
        "tension": tension_of(wanted),
        "wanted": wanted,
        "where": form.where,
        "zone": agreement.time_zone,
    }
    return render(request, "tension/page.html", told)
