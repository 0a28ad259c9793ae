from typing import TYPE_CHECKING, Self

from django.db import models

from ceasefire.common.text import normalise

if TYPE_CHECKING:
    from ceasefire.places.models import Area, Place


class AreaQuerySet(models.QuerySet["Area"]):
    """The questions people ask about areas."""

    def called(self, name: str, *, by: str) -> Self:
        """The area that the source `by` means with `name`."""
        return self.filter(
            source_names__used_by=by, source_names__normalised=normalise(name)
        ).distinct()


class PlaceQuerySet(models.QuerySet["Place"]):
    """The questions people ask about places."""

    def matching(self, words: str) -> Self:
        """Places one of whose names, in any script, contains `words`."""
        return self.filter(search_names__contains=normalise(words))
