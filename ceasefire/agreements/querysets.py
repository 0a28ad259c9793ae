from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion

if TYPE_CHECKING:
    from ceasefire.accounts.models import User
    from ceasefire.agreements.models import Agreement, Mandate


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """The questions people ask about agreements."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Agreements that stand published for `user`; a withdrawn one does not."""
        published = PublishedVersion.objects.visible_to(user).of_kind(PublishedKind.AGREEMENT)
        return self.filter(
            Exists(published.current().standing().filter(public_id=OuterRef("code")))
        )

    def in_force_at(self, moment: datetime) -> Self:
        return self.filter(
            Q(effective_to__isnull=True) | Q(effective_to__gt=moment), effective_from__lte=moment
        )


class MandateQuerySet(models.QuerySet["Mandate"]):
    """What the mechanism was allowed when."""

    def in_force_at(self, moment: datetime) -> Self:
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=moment), valid_from__lte=moment
        )
