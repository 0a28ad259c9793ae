"""What must be right about accounts before the service starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from ceasefire.codes.roles import PEOPLE


@register(Tags.security)
def check_second_factor_roles(**_: Any) -> list[CheckMessage]:
    """A misspelt role would leave its people without a second factor, and nobody would notice."""
    unknown = sorted(set(settings.SECOND_FACTOR_ROLES) - set(PEOPLE))
    if not unknown:
        return []
    words = f"SECOND_FACTOR_ROLES names what is no role of people: {', '.join(unknown)}."
    return [Error(words, hint=f"There are: {', '.join(PEOPLE)}.", id="ceasefire.E001")]
