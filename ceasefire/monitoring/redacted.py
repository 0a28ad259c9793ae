"""A monitor report as those who decide are shown it: what it tells, not who could have told it."""

from typing import Any

from ceasefire.monitoring.models import MonitorReport
from ceasefire.places.redacted import redacted


def redacted_report(report: MonitorReport) -> dict[str, Any]:
    """What was noticed and inferred, with the time and place as outsiders are told them.

    Left out is whatever could lead to its source: words, receipt, pseudonym, exact time and
    place, through whom it came, when it was sent in, and until when somebody is still there.
    """
    return {
        "agreement": report.agreement,
        **redacted(report, report.agreement.time_zone),
        "means": report.means,
        "fire_sign": report.fire_sign,
        "count_low": report.count_low,
        "count_high": report.count_high,
        "act": report.act,
        "weapon": report.weapon,
        "actor": report.actor,
        "target": report.target,
        "basis": report.basis,
        "casualties": list(report.casualties.all()),
        "permitted_use": report.permitted_use,
        "state": report.state,
        "is_usable": report.is_usable,
    }
