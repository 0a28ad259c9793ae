"""The work list: one page, which shows everybody what waits for them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceasefire.web.access import allow, signed_in_user
from ceasefire.web.work import Section, work_of
from ceasefire.web.work_sections import SECTIONS
from ceasefire.web.work_told import Told
from reports.summaries import waiting as summaries
from reports.templatetags.figures import spell


def summary(row: Any) -> Told:
    """A compliance summary, known by its period."""
    period = spell(row.period_from, row.period_to, half_open=True, with_year=True)
    keys = (row.public_id,)
    return Told(period, row.get_kind_display(), None, row.agreement, keys, is_code=False)


OF_SUMMARIES = (
    Section(
        "approve",
        _("Summaries to approve"),
        "reports.approve_summary",
        summaries.to_approve,
        summary,
        ("reports:summary-detail", _("Read it, and approve")),
        "reports:summary-list?status=drafted",
    ),
    Section(
        "release",
        _("Summaries to release"),
        "reports.release_summary",
        summaries.to_release,
        summary,
        ("reports:summary-detail", _("Read it, and release")),
        "reports:summary-list?status=approved",
    ),
)


@allow("ceasefire.see_work")
def work_page(request: HttpRequest) -> HttpResponse:
    """What waits for this person, what falls due first or has waited longest at the top."""
    user, now = signed_in_user(request), timezone.now()
    sections = work_of(user, (*SECTIONS, *OF_SUMMARIES), now)
    return render(request, "work/page.html", {"sections": sections})
