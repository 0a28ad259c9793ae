"""What the accused, and outsiders, are told of a finding. Neither is told who wrote or decided."""

from typing import Any

from ceasefire.allegations.deadlines import last_day
from ceasefire.common.clock import local_day
from ceasefire.common.documents import moment_of_day, named
from ceasefire.places.redacted import redacted
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.verification.models import Finding, Recommendation

Part = dict[str, Any]


def statement_of(finding: Finding) -> Part:
    """What is proposed, on which provision, and why: as it is put to the accused."""
    return {
        **_subject(finding),
        "outcome": finding.outcome,
        "ground": finding.ground,
        "standard_of_proof": finding.standard_of_proof,
        "reasoning": finding.reasoning,
        "recommendations": _recommendations(finding),
    }


def finding_document(finding: Finding) -> PublicDocument:
    """An adopted finding, with the reply of the accused in full, and what came of it."""
    agreement, incident = finding.agreement, finding.incident
    zone = agreement.time_zone
    adopted_on = finding.adopted_at and local_day(finding.adopted_at, zone)
    body = {
        "agreement": {"code": agreement.code, "names": agreement.names},
        "is_demo": agreement.is_demo,
        "incident": {"id": str(incident.public_id), "reference": incident.reference},
        "state": finding.state,
        **statement_of(finding),
        "dissent": finding.dissent,
        "put_on": _day(finding.notified_at, zone),
        "due_on": finding.due_at and last_day(finding.due_at, zone).isoformat(),
        "not_awaited_because": finding.not_awaited_because,
        "reply": reply_part(finding),
        "adopted_on": adopted_on and adopted_on.isoformat(),
        "supersedes": reference_of(finding.supersedes),
        "superseded_by": None,
    }
    return PublicDocument(PublishedKind.FINDING, body, moment_of_day(adopted_on), agreement.code)


def reply_part(finding: Finding) -> Part | None:
    """The reply in full, as it was given; None where there is none, which is no admission."""
    if finding.replied_at is None:
        return None
    return {
        "words": finding.reply,
        "language": finding.reply_language,
        "given_on": _day(finding.replied_at, finding.agreement.time_zone),
    }


def reference_of(finding: Finding | None) -> Part | None:
    """Another finding, by the id that readers know it by."""
    if finding is None:
        return None
    return {"id": str(finding.public_id), "reference": finding.reference}


def _subject(finding: Finding) -> Part:
    """What it is about: when and where no closer than outsiders are told it."""
    incident, provision = finding.incident, finding.provision
    return {
        "reference": finding.reference,
        "provision": {"id": str(provision.public_id), "number": provision.number},
        "accused": named(finding.accused),
        "act": incident.act,
        **redacted(incident, finding.agreement.time_zone),
    }


def _recommendations(finding: Finding) -> list[Part]:
    rows = finding.recommendations.standing().select_related("addressed_to")
    return [_recommendation(each, finding.agreement.time_zone) for each in rows]


def _recommendation(recommendation: Recommendation, zone: str) -> Part:
    due_on = recommendation.due_on
    return {
        "id": str(recommendation.public_id),
        "addressed_to": named(recommendation.addressed_to),
        "text": recommendation.text,
        "due_on": due_on and due_on.isoformat(),
        "state": recommendation.state,
        "followed_up": recommendation.followed_up,
        "followed_up_on": _day(recommendation.followed_up_at, zone),
    }


def _day(moment: Any, zone: str) -> str | None:
    return local_day(moment, zone).isoformat() if moment else None
