"""An agreement in documents, and its days counted from the first."""

from datetime import date
from typing import Any

from ceasefire.agreements.models import Agreement
from ceasefire.common.clock import local_day


def agreement_part(agreement: Agreement) -> dict[str, Any]:
    return {
        "code": agreement.code,
        "names": agreement.names,
        "time_zone": agreement.time_zone,
    }


def day_of_agreement(agreement: Agreement, day: date) -> int | None:
    """The number of a local day, the day the agreement took effect being 1. None before that."""
    if agreement.effective_from is None:
        return None
    number = (day - local_day(agreement.effective_from, agreement.time_zone)).days + 1
    return number if number > 0 else None
