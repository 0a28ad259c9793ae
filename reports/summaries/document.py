"""A compliance summary as plain values: what pages show, paper carries and the API answers.

Names stand in every language, so that a reader's is chosen on display. The same
inputs always give the same document.
"""

from typing import Any
from zoneinfo import ZoneInfo

from ceasefire.common.documents import moment_of_day
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.publication.models import PublishedVersion
from reports.figures.agreements import agreement_part, day_of_agreement
from reports.figures.bulletin_lines import bulletin_lines, names_who_fired, uncertain_part
from reports.figures.context import context_part
from reports.figures.field import anybody_looked
from reports.figures.monitors import monitor_parts
from reports.figures.published import as_record
from reports.figures.register import METHOD
from reports.figures.rounds import rounds_part
from reports.figures.series import ComparedSeries, series_part
from reports.summaries.material import Material
from reports.summaries.models import ComplianceSummary
from reports.summaries.periods import due_at

Part = dict[str, Any]


def public_document(summary: ComplianceSummary) -> PublicDocument:
    """What readers are shown of a released summary; lists order it by its last day."""
    order = moment_of_day(summary.period.last)
    return PublicDocument(PublishedKind.SUMMARY, summary.figures, order, summary.agreement.code)


def summary_document(material: Material) -> Part:
    """Everything that is said about a period, without its edition."""
    agreement, period = material.agreement, material.period
    closed = due_at(period, material.kind, agreement.time_zone)
    return {
        "agreement": agreement_part(agreement),
        "is_demo": agreement.is_demo,
        "kind": material.kind.value,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "days_of_the_agreement": [
            day_of_agreement(agreement, day) for day in (period.start, period.last)
        ],
        "cut_off": closed.astimezone(ZoneInfo(agreement.time_zone)).isoformat(),
        "rounds": rounds_part(material.rounds, period),
        "series": [_series(material, read) for read in material.series],
        "monitors": monitor_parts(material.monitors, period),
        "statements": [as_record(version) for version in material.statements],
        "control_claims": [as_record(version) for version in material.control_claims],
        "own_monitoring": anybody_looked(material.field),
        "field": material.field,
        "incidents": [as_line(version) for version in material.incidents],
        "allegations": [as_line(version) for version in material.allegations],
        "method": {
            **METHOD,
            "inputs": material.inputs,
            "inputs_hash": material.inputs_hash,
        },
    }


def as_line(version: PublishedVersion) -> Part:
    """A published record as a summary lists it: its document says the rest."""
    told = (
        "reference", "day", "act", "state", "area", "lodged_as", "complainant", "accused",
        "provisions",
    )  # fmt: skip
    document = {name: version.document[name] for name in told if name in version.document}
    return {"id": version.public_id, "version": version.version, **document}


def _series(material: Material, read: ComparedSeries) -> Part:
    code, period = read.series.code, material.period
    return {
        **series_part(read),
        "names_who_fired": names_who_fired(material.bulletins, code),
        "bulletins": bulletin_lines(material.bulletins, code),
        "uncertain": uncertain_part(material.undated, code, period),
        "context": context_part(material.context[code], period),
    }
