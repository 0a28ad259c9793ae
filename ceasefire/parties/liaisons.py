"""Who speaks for which party: a liaison's rights come from these rows, never from the role alone."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceasefire.accounts import services as accounts
from ceasefire.accounts.models import User
from ceasefire.codes.roles import SPEAKING, Role
from ceasefire.common.errors import DomainError
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record
from ceasefire.parties.models import Liaison, Party


class AlreadyALiaisonError(DomainError):
    code = "already_a_liaison"


class LiaisonEndedError(DomainError):
    code = "liaison_ended"


class NotALiaisonError(DomainError):
    code = "not_a_liaison"


@transaction.atomic
def name_liaison(*, person: User, party_id: UUID, by: User) -> Liaison:
    """Let a person speak for the party with this public id.

    Raises NotALiaisonError for another role, AlreadyALiaisonError, and
    Party.DoesNotExist.
    """
    party = Party.objects.get(public_id=party_id)
    person = User.objects.get_queryset().select_for_update().get(pk=person.pk)
    if person.role not in SPEAKING:
        raise NotALiaisonError(_("Only liaisons and guarantors speak for a party."))
    if Liaison.objects.of(person).filter(party=party).exists():
        raise AlreadyALiaisonError(_("This person speaks for that party already."))
    liaison = Liaison.objects.create(user=person, party=party, since=timezone.now())
    record(EntryKind.LIAISON_NAMED, subject=person, by=by, party=str(party.public_id))
    return liaison


@transaction.atomic
def end_liaison(*, liaison: Liaison, by: User) -> Liaison:
    """End a person's task as the liaison of a party. Raises LiaisonEndedError."""
    current = Liaison.objects.current().select_for_update(of=("self",))
    open_task = current.filter(pk=liaison.pk).select_related("party", "user").first()
    if open_task is None:
        raise LiaisonEndedError(_("This task has ended already."))
    open_task.until = timezone.now()
    open_task.save(update_fields=["until"])
    party = str(open_task.party.public_id)
    record(EntryKind.LIAISON_ENDED, subject=open_task.user, by=by, party=party)
    return open_task


@transaction.atomic
def change_role(*, person: User, role: Role, by: User, reason: str = "") -> User:
    """Give a person another role; their tasks of speaking for a party end.

    Raises what `accounts.services.change_role` raises.
    """
    changed = accounts.change_role(person=person, role=role, by=by, reason=reason)
    for liaison in Liaison.objects.current().filter(user=changed):
        end_liaison(liaison=liaison, by=by)
    return changed
