"""The story of a case: everything that was done about an incident, for staff."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from ceasefire.web.access import allow, signed_in_user
from ceasefire.web.incidents import SEE, incident_behind
from ceasefire.web.published import list_template
from ceasefire.web.shown_story import KINDS, by_day, kinds_in, story_of

LINES_PER_PAGE = 200
WORDS = {each.word for each in KINDS.values()}


@allow(SEE)
def story_page(request: HttpRequest, id: UUID) -> HttpResponseBase:  # noqa: A002 -- URL's word
    """Who did what about a case, when and why, and what it changed; by the agreement's days."""
    incident = incident_behind(request, id)
    everything = story_of(incident, signed_in_user(request))
    chosen = WORDS & set(request.GET.getlist("kind"))
    lines = [each for each in everything if not chosen or each.kind.word in chosen]
    is_newest_first = request.GET.get("order") == "newest"
    if is_newest_first:
        lines.reverse()
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "incident": incident,
        "zone": incident.agreement.time_zone,
        "kinds": [(each, each.word in chosen) for each in kinds_in(everything)],
        "is_narrowed": bool(chosen),
        "is_newest_first": is_newest_first,
        "leaves_out_reports": not request.user.has_perm("ceasefire.read_whole_report"),
        "page": page,
        "days": by_day(page),
    }
    response = render(request, list_template(request, "incidents/story.html"), shown)
    patch_vary_headers(response, ["HX-Request"])
    return response
