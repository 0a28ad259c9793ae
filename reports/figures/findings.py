"""What the mechanism has found, as a list: which finding, on which provision, and what it says."""

from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.publication.choices import PublishedKind
from reports.figures.published import published_in
from reports.statistics.periods import Period

TOLD = ("reference", "provision", "accused", "outcome", "ground", "state", "adopted_on", "is_demo")


def findings_part(agreement: Agreement, period: Period) -> list[dict[str, Any]]:
    """Findings that were adopted in the period, earliest first, as they stand published.

    Never a count by party: a list says of each finding what it is on.
    """
    return [
        {
            "id": version.public_id,
            "version": version.version,
            **{name: version.document[name] for name in TOLD},
        }
        for version in published_in(PublishedKind.FINDING, agreement, period)
    ]
