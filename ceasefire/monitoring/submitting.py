"""What every sending has: who, for which team, once."""

from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.common.errors import DomainError
from ceasefire.monitoring.sources import know_source
from ceasefire.monitoring.submitted import SubmittedRow

Sent = TypeVar("Sent", bound=SubmittedRow)


class SubmissionDiffersError(DomainError):
    code = "submission_differs"


class AlreadyStoppedError(DomainError):
    code = "already_stopped"


def sent_before(model: type[Sent], submission: UUID | None, digest: str, by: User) -> Sent | None:
    """What this person sent under this key, if they did.

    The person is locked, so of two sendings at once the second finds what the first
    kept. Raises SubmissionDiffersError if the words are others.
    """
    User.objects.get_queryset().select_for_update().get(pk=by.pk)
    sent = model._default_manager.filter(author=by)
    earlier: Sent | None = sent.filter(submission=submission).first() if submission else None
    if earlier and earlier.digest != digest:
        raise SubmissionDiffersError(_("Something else was sent under this key before."))
    return earlier


def sender(submission: UUID | None, digest: str, by: User) -> dict[str, Any]:
    """The fields that say who sent something, and as which sending."""
    membership = by.memberships.present().select_related("team").first()
    return {
        "source": know_source(by=by),
        "author": by,
        "team": membership.team if membership else None,
        "submission": submission or uuid4(),
        "digest": digest,
    }
