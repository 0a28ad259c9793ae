"""What the monitor of the pages' world sent from the invented valley of DEMO-1."""

from datetime import UTC, datetime, timedelta

from ceasefire.accounts.models import User
from ceasefire.codes.agreements import Act
from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.observations import FireSign, Hindrance, Means, TimePrecision, Weapon
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import stop_report
from ceasefire.monitoring.coverage import CoverageFacts, submit_coverage
from ceasefire.monitoring.reports import CasualtyFacts, return_report, submit_report
from tests.builders.accounts import make_user
from tests.builders.field import report_facts

AT_NINE = datetime(2026, 10, 5, 9, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
HARMED = (
    CasualtyFacts(CasualtyOutcome.KILLED, CasualtyStatus.CIVILIAN, 1, 3, 2),
    CasualtyFacts(CasualtyOutcome.INJURED, CasualtyStatus.UNKNOWN, 4, 6),
)


def send_in(world):
    """Three reports and three windows; keeps the first of each under `monitor report`, `coverage`."""
    monitor = User.objects.get(email=world.people[Role.MONITOR])
    whole = _report(
        by=monitor, place="demo:weir-bridge", place_text="the old weir bridge, north end",
        means=(Means.SEEN, Means.HEARD), fire_sign=FireSign.IMPACT, count_low=3, count_high=5,
        act=Act.INDIRECT_FIRE, weapon=Weapon.MORTAR_120, actor="SOUTH", target="NORTH",
        ends_at=AT_NINE + HOUR / 2, casualties=HARMED, relayed_from="Valley Gazette",
        narrative="Five impacts on the north bank, the first near the toll house.\nThen quiet.",
        still_there_until=AT_NINE + 9 * HOUR,
    )  # fmt: skip
    asked = _report(by=monitor, place=None, place_text="A farm beyond the ford", area="DEMO-LOWER")
    return_report(report=asked, question="Which bank?", by=make_user(Role.OFFICER))
    stop_report(report=_report(by=monitor, place="demo:north-mill"), by=monitor)
    seen = _looked(by=monitor, area="DEMO-UPPER")
    _looked(by=monitor, area="DEMO-LOWER", hindrance=Hindrance.DENIAL, place_text="South gate")
    world.parts["monitor report"] = [{"id": whole.public_id}, {"id": asked.public_id}]
    world.parts["coverage"] = [{"id": seen.public_id}]


def _report(*, by, **facts):
    facts.setdefault("time_precision", TimePrecision.MINUTE)
    return submit_report(facts=report_facts(AT_NINE, **facts), by=by)


def _looked(*, by, **facts):
    wanted = CoverageFacts("DEMO-1", begins_at=AT_NINE, ends_at=AT_NINE + 2 * HOUR, **facts)
    return submit_coverage(facts=wanted, by=by)
