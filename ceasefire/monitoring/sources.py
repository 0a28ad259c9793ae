"""Who tells us, by pseudonym, and how far they can be relied on."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.codes.grades import Reliability
from ceasefire.common.errors import DomainError, SecondPersonNeededError
from ceasefire.common.references import random_reference
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.monitoring.models import Source, SourceReview


class ReviewIsOpenError(DomainError):
    code = "source_review_open"


class NoReviewError(DomainError):
    code = "no_source_review"


@transaction.atomic
def know_source(*, by: User) -> Source:
    """The source that this account is, with a new pseudonym if it has told nothing before."""
    source, _made = Source.objects.get_or_create(
        account=by, defaults={"pseudonym": f"S-{random_reference()}"}
    )
    return source


@transaction.atomic
def propose_letter(*, source: Source, letter: Reliability, reason: str, by: User) -> SourceReview:
    """Propose another letter for a source. It counts once another person has confirmed it.

    Raises ReviewIsOpenError while a proposal waits.
    """
    locked = _locked(source)
    if locked.reviews.filter(confirmed_at__isnull=True).exists():
        raise ReviewIsOpenError(_("A proposal for this source waits to be confirmed."))
    review = SourceReview.objects.create(
        source=locked, letter=letter, reason=reason, proposed_by=by
    )
    record(EntryKind.SOURCE_LETTER_PROPOSED, subject=locked, by=by, reason=reason, letter=letter)
    return review


@transaction.atomic
def confirm_letter(*, source: Source, by: User) -> Source:
    """Confirm the proposal that waits; all reports of the source inherit the letter.

    Raises NoReviewError, and SecondPersonNeededError for whoever proposed it.
    """
    locked = _locked(source)
    review = locked.reviews.filter(confirmed_at__isnull=True).first()
    if review is None:
        raise NoReviewError(_("No proposal for this source waits."))
    if review.proposed_by_id == by.pk:
        raise SecondPersonNeededError(_("One person proposes a letter, another confirms it."))
    review.confirmed_by, review.confirmed_at = by, timezone.now()
    review.save(update_fields=["confirmed_by", "confirmed_at"])
    old, locked.reliability = locked.reliability, review.letter
    locked.save(update_fields=["reliability"])
    record(EntryKind.SOURCE_GRADED, subject=locked, by=by, old=old, new=review.letter)
    return locked


def _locked(source: Source) -> Source:
    return Source.objects.select_for_update().get(pk=source.pk)
