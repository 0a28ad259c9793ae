"""Load a set of reference records: all of it, or nothing."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.ledger.models import LedgerEntry
from ceasefire.ledger.transactions import current_transaction
from ceasefire.reference.faults import Fault, FaultyFilesError
from ceasefire.reference.files import SETS, read_steps
from ceasefire.reference.steps import Step


@transaction.atomic
def load_reference(
    *,
    name: str,
    by: User,
    sets: Path = SETS,
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Load the set `name` of the folder `sets`; return how many ledger entries that took.

    A second run takes none. Raises FaultyFilesError, with one fault per error,
    if a file is wrong; then nothing of the set is kept.
    """
    steps = read_steps(sets / name)
    last = LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for kind, found in groupby(steps, lambda step: step.spot.record.split(" ")[0]):
        together = list(found)
        for step in together:
            _write(step, by)
        progress(f"{name}: {kind}: {sum(max(1, len(step.codes)) for step in together)}")
    # others may be writing too: ours are those of this transaction
    return LedgerEntry.objects.filter(pk__gt=last, xact=current_transaction()).count()


def _write(step: Step, by: User) -> None:
    try:
        step.write(by=by)
    except ValidationError as error:
        raise FaultyFilesError(_refusals(step, error)) from error
    except (ObjectDoesNotExist, KeyError) as error:
        # every code is given somewhere in the set, so it stands too far down
        says = f"names a record that is written after it: {error}"
        raise FaultyFilesError([Fault(step.spot, says)]) from error


def _refusals(step: Step, error: ValidationError) -> list[Fault]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        Fault(step.spot.at(name) if name else step.spot, message)
        for name, messages in by_field.items()
        for message in messages
    ]
