"""What outsiders are shown of an incident."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ceasefire.agreements.covering import ProvisionScope
from ceasefire.agreements.mandates import powers_at
from ceasefire.codes.casualties import CasualtyOutcome
from ceasefire.common.clock import local_day
from ceasefire.common.documents import moment_of_day, named
from ceasefire.incidents.accounts import casualties_of, severity_now
from ceasefire.incidents.models import Incident
from ceasefire.places.redacted import redacted
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.verification.attributed import attribution_of, parties_of
from ceasefire.verification.scope import scope_of, strongest

OUTCOMES = (CasualtyOutcome.KILLED, CasualtyOutcome.INJURED)


def incident_document(incident: Incident) -> PublicDocument:
    """One happening, redacted: nothing in it tells who told us, or how many did.

    Whether it was verified stands in it only where the mandate lets the mechanism verify, and
    how it stands by whom only where that lets it attribute.
    Casualties are ranges of killed and injured, without age or sex.
    """
    agreement = incident.agreement
    powers = powers_at(agreement, incident.begins_at)
    casualties = casualties_of(incident)
    body = {
        "reference": incident.reference,
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        **redacted(incident, agreement.time_zone),
        "act": incident.act,
        "weapon": incident.weapon,
        "severity": severity_now(incident, casualties),
        "casualties": [
            {
                "outcome": outcome.value,
                "status": status.value,
                "low": estimate.low,
                "high": estimate.high,
            }
            for (outcome, status), estimate in casualties.items()
            if outcome in OUTCOMES
        ],
        "scope": scope_part(scope_of(incident, as_published=True)),
    }
    if powers.may_verify:
        body["state"] = incident.state
        body["unable_because"] = incident.unable_because
    if powers.may_attribute:
        body["by_whom"] = by_whom_part(incident)
    order = moment_of_day(local_day(incident.begins_at, agreement.time_zone))
    return PublicDocument(PublishedKind.INCIDENT, body, order, agreement.code)


def by_whom_part(incident: Incident) -> dict[str, Any]:
    """How it stands by whom, without who answered so, why, or on whose word."""
    found = attribution_of(incident, as_published=True)
    parties = parties_of(found)
    return {
        "state": found.state.value,
        "is_disputed": found.is_disputed,
        "parties": [
            {
                "party": named(parties[each.party]),
                "state": each.state.value,
                "is_disputed": each.is_disputed,
            }
            for each in found.parties
        ],
    }


def scope_part(scopes: Iterable[ProvisionScope]) -> list[dict[str, Any]]:
    """For each provision the result that says most, without whom it was tested for."""
    part = []
    for provision, found in groupby(scopes, key=lambda each: each.provision):
        result = strongest([each.result for each in found])
        part.append(
            {
                "provision": {"id": str(provision.public_id), "number": provision.number},
                "outcome": result.outcome.value,
                "reasons": [reason.value for reason in result.reasons],
            }
        )
    return part
