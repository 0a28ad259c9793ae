"""What monitors send besides reports: where they could look."""

from datetime import timedelta

from ceasefire.monitoring.coverage import CoverageFacts
from tests.builders.agreements import DEMO
from tests.builders.field import THAT_DAY


def coverage_facts(begins_at=THAT_DAY, *, lasting=timedelta(hours=2), area="DV-N", **facts):
    """Somebody could look at the north of the valley for two hours."""
    window = {"begins_at": begins_at, "ends_at": facts.pop("ends_at", begins_at + lasting)}
    return CoverageFacts(agreement=DEMO, area=area, **window, **facts)
