"""How agreements come into the record: whole, with everything that belongs to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.documents import agreement_document, provision_document
from ceasefire.agreements.models import Agreement, Provision
from ceasefire.codes.agreements import (
    AgreementClass,
    AgreementForm,
    MandateAct,
    ProvisionKind,
    StandardOfProof,
    TextStatus,
)
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.common.citations import Citation
from ceasefire.common.rows import Changes, put_row, put_rows
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.parties.models import Party
from ceasefire.places.models import Zone
from ceasefire.publication.services import publish


@dataclass(frozen=True)
class ProvisionFacts:
    """One numbered obligation. `zone` is a code."""

    number: str
    kind: ProvisionKind
    text: str
    text_status: TextStatus
    citation: Citation
    version: int = 1
    is_quotation: bool = False
    zone: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    due_on: date | None = None
    spares_excluded_targets: bool = False


@dataclass(frozen=True)
class ParticipationFacts:
    """What a party is to the agreement, says whom. `party` and `answers_for` are codes."""

    party: str
    role: AgreementRole
    status: ParticipationStatus
    citation: Citation
    answers_for: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class MandateFacts:
    """What the mechanism may do in a period, and the text that says so.

    A party that is accused answers within `reply_days`; within `reply_hours` only where both
    sides have accepted that in writing.
    """

    valid_from: datetime
    acts: tuple[MandateAct, ...]
    rests_on: str
    citation: Citation
    valid_to: datetime | None = None
    decided_by: dict[str, str] = field(default_factory=dict)
    standard_of_proof: StandardOfProof = StandardOfProof.REASONABLE_GROUNDS
    reply_days: int = 7
    reply_hours: int | None = None
    reply_hours_rest_on: str = ""


@dataclass(frozen=True)
class AgreementFacts:
    """An instrument with all its parts. Moments are aware; participants stand in their order."""

    code: str
    names: dict[str, str]
    agreement_class: AgreementClass
    form: AgreementForm
    text_status: TextStatus
    time_zone: str
    citation: Citation
    signed_on: date | None = None
    effective_from: datetime | None = None
    effective_to: datetime | None = None
    renewal: str = ""
    parent: str | None = None
    supersedes: str | None = None
    position: int = 0
    is_demo: bool = False
    provisions: tuple[ProvisionFacts, ...] = ()
    participations: tuple[ParticipationFacts, ...] = ()
    mandates: tuple[MandateFacts, ...] = ()
    areas: tuple[tuple[str, AreaRule], ...] = ()
    asserted_terms: tuple[tuple[Term, str, Citation], ...] = ()


@transaction.atomic
def record_agreement(*, facts: AgreementFacts, by: User) -> Agreement:
    """Record an agreement with its parts, and publish it and its provisions.

    The same facts twice change nothing. A provision's number and version, once
    recorded, stay: new wording is a new version. Raises DoesNotExist if a party,
    zone or agreement named by code is unknown, ValidationError if a part does
    not fit.
    """
    agreement, changes = _put_agreement(facts)
    provisions = [_put_provision(agreement, at, each) for at, each in enumerate(facts.provisions)]
    changed_provisions = [provision for provision, changes in provisions if changes]
    parts_changed = [
        put_rows(agreement.participations.all(), _participations(facts), {"agreement": agreement}),
        put_rows(agreement.mandates.all(), _mandates(facts), {"agreement": agreement}),
        put_rows(agreement.areas.all(), _areas(facts), {"agreement": agreement}),
        put_rows(agreement.asserted_terms.all(), _terms(facts), {"agreement": agreement}),
    ]
    if changes or changed_provisions or any(parts_changed):
        record(
            EntryKind.AGREEMENT_RECORDED,
            subject=agreement,
            by=by,
            effects=Effects(agreement.code),
            changes=changes,
            provisions=[str(provision) for provision in changed_provisions],
        )
        for provision in changed_provisions:
            publish(subject=provision, document=provision_document(provision), by=by)
        publish(subject=agreement, document=agreement_document(agreement), by=by)
    return agreement


def _put_agreement(facts: AgreementFacts) -> tuple[Agreement, Changes]:
    other = {"parent": facts.parent, "supersedes": facts.supersedes}
    return put_row(
        Agreement,
        {"code": facts.code},
        {
            "names": facts.names,
            "agreement_class": facts.agreement_class,
            "form": facts.form,
            "text_status": facts.text_status,
            "time_zone": facts.time_zone,
            "signed_on": facts.signed_on,
            "effective_from": facts.effective_from,
            "effective_to": facts.effective_to,
            "renewal": facts.renewal,
            "position": facts.position,
            "is_demo": facts.is_demo,
            **{
                name: Agreement.objects.get(code=code) if code else None
                for name, code in other.items()
            },
            **facts.citation.as_fields(),
        },
    )


def _put_provision(
    agreement: Agreement, position: int, facts: ProvisionFacts
) -> tuple[Provision, Changes]:
    return put_row(
        Provision,
        {"agreement": agreement, "number": facts.number, "version": facts.version},
        {
            "kind": facts.kind,
            "text": facts.text,
            "is_quotation": facts.is_quotation,
            "text_status": facts.text_status,
            "zone": Zone.objects.get(code=facts.zone) if facts.zone else None,
            "valid_from": facts.valid_from,
            "valid_to": facts.valid_to,
            "due_on": facts.due_on,
            "spares_excluded_targets": facts.spares_excluded_targets,
            "position": position,
            **facts.citation.as_fields(),
        },
    )


def _participations(facts: AgreementFacts) -> Iterable[dict[str, Any]]:
    for position, each in enumerate(facts.participations):
        yield {
            "party": Party.objects.get(code=each.party),
            "role": each.role,
            "status": each.status,
            "answers_for": Party.objects.get(code=each.answers_for) if each.answers_for else None,
            "valid_from": each.valid_from,
            "valid_to": each.valid_to,
            "position": position,
            **each.citation.as_fields(),
        }


def _mandates(facts: AgreementFacts) -> Iterable[dict[str, Any]]:
    for each in facts.mandates:
        yield {
            "valid_from": each.valid_from,
            "valid_to": each.valid_to,
            "acts": list(each.acts),
            "decided_by": each.decided_by,
            "standard_of_proof": each.standard_of_proof,
            "reply_days": each.reply_days,
            "reply_hours": each.reply_hours,
            "reply_hours_rest_on": each.reply_hours_rest_on,
            "rests_on": each.rests_on,
            **each.citation.as_fields(),
        }


def _areas(facts: AgreementFacts) -> Iterable[dict[str, Any]]:
    for zone, rule in facts.areas:
        yield {"zone": Zone.objects.get(code=zone), "rule": rule}


def _terms(facts: AgreementFacts) -> Iterable[dict[str, Any]]:
    for term, value, citation in facts.asserted_terms:
        yield {"term": term, "value": value, **citation.as_fields()}
