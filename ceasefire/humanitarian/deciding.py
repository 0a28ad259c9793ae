"""What was decided on a request for access, as it is recorded. A later word stands beside it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.agreements.taking_part import participant
from ceasefire.codes.humanitarian import AccessDecisionKind
from ceasefire.common.citations import Citation
from ceasefire.humanitarian.held import (
    AccessStruckError,
    access_effects,
    check_day,
    check_reason,
    check_source,
    locked_request,
)
from ceasefire.humanitarian.models import AccessDecision, AccessRequest
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


@dataclass(frozen=True)
class AccessDecisionFacts:
    """What was decided, on which day; by whom (a party's code), and up to which day, if anybody
    says so."""

    kind: AccessDecisionKind
    decided_on: date
    citation: Citation
    decided_by: str | None = None
    until: date | None = None
    words: str = ""


@transaction.atomic
def record_access_decision(
    *, request: AccessRequest, facts: AccessDecisionFacts, by: User
) -> AccessDecision:
    """Record what was decided on a request; earlier decisions stay beside it.

    The same facts twice change nothing. Raises AccessStruckError, and ValidationError, by
    field, if the facts do not fit.
    """
    locked = locked_request(request)
    _check_days(locked, facts)
    check_source(facts.citation)
    told = {
        "kind": facts.kind,
        "decided_by": participant(locked.agreement, facts.decided_by, "decided_by")
        if facts.decided_by
        else None,
        "decided_on": facts.decided_on,
        "until": facts.until,
        "words": facts.words,
        **facts.citation.as_fields(),
    }
    earlier = locked.decisions.filter(struck_at=None, **told).first()
    if earlier:
        return earlier
    decision = AccessDecision(request=locked, recorded_by=by, **told)
    decision.full_clean()
    decision.save()
    record(
        EntryKind.ACCESS_DECIDED,
        subject=locked,
        by=by,
        effects=access_effects(locked),
        decision=str(decision.public_id),
        decided=facts.kind,
    )
    return decision


@transaction.atomic
def strike_access_decision(*, decision: AccessDecision, reason: str, by: User) -> AccessDecision:
    """Say that a decision was recorded by mistake: it stays readable, and the one before stands.

    Raises AccessStruckError if it was said before, of it or of its request, and
    ValidationError without a reason.
    """
    check_reason(reason)
    request = locked_request(decision.request)
    locked = request.decisions.get(pk=decision.pk)
    if locked.struck_at:
        raise AccessStruckError(_("This decision was struck before: it was recorded by mistake."))
    locked.struck_at, locked.struck_because = timezone.now(), reason
    locked.save(update_fields=["struck_at", "struck_because"])
    record(
        EntryKind.ACCESS_STRUCK,
        subject=request,
        by=by,
        reason=reason,
        effects=access_effects(request),
        decision=str(locked.public_id),
    )
    return locked


def _check_days(request: AccessRequest, facts: AccessDecisionFacts) -> None:
    if facts.decided_on < request.asked_on:
        raise ValidationError({"decided_on": _("This is before it was asked for.")})
    check_day(request.agreement, facts.decided_on, "decided_on")
    if facts.until and facts.until < facts.decided_on:
        raise ValidationError({"until": _("This is before it was decided.")})
