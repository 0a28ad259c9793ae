"""How an officer puts a control claim on record: one that somebody makes now, shown at once."""

import hashlib
from dataclasses import replace
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.locating import area_within
from ceasefire.agreements.models import Agreement
from ceasefire.common.clock import local_day
from ceasefire.incidents.models import ControlClaim
from ceasefire.incidents.services import ControlClaimFacts, record_control_claim
from ceasefire.monitoring.submitting import SubmissionDiffersError


@transaction.atomic
def submit_control_claim(
    *, facts: ControlClaimFacts, by: User, submission: UUID | None = None
) -> ControlClaim:
    """Record and publish a control claim under a key of its own; that of `facts` is not used.

    The same `submission` is kept once. Raises SubmissionDiffersError for other words under it,
    and ValidationError, by field, where the claim does not fit the agreement: its parties take
    part in it, its area lies in it, its day has come.
    """
    User.objects.get_queryset().select_for_update().get(pk=by.pk)  # a form sent twice at once
    agreement = Agreement.objects.get(code=facts.agreement)
    _check_parties(facts, agreement)
    _check_day(facts, agreement)
    if facts.area:
        area_within(agreement, facts.area)
    return record_control_claim(facts=replace(facts, key=_key(facts, submission)), by=by)


def _check_parties(facts: ControlClaimFacts, agreement: Agreement) -> None:
    taking_part = set(agreement.participations.values_list("party__code", flat=True))
    if not facts.parties:
        raise ValidationError({"parties": _("Say of which party it is claimed.")})
    if not taking_part.issuperset(facts.parties):
        raise ValidationError({"parties": _("This party takes no part in the agreement.")})
    if facts.against in facts.parties:
        raise ValidationError({"against": _("A party holds no place against itself.")})


def _check_day(facts: ControlClaimFacts, agreement: Agreement) -> None:
    if facts.on_day is None and not facts.when_in_words:
        raise ValidationError({"on_day": _("Say the day, or when in words.")})
    if facts.on_day and facts.on_day > local_day(timezone.now(), agreement.time_zone):
        raise ValidationError({"on_day": _("This day has not come yet.")})


def _key(facts: ControlClaimFacts, submission: UUID | None) -> str:
    """Of the sending and of its words, so that other words never change what was shown."""
    sending = (submission or uuid4()).hex
    key = f"{sending}-{hashlib.sha256(repr(facts).encode()).hexdigest()[:24]}"
    others = ControlClaim.objects.filter(key__startswith=sending).exclude(key=key)
    if others.exists():
        raise SubmissionDiffersError(
            _("This form was sent before, with other words: record another claim.")
        )
    return key
