"""What a row of a work list says it is about, in a few words; what leads to its next step.

Of what was put to a party, and of harm checks, only the statement is told.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ceasefire.agreements.models import Agreement
from ceasefire.codes.agreements import Act
from ceasefire.codes.verification import FindingOutcome
from ceasefire.places.models import Area

Words = str | Promise
MOST_WORDS = 100


@dataclass(frozen=True)
class Told:
    """A row in words: its reference, what it is, and the area's names. `keys`: of its next step.

    `is_code`: whether the reference is a code, which no language writes otherwise.
    """

    reference: str
    what: Words
    area: dict[str, str] | None
    agreement: Agreement
    keys: tuple[UUID, ...]
    is_code: bool = True


def report(row: Any) -> Told:
    what = row.get_act_display() or row.get_basis_display()
    return Told(row.receipt, what, _names(row.area), row.agreement, (row.public_id,))


def case(row: Any) -> Told:
    """An incident or an allegation, as staff know it."""
    what = row.get_act_display() or _("not known")
    return Told(row.reference, what, _names(row.area), row.agreement, (row.public_id,))


def answer(row: Any) -> Told:
    return case(row.incident)


def reopening(row: Any) -> Told:
    told = case(row.incident)
    keys = (row.incident.public_id, row.public_id)
    return Told(told.reference, told.what, told.area, told.agreement, keys)


def put(row: Any) -> Told:
    """An allegation, as it was put to the accused."""
    return _stated(row.notification.statement, row.agreement, row.public_id)


def time_request(row: Any) -> Told:
    return put(row.notification.allegation)


def check(row: Any) -> Told:
    """A harm check; its steps are on pages of its own."""
    return _stated(row.statement, row.allegation.agreement, row.public_id)


def checked(row: Any) -> Told:
    """The allegation of a harm check, which goes on from there."""
    return _stated(row.statement, row.allegation.agreement, row.allegation.public_id)


def mutual(row: Any) -> Told:
    """Both allegations, in an order that does not tell which was lodged first."""
    reference = " · ".join(sorted([row.first.reference, row.second.reference]))
    what = row.get_kind_display()
    return Told(reference, what, None, row.first.agreement, (row.public_id,))


def call(row: Any) -> Told:
    what = row.get_answer_display()
    return Told(row.reference, what, _names(row.area), row.agreement, (row.public_id,))


def finding(row: Any) -> Told:
    """A finding, as staff know it."""
    what = _found(row.provision.number, row.outcome)
    agreement = row.incident.agreement
    return Told(row.reference, what, _names(row.incident.area), agreement, (row.public_id,))


def put_finding(row: Any) -> Told:
    """A finding, as it was put to the party."""
    stated = row.statement
    what = _found(stated["provision"]["number"], stated["outcome"])
    agreement = row.incident.agreement
    return Told(row.reference, what, _stated_area(stated), agreement, (row.public_id,))


def recommendation(row: Any) -> Told:
    agreement = row.finding.incident.agreement
    keys = (row.finding.public_id, row.public_id)
    text = Truncator(row.text).chars(MOST_WORDS)
    return Told(row.finding.reference, text, None, agreement, keys)


def _stated(statement: dict[str, Any], agreement: Agreement, key: UUID) -> Told:
    what, area = Act(statement["act"]).label, _stated_area(statement)
    return Told(statement["reference"], what, area, agreement, (key,))


def _found(provision: str, outcome: str) -> str:
    said = {"number": provision, "outcome": FindingOutcome(outcome).label}
    return _("provision %(number)s: %(outcome)s") % said


def _stated_area(statement: dict[str, Any]) -> dict[str, str] | None:
    area: dict[str, dict[str, str]] | None = statement["area"]
    return area["names"] if area else None


def _names(area: Area | None) -> dict[str, str] | None:
    return area.names if area else None
