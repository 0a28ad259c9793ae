"""How callers narrow the lists of rounds and statements."""

from datetime import date

import django_filters as filters
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.filters import CodeFilter, PeriodFilter, SearchFilter
from ceasefire.publication.querysets import PublishedVersionQuerySet
from ceasefire.talks.choices import RoundKind, StatementKind


class RoundFilter(PeriodFilter):
    """Rounds by kind, by who was named as taking part, by days that they touch."""

    kind = filters.ChoiceFilter(field_name="document__kind", choices=RoundKind, label=_("Kind"))
    party = CodeFilter(method="with_party", kind=PublishedKind.PARTY, label=_("Delegation"))

    def with_party(
        self, versions: PublishedVersionQuerySet, field: str, code: str
    ) -> PublishedVersionQuerySet:
        """Rounds to which the party was announced, expected or came, as somebody says."""
        return versions.filter(document__delegations__contains=[{"party": {"code": code}}])

    def starting_with(
        self, versions: PublishedVersionQuerySet, field: str, day: date
    ) -> PublishedVersionQuerySet:
        """A round that began before the period and went on in it lies in it too."""
        last_days = versions.annotate(last_day=KT("document__last_day"))
        return last_days.filter(last_day__gte=day.isoformat())


class StatementFilter(PeriodFilter):
    """Statements by kind, by round, by the body that spoke, by words they contain."""

    kind = filters.ChoiceFilter(field_name="document__kind", choices=StatementKind, label=_("Kind"))
    round = CodeFilter(
        field_name="document__round__code", kind=PublishedKind.ROUND, label=_("Round")
    )
    body = CodeFilter(
        field_name="document__body__code", kind=PublishedKind.PARTY, label=_("Said by")
    )
    words = SearchFilter(method="saying", label=_("Words or speaker"))

    def saying(
        self, versions: PublishedVersionQuerySet, field: str, words: str
    ) -> PublishedVersionQuerySet:
        texts = versions.annotate(said=KT("document__words"), by_whom=KT("document__speaker"))
        return texts.filter(said__icontains=words) | texts.filter(by_whom__icontains=words)
