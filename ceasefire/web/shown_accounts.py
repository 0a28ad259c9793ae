"""The reports that an incident rests on, as its page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import links_of
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.monitoring.models import CasualtyStatement, MonitorReport, SourceReview
from ceasefire.places.redacted import redacted

Shown = dict[str, Any]


@dataclass(frozen=True)
class ShownAccount:
    """One report as it stands to an incident, told as closely as its reader may know it."""

    number: int
    link: ReportLink
    report: MonitorReport
    zone: str
    redacted: Shown | None  # in place of when, where and words, for those outside the cell
    shows_source: bool  # the pseudonym and both grades, which never leave the cell
    part_of: Incident | None  # the merged incident that it belongs to
    can_part: bool

    @property
    def casualties(self) -> Iterable[CasualtyStatement]:
        return self.report.casualties.all()

    @property
    def review(self) -> SourceReview | None:
        """A letter proposed for its source that waits to be confirmed."""
        reviews = self.report.source.reviews.all()
        return next((each for each in reviews if each.confirmed_at is None), None)


def shown_accounts(incident: Incident, user: User) -> list[ShownAccount]:
    """Every report that belongs to the incident or to what was merged into it, unchanged."""
    links = links_of(incident).select_related(
        "incident", "report__source", "report__place", "report__area", "report__actor",
        "report__target", "report__superseded_by",
    )  # fmt: skip
    zone, is_officer = incident.agreement.time_zone, user.role == Role.OFFICER
    return [
        ShownAccount(
            number=number,
            link=link,
            report=link.report,
            zone=zone,
            redacted=redacted(link.report, zone) if user.role == Role.ADJUDICATOR else None,
            shows_source=is_officer,
            part_of=link.incident if link.incident_id != incident.pk else None,
            can_part=is_officer and link.incident_id == incident.pk and not incident.merged_into,
        )
        for number, link in enumerate(
            links.prefetch_related("report__casualties", "report__source__reviews"), start=1
        )
    ]
