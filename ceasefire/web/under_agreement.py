"""Under which agreement somebody reports: it fixes the clock, the areas and the parties."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.monitoring.models import Coverage, MonitorReport
from ceasefire.web.access import signed_in_user


@dataclass(frozen=True)
class Under:
    """The agreement that a form is about, and all that it could be about."""

    agreement: Agreement
    choices: list[Agreement]


def agreement_asked_for(request: HttpRequest, usual: str = "") -> Under | None:
    """The agreement that the address or the form names; else the `usual` one, that of the
    reader's last sending, or the one that came into force last. None where there is none at all.

    Raises Http404 for one that the reader cannot see.
    """
    user = signed_in_user(request)
    choices = list(Agreement.objects.visible_to(user))
    if not choices:
        return None
    by_code = {each.code: each for each in choices}
    asked = request.POST.get("agreement") or request.GET.get("agreement")
    if asked and asked not in by_code:
        raise Http404
    found = by_code.get(asked or usual or _usual(user)) or _newest(choices)
    return Under(found, choices)


def _usual(user: User) -> str:
    """The code of the agreement under which this person reported last; blank if they never did."""
    reports = MonitorReport.objects.latest_of(user).select_related("agreement")
    coverage = Coverage.objects.latest_of(user).select_related("agreement")
    sent = [row for row in (reports.first(), coverage.first()) if row]
    last = max(sent, key=lambda row: row.submitted_at, default=None)
    return last.agreement.code if last else ""


def _newest(agreements: list[Agreement]) -> Agreement:
    now = timezone.now()
    in_force = [
        each
        for each in agreements
        if each.effective_from
        and each.effective_from <= now
        and (each.effective_to is None or each.effective_to > now)
    ]
    return max(in_force, key=lambda each: each.effective_from or now, default=agreements[0])
