"""How it is found out whether a statement may be put to a party without harm to who told."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.documents import statement_of
from ceasefire.allegations.held import case_effects, locked_allegation
from ceasefire.allegations.models import Allegation, HarmCheck
from ceasefire.allegations.publishing import publish_allegation
from ceasefire.allegations.putting import check_can_be_put, standing_check
from ceasefire.codes.allegations import AllegationState, HarmAnswer, HarmQuestion, HarmVerdict
from ceasefire.common.errors import DomainError, OwnDraftError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


class HarmCheckStandsError(DomainError):
    code = "harm_check_stands"


class HarmCheckClosedError(DomainError):
    code = "harm_check_closed"


class NotFoundUnsafeError(DomainError):
    code = "not_found_unsafe"


@transaction.atomic
def draft_harm_check(*, allegation: Allegation, by: User) -> HarmCheck:
    """Freeze the statement as the accused would read it, and ask another officer whether it may
    be put.

    The last check is replaced where it was of another statement, or let this one be put: to ask
    again is safe. Else it stands. Raises HarmCheckStandsError, and what `check_can_be_put` does.
    """
    locked = locked_allegation(allegation)
    check_can_be_put(locked)
    statement, last = statement_of(locked), standing_check(locked)
    if last and last.statement == statement and last.verdict != HarmVerdict.MAY_BE_PUT:
        raise HarmCheckStandsError(_("This statement was given to a harm check before."))
    if last:
        last.superseded_at = timezone.now()
        last.save(update_fields=["superseded_at"])
    check = HarmCheck.objects.create(allegation=locked, statement=statement, drafted_by=by)
    record(EntryKind.ALLEGATION_HARM_CHECK_DRAFTED, subject=locked, by=by)
    return check


@transaction.atomic
def answer_harm_check(
    *, check: HarmCheck, answers: Mapping[HarmQuestion, HarmAnswer], because: str, by: User
) -> HarmCheck:
    """Answer every question of a harm check, as another officer than who drafted the statement.

    Raises OwnDraftError, HarmCheckClosedError, and ValidationError where something is not safe
    and nothing says why.
    """
    locked = _locked_check(check, HarmVerdict.OPEN)
    if by == locked.drafted_by:
        raise OwnDraftError(_("Another officer than who drafted the statement answers this."))
    locked.verdict = _verdict_of(answers.values())
    if locked.verdict != HarmVerdict.MAY_BE_PUT and not because:
        raise ValidationError({"because": _("Say what is not safe, or not sure.")})
    for question in HarmQuestion:
        setattr(locked, question.value, answers[question])
    locked.because, locked.checked_by, locked.checked_at = because, by, timezone.now()
    locked.save()
    record(
        EntryKind.ALLEGATION_HARM_CHECKED,
        subject=locked.allegation,
        by=by,
        reason=because,
        verdict=locked.verdict,
    )
    return locked


@transaction.atomic
def settle_harm_check(*, check: HarmCheck, may_be_put: bool, because: str, by: User) -> HarmCheck:
    """Decide as the source custodian what an officer was unsure of. Raises HarmCheckClosedError."""
    locked = _locked_check(check, HarmVerdict.WITH_CUSTODIAN)
    locked.verdict = HarmVerdict.MAY_BE_PUT if may_be_put else HarmVerdict.MUST_NOT
    locked.settled_by, locked.settled_at = by, timezone.now()
    locked.save(update_fields=["verdict", "settled_by", "settled_at"])
    record(
        EntryKind.ALLEGATION_HARM_SETTLED,
        subject=locked.allegation,
        by=by,
        reason=because,
        verdict=locked.verdict,
    )
    return locked


@transaction.atomic
def end_unput(*, allegation: Allegation, reason: str, by: User) -> Allegation:
    """End an allegation that must not be put to the party: recorded, not put to it for safety.

    That much is published where the mandate lets the mechanism publish. The reason stays in the
    ledger, since it may tell who told. Raises NotFoundUnsafeError unless a harm check found so,
    and what `check_can_be_put` does.
    """
    locked = locked_allegation(allegation)
    check_can_be_put(locked)
    check = standing_check(locked)
    if check is None or check.verdict != HarmVerdict.MUST_NOT:
        raise NotFoundUnsafeError(_("No harm check has found that this must not be put."))
    locked.state = AllegationState.NOT_PUT
    locked.save(update_fields=["state"])
    record(
        EntryKind.ALLEGATION_NOT_PUT,
        subject=locked,
        by=by,
        reason=reason,
        effects=case_effects(locked),
    )
    publish_allegation(allegation=locked, by=by)
    return locked


def _verdict_of(answers: Collection[HarmAnswer]) -> HarmVerdict:
    """What follows from the answers: one that is unsafe forbids, one that is unsure goes on."""
    if HarmAnswer.UNSAFE in answers:
        return HarmVerdict.MUST_NOT
    if HarmAnswer.UNSURE in answers:
        return HarmVerdict.WITH_CUSTODIAN
    return HarmVerdict.MAY_BE_PUT


def _locked_check(check: HarmCheck, verdict: HarmVerdict) -> HarmCheck:
    """The row as it stands, if it waits for what is done now; its allegation is locked with it."""
    allegation = locked_allegation(check.allegation)
    locked = standing_check(allegation)
    waits = allegation.state == AllegationState.ADMISSIBLE
    if not waits or locked is None or locked.pk != check.pk or locked.verdict != verdict:
        raise HarmCheckClosedError(_("This harm check does not wait for that any more."))
    return locked
