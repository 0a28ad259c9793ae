"""The delivered sets, loaded once for all the tests of a module: they take seconds to load."""

from contextlib import contextmanager

from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.reference.services import load_reference


@contextmanager
def loaded(*names):
    """The sets are in the record until the end, then all is taken back.

    For a fixture of a module's scope: what the tests themselves write is taken back
    after each. Yields how many ledger entries each set took.
    """
    with transaction.atomic():
        yield {name: load_reference(name=name, by=User.objects.system()) for name in names}
        transaction.set_rollback(True)
