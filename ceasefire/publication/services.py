"""Show a record to outsiders, or take it back visibly."""

from django.db import models, transaction
from django.utils import timezone

from ceasefire.accounts.models import User
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.querysets import subject_key
from ceasefire.ledger.services import NOTHING, record
from ceasefire.publication.choices import Audience, PublishedKind
from ceasefire.publication.documents import PublicDocument
from ceasefire.publication.models import PublishedVersion


class NotPublishedError(DomainError):
    code = "not_published"


class AlreadyWithdrawnError(DomainError):
    code = "already_withdrawn"


@transaction.atomic
def publish(
    *,
    subject: models.Model,
    document: PublicDocument,
    by: User,
    reason: str = "",
    effects: Effects = NOTHING,
) -> PublishedVersion:
    """Publish `document` as the next version of `subject`; the same body changes nothing.

    `effects` are the days whose figures rest on what is published.

    The subject is locked, so that two publishers make two versions in turn,
    never two with one number.
    """
    type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    last = _current_version(document.kind, subject)
    if last and last.document == document.body and last.withdrawn_at is None:
        return last
    if last:
        last.superseded_at = timezone.now()
        last.save(update_fields=["superseded_at"])
    published = PublishedVersion.objects.create(
        kind=document.kind,
        public_id=subject_key(subject),
        version=last.version + 1 if last else 1,
        agreement=document.agreement,
        sort_at=document.sort_at,
        document=document.body,
        reason=reason,
        by=by,
    )
    record(
        EntryKind.VERSION_PUBLISHED,
        subject=subject,
        by=by,
        reason=reason,
        effects=effects,
        published_kind=document.kind,
        version=published.version,
    )
    return published


@transaction.atomic
def withdraw(
    *,
    kind: PublishedKind,
    subject: models.Model,
    by: User,
    reason: str,
    effects: Effects = NOTHING,
) -> PublishedVersion:
    """Withdraw the current version of `subject`. It stays as a tombstone with its reason.

    Raises NotPublishedError if nothing was published, AlreadyWithdrawnError if
    it was withdrawn before.
    """
    type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    version = _current_version(kind, subject)
    if version is None:
        raise NotPublishedError(f"{subject} was never published.")
    if version.withdrawn_at:
        raise AlreadyWithdrawnError(f"{subject} is already withdrawn.")
    version.withdrawn_at = timezone.now()
    version.withdrawn_because = reason
    version.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record(
        EntryKind.VERSION_WITHDRAWN,
        subject=subject,
        by=by,
        reason=reason,
        effects=effects,
        published_kind=kind,
    )
    return version


def _current_version(kind: PublishedKind, subject: models.Model) -> PublishedVersion | None:
    versions = PublishedVersion.objects.of_kind(kind).current()
    return versions.filter(public_id=subject_key(subject), audience=Audience.READERS).first()
