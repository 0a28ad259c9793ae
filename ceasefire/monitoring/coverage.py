"""Where somebody could look, or could not: without it silence means nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import CLOCK_SKEW, EARLIEST, area_within
from ceasefire.agreements.models import Agreement
from ceasefire.codes.observations import Hindrance
from ceasefire.common.clock import days_between, local_day
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record
from ceasefire.monitoring.models import Coverage
from ceasefire.monitoring.submitting import AlreadyStoppedError, sender, sent_before

LONGEST = timedelta(days=7)  # that one sending may tell of


@dataclass(frozen=True)
class CoverageFacts:
    """A window (aware moments) in an area (by code); with a hindrance nothing could be seen."""

    agreement: str
    area: str
    begins_at: datetime
    ends_at: datetime
    hindrance: Hindrance | None = None
    place_text: str = ""
    note: str = ""


@transaction.atomic
def submit_coverage(*, facts: CoverageFacts, by: User, submission: UUID | None = None) -> Coverage:
    """Take in where somebody could look and saw nothing happen, or could not look, and why.

    The same `submission` again returns what was kept; with other words it raises
    SubmissionDiffersError. Raises ValidationError, by field, if the facts do not fit.
    """
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()
    earlier: Coverage | None = sent_before(Coverage, submission, digest, by)
    if earlier:
        return earlier
    agreement = Agreement.objects.get(code=facts.agreement)
    _check_window(facts)
    coverage = Coverage(
        agreement=agreement,
        area=area_within(agreement, facts.area),
        place_text=facts.place_text,
        begins_at=facts.begins_at,
        ends_at=facts.ends_at,
        hindrance=facts.hindrance or "",
        note=facts.note,
        **sender(submission, digest, by),
    )
    coverage.full_clean()
    coverage.save()
    record(EntryKind.COVERAGE_SUBMITTED, subject=coverage, by=by, effects=_effects(coverage))
    return coverage


@transaction.atomic
def stop_coverage(*, coverage: Coverage, by: User) -> Coverage:
    """Take back what was sent in: it is used no more. Raises AlreadyStoppedError."""
    locked = Coverage.objects.select_for_update().get(pk=coverage.pk)
    if locked.stopped_at:
        raise AlreadyStoppedError(_("This was stopped before."))
    locked.stopped_at = timezone.now()
    locked.save(update_fields=["stopped_at"])
    record(EntryKind.COVERAGE_STOPPED, subject=locked, by=by, effects=_effects(locked))
    return locked


def _check_window(facts: CoverageFacts) -> None:
    if facts.begins_at < EARLIEST:
        raise ValidationError({"begins_at": _("This is too long ago. Is the year right?")})
    if facts.ends_at <= facts.begins_at:
        raise ValidationError({"ends_at": _("This is before the beginning.")})
    if facts.ends_at > timezone.now() + CLOCK_SKEW:
        raise ValidationError({"ends_at": _("This lies in the future. Is the day right?")})
    if facts.ends_at - facts.begins_at > LONGEST:
        raise ValidationError({"ends_at": _("Send at most seven days at once.")})


def _effects(coverage: Coverage) -> Effects:
    zone = coverage.agreement.time_zone
    first, last = (local_day(each, zone) for each in (coverage.begins_at, coverage.ends_at))
    days = {*days_between(first, last), last}
    return Effects.on(coverage.agreement.code, days, [coverage.area.code])
