"""What django-allauth tells, and where it goes: it changes these rows itself, not our services."""

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.services import record


def connect() -> None:
    post_save.connect(note_added_factor, Authenticator)
    post_delete.connect(note_removed_factor, Authenticator)
    authentication_step_completed.connect(change_session_key)


def note_added_factor(instance: Authenticator, *, created: bool, **_: Any) -> None:
    if created:
        _note(EntryKind.PERSON_FACTOR_ADDED, instance)


def note_removed_factor(instance: Authenticator, **_: Any) -> None:
    _note(EntryKind.PERSON_FACTOR_REMOVED, instance)


def change_session_key(request: HttpRequest, **told: Any) -> None:
    """Whoever proves again that it is them goes on under a new key, as after signing in."""
    if told.get("reauthenticated"):
        request.session.cycle_key()


@transaction.atomic
def _note(kind: EntryKind, factor: Authenticator) -> None:
    record(kind, subject=factor.user, by=factor.user, factor=factor.type)
