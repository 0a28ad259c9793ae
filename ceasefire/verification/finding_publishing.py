"""How a finding is shown to outsiders, replaced, and taken back."""

from ceasefire.accounts.models import User
from ceasefire.agreements.mandates import powers_at
from ceasefire.codes.verification import FindingState
from ceasefire.monitoring.touched import effects_of
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.services import publish, withdraw
from ceasefire.verification.finding_documents import finding_document, reference_of
from ceasefire.verification.models import Finding


def publish_finding(*, finding: Finding, by: User, reason: str = "") -> None:
    """Publish an adopted finding as it stands, where the mandate lets the mechanism publish.

    What readers were shown before stays readable; the next version says why it differs.
    """
    incident = finding.incident
    if powers_at(incident.agreement, incident.begins_at).may_publish:
        document, effects = finding_document(finding), effects_of([incident])
        publish(subject=finding, document=document, by=by, reason=reason, effects=effects)


def publish_superseded(*, finding: Finding, successor: Finding, by: User) -> None:
    """Tell readers that another finding has taken the place of this one, whose words stay.

    They are taken from what readers were shown: a correction that nobody adopted is not told.
    """
    version = _shown(finding)
    if version is None:
        return
    ended = {"state": FindingState.SUPERSEDED.value, "superseded_by": reference_of(successor)}
    body = {**version.document, **ended}
    document = PublicDocument(PublishedKind.FINDING, body, version.sort_at, version.agreement)
    publish(subject=finding, document=document, by=by, effects=effects_of([finding.incident]))


def withdraw_published(*, finding: Finding, reason: str, by: User) -> None:
    """Withdraw what readers were shown, if they were: the reason stands where it stood."""
    if _shown(finding):
        effects = effects_of([finding.incident])
        kind = PublishedKind.FINDING
        withdraw(kind=kind, subject=finding, by=by, reason=reason, effects=effects)


def _shown(finding: Finding) -> PublishedVersion | None:
    versions = PublishedVersion.objects.of_kind(PublishedKind.FINDING).current().standing()
    return versions.filter(public_id=str(finding.public_id)).first()
