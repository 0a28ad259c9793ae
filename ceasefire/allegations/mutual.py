"""How allegations that meet are proposed as a mutual accusation, confirmed, and put aside.

Nothing here says who began, or changes how an allegation is counted: once, from the accuser to
the accused.
"""

from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ceasefire.accounts.models import User
from ceasefire.allegations.held import AllegationClosedError, case_effects
from ceasefire.allegations.meeting import opposed_to
from ceasefire.allegations.models import Allegation, MutualAccusation
from ceasefire.codes.allegations import AllegationState, MutualKind, MutualState
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.effects import Effects
from ceasefire.ledger.services import record


class MutualDecidedError(DomainError):
    code = "mutual_decided"


@transaction.atomic
def propose_mutual(*, allegation: Allegation, by: User) -> list[MutualAccusation]:
    """Propose each way in which an admitted allegation meets those opposed to it: two meet once.

    What nobody has decided is proposed again where the two meet otherwise by now: their
    incidents were related, merged or parted. What was decided stays.
    """
    _one_at_a_time(allegation.agreement_id)
    met = [_meet(allegation, other, kind, by) for other, kind in opposed_to(allegation)]
    return [each for each in met if each]


@transaction.atomic
def confirm_mutual(*, mutual: MutualAccusation, kind: MutualKind, by: User) -> MutualAccusation:
    """Confirm that two allegations meet, and how.

    Raises MutualDecidedError, which says who came first, and AllegationClosedError where one of
    the two was withdrawn.
    """
    locked = _undecided(mutual)
    if AllegationState.WITHDRAWN in {locked.first.state, locked.second.state}:
        raise AllegationClosedError(_("One of the two was withdrawn: put the proposal aside."))
    proposed, locked.kind = locked.kind, kind
    return _decide(locked, MutualState.CONFIRMED, by, old=proposed, new=kind)


@transaction.atomic
def put_aside_mutual(*, mutual: MutualAccusation, reason: str, by: User) -> MutualAccusation:
    """Put a proposal aside: the two do not meet. It is kept, and not proposed again.

    Raises MutualDecidedError, which says who came first.
    """
    locked = _undecided(mutual)
    locked.because = reason
    return _decide(locked, MutualState.PUT_ASIDE, by, reason=reason)


def _meet(
    allegation: Allegation, other: Allegation, kind: MutualKind, by: User
) -> MutualAccusation | None:
    """The proposal that the two meet so; None where it stands already, or was decided."""
    first, second = sorted((allegation, other), key=lambda each: each.pk)
    rows = MutualAccusation.objects.select_for_update(of=("self",))
    mutual = rows.filter(first=first, second=second).first()
    old = mutual.kind if mutual else None
    if mutual is None:
        mutual = MutualAccusation.objects.create(first=first, second=second, kind=kind)
    elif mutual.state == MutualState.PROPOSED and mutual.kind != kind:
        mutual.kind = kind
        mutual.save(update_fields=["kind"])
    else:
        return None
    record(
        EntryKind.MUTUAL_PROPOSED,
        subject=mutual,
        by=by,
        effects=_effects(mutual),
        allegations=[first.reference, second.reference],
        old=old,
        new=kind,
    )
    return mutual


def _decide(
    mutual: MutualAccusation, state: MutualState, by: User, reason: str = "", **details: str
) -> MutualAccusation:
    mutual.state, mutual.decided_by, mutual.decided_at = state, by, timezone.now()
    mutual.save(update_fields=["kind", "state", "because", "decided_by", "decided_at"])
    is_confirmed = state == MutualState.CONFIRMED
    record(
        EntryKind.MUTUAL_CONFIRMED if is_confirmed else EntryKind.MUTUAL_PUT_ASIDE,
        subject=mutual,
        by=by,
        reason=reason,
        effects=_effects(mutual),
        **details,
    )
    return mutual


def _undecided(mutual: MutualAccusation) -> MutualAccusation:
    """The row, locked, as it stands. Raises MutualDecidedError."""
    rows = MutualAccusation.objects.select_for_update(of=("self",))
    # Who decided is not joined: whoever waited for the lock would still see nobody.
    locked = rows.select_related("first__agreement", "second").get(pk=mutual.pk)
    if locked.decided_by is None or locked.decided_at is None:
        return locked
    zone = locked.first.agreement.time_zone
    when = formats.date_format(locked.decided_at.astimezone(ZoneInfo(zone)), "j F Y, H:i")
    first = _("%(who)s came first, %(when)s (%(zone)s).") % {
        "who": locked.decided_by.name,
        "when": when,
        "zone": zone,
    }
    state = _("This is decided: %(state)s.") % {"state": locked.get_state_display()}
    raise MutualDecidedError(f"{state} {first}")


def _effects(mutual: MutualAccusation) -> Effects:
    return case_effects(mutual.first).and_also(case_effects(mutual.second))


def _one_at_a_time(agreement: int) -> None:
    """Two allegations admitted at once each see the other: the second waits for the first.

    By name, since the service may not lock the row of an agreement.
    """
    with connection.cursor() as cursor:
        name = f"mutual accusations under agreement {agreement}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
