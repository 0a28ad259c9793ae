"""What outsiders are shown of an agreement and its provisions."""

from datetime import UTC, date, datetime
from typing import Any

from ceasefire.agreements.models import Agreement, Mandate, Participation, Provision
from ceasefire.common.documents import moment_of_day, named, sourced
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument


def agreement_document(agreement: Agreement) -> PublicDocument:
    """An instrument with its provisions, participants in their order, areas and mandates."""
    body = {
        "code": agreement.code,
        "names": agreement.names,
        "class": agreement.agreement_class,
        "form": agreement.form,
        "text_status": agreement.text_status,
        "time_zone": agreement.time_zone,
        "is_demo": agreement.is_demo,
        "signed_on": _iso(agreement.signed_on),
        "effective_from": _iso(agreement.effective_from),
        "effective_to": _iso(agreement.effective_to),
        "renewal": agreement.renewal,
        "parent": _code(agreement.parent),
        "supersedes": _code(agreement.supersedes),
        "asserted_terms": [
            {"term": each.term, "value": each.value, **sourced(each)}
            for each in agreement.asserted_terms.all()
        ],
        "areas": [
            {"rule": each.rule, "zone": named(each.zone)}
            for each in agreement.areas.select_related("zone")
        ],
        "provisions": [_provision_line(each) for each in agreement.provisions.all()],
        "participations": [
            participation_body(each)
            for each in agreement.participations.select_related("party", "answers_for")
        ],
        "mandates": [_mandate(each) for each in agreement.mandates.all()],
        **sourced(agreement),
    }
    order = agreement.effective_from or moment_of_day(agreement.signed_on)
    return PublicDocument(PublishedKind.AGREEMENT, body, order, agreement.code)


def provision_document(provision: Provision) -> PublicDocument:
    """One numbered obligation, in one version of its wording."""
    body = {
        **_provision_line(provision),
        "agreement": {"code": provision.agreement.code, "names": provision.agreement.names},
        "time_zone": provision.agreement.time_zone,
        "is_demo": provision.agreement.is_demo,
        "zone": named(provision.zone),
        "spares_excluded_targets": provision.spares_excluded_targets,
        **sourced(provision),
    }
    order = provision.valid_from or provision.agreement.effective_from or moment_of_day(None)
    return PublicDocument(PublishedKind.PROVISION, body, order, provision.agreement.code)


def participation_body(participation: Participation) -> dict[str, Any]:
    """What a party is to an agreement, and who says so."""
    return {
        "party": named(participation.party),
        "role": participation.role,
        "status": participation.status,
        "answers_for": named(participation.answers_for),
        "from": _iso(participation.valid_from),
        "to": _iso(participation.valid_to),
        **sourced(participation),
    }


def _provision_line(provision: Provision) -> dict[str, Any]:
    return {
        "id": str(provision.public_id),
        "number": provision.number,
        "wording_version": provision.version,
        "kind": provision.kind,
        "text": provision.text,
        "is_quotation": provision.is_quotation,
        "text_status": provision.text_status,
        "from": _iso(provision.valid_from),
        "to": _iso(provision.valid_to),
        "due_on": _iso(provision.due_on),
    }


def _mandate(mandate: Mandate) -> dict[str, Any]:
    return {
        "from": _iso(mandate.valid_from),
        "to": _iso(mandate.valid_to),
        "acts": mandate.acts,
        "decided_by": mandate.decided_by,
        "standard_of_proof": mandate.standard_of_proof,
        "reply_days": mandate.reply_days,
        "reply_hours": mandate.reply_hours,
        "reply_hours_rest_on": mandate.reply_hours_rest_on,
        "rests_on": mandate.rests_on,
        **sourced(mandate),
    }


def _code(agreement: Agreement | None) -> str | None:
    return agreement.code if agreement else None


def _iso(value: date | datetime | None) -> str | None:
    """A day, or a moment in UTC whatever offset it was given with: one fact has one writing."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if value else None
