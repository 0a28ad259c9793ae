"""The accounts that an incident rests on, read from it and from all that was merged into it."""

from collections.abc import Iterable

from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.incidents import Severity
from ceasefire.incidents.casualties import Account, Estimate, Sort, combined, in_all
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.incidents.querysets import LinkQuerySet
from ceasefire.incidents.severity import severity_of

HARMED = (CasualtyOutcome.KILLED, CasualtyOutcome.INJURED)


def links_of(incident: Incident) -> LinkQuerySet[ReportLink]:
    """How reports stand to an incident, those of merged ones included, earliest account first."""
    links = ReportLink.objects.present().filter(incident__in=Incident.objects.family(incident))
    return links.select_related("report", "report__source").order_by("report__begins_at", "pk")


def usable_links_of(incident: Incident) -> LinkQuerySet[ReportLink]:
    """Those whose report its author has neither stopped nor corrected."""
    return links_of(incident).filter(
        report__stopped_at__isnull=True, report__superseded_by__isnull=True
    )


def casualties_of(incident: Incident) -> dict[Sort, Estimate]:
    """People harmed: one range for each sort, which holds what every usable account says."""
    links = usable_links_of(incident).prefetch_related("report__casualties")
    return combined(_told(links))


def severity_now(incident: Incident, casualties: dict[Sort, Estimate]) -> Severity:
    """How grave an incident is by the printed rule, as the accounts stand."""
    ranges = [in_all(casualties, outcome) for outcome in HARMED]
    return severity_of(
        act=incident.act,
        weapon=incident.weapon,
        harmed=sum(each.low for each in ranges if each),
        harms_protected=incident.harms_protected,
    )


def _told(links: Iterable[ReportLink]) -> Iterable[Account]:
    for link in links:
        for each in link.report.casualties.all():
            yield Account(
                CasualtyOutcome(each.outcome),
                CasualtyStatus(each.status),
                Estimate(each.low, each.high, each.best),
            )
