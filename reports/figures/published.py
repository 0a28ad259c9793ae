"""Published records of an agreement, by their days: what every figure can be traced to."""

from datetime import date
from typing import Any

from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.common.documents import moment_of_day
from ceasefire.publication.choices import Audience, PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet
from reports.statistics.periods import Period


def published_in(
    kind: PublishedKind, agreement: Agreement, period: Period
) -> list[PublishedVersion]:
    """Standing records of a kind whose day lies in the period, earliest first."""
    return list(
        _standing(kind, agreement).filter(
            sort_at__gte=moment_of_day(period.start), sort_at__lt=moment_of_day(period.end)
        )
    )


def published_without_day(kind: PublishedKind, agreement: Agreement) -> list[PublishedVersion]:
    """Standing records of a kind that have no day."""
    return list(_standing(kind, agreement).filter(sort_at=moment_of_day(None)))


def published_rounds(agreement: Agreement) -> list[PublishedVersion]:
    """Every round about the agreement, earliest first."""
    return list(_standing(PublishedKind.ROUND, agreement))


def as_record(version: PublishedVersion) -> dict[str, Any]:
    """The published document with the id and version by which it is found again."""
    return {"id": version.public_id, "version": version.version, **version.document}


def day_in(version: PublishedVersion, field: str) -> date | None:
    """A day of the published document."""
    text = version.document.get(field)
    return date.fromisoformat(text) if text else None


def _standing(kind: PublishedKind, agreement: Agreement) -> PublishedVersionQuerySet:
    """As readers see them: embargoed and withdrawn ones are in no figure."""
    versions = PublishedVersion.objects.of_kind(kind).current().standing()
    return (
        versions.filter(agreement=agreement.code, audience=Audience.READERS)
        .exclude(embargo_until__gt=timezone.now())
        .order_by("sort_at", "pk")
    )
