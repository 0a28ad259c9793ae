"""How callers narrow a list of published records; shared by API and pages."""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceasefire.accounts.models import User
from ceasefire.common.boxes import DayBox
from ceasefire.common.documents import moment_of_day
from ceasefire.common.names import name_in
from ceasefire.common.text import normalise
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.publication.querysets import PublishedVersionQuerySet

ALL = _("all")


class SearchFilter(filters.CharFilter):
    """Words to look for; on pages a search box."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, widget=forms.TextInput(attrs={"type": "search"}), **options)


class DayFilter(filters.DateFilter):
    """A day, written 2017-02-10; on pages a date box."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, widget=DayBox(), input_formats=["%Y-%m-%d"], **options)


class CodeFilter(filters.CharFilter):
    """The code of a published record of `kind`; on pages a list of those the reader may see."""

    def __init__(self, *arguments: Any, kind: PublishedKind, **options: Any) -> None:
        self.kind = kind
        super().__init__(*arguments, **options)

    def offer(self, user: User | AnonymousUser) -> None:
        """Let the field be a list to choose from."""
        versions = PublishedVersion.objects.visible_to(user).of_kind(self.kind)
        documents = versions.current().standing().order_by("pk").values_list("document", flat=True)
        self.extra["widget"] = forms.Select(choices=[("", ALL), *map(self._choice, documents)])

    def _choice(self, document: dict[str, Any]) -> tuple[str, str]:
        words = self.wording(document)
        is_marked = not document["is_demo"] or "DEMO" in words
        return document["code"], words if is_marked else f"{words} (DEMO)"

    def wording(self, document: dict[str, Any]) -> str:
        return name_in(document["names"])


class AgreementCodeFilter(CodeFilter):
    """The code of an agreement, shown before its name as people in the field say it."""

    def wording(self, document: dict[str, Any]) -> str:
        return f"{document['code']} · {name_in(document['names'])}"


class PublishedFilter(filters.FilterSet):
    """Filters that every published kind with an agreement has."""

    agreement: ClassVar[AgreementCodeFilter | None] = AgreementCodeFilter(
        field_name="agreement", kind=PublishedKind.AGREEMENT, label=_("Agreement")
    )

    class Meta:
        model = PublishedVersion
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.request is not None:
            for each in self.filters.values():
                if isinstance(each, CodeFilter):
                    each.offer(self.request.user)

    @property
    def is_narrowed(self) -> bool:
        """Whether the caller asked for less than everything."""
        return any(self.data.get(name) for name in self.filters)


class PeriodFilter(PublishedFilter):
    """Records by their day, from a first day up to, but not including, another.

    An undated record lies in no period.
    """

    from_label: ClassVar[str | Promise] = _("From (included)")
    to_label: ClassVar[str | Promise] = _("To (not included)")

    @classmethod
    def get_filters(cls) -> dict[str, filters.Filter]:
        found: dict[str, filters.Filter] = super().get_filters()
        # Filters by method, named here because `from` cannot be an attribute's name.
        first = DayFilter(method="starting_with", label=cls.from_label)
        end = DayFilter(method="ending_before", label=cls.to_label)
        return {**found, "from": first, "to": end}

    def starting_with(
        self, versions: PublishedVersionQuerySet, field: str, day: Any
    ) -> PublishedVersionQuerySet:
        return _dated(versions).filter(sort_at__gte=moment_of_day(day))

    def ending_before(
        self, versions: PublishedVersionQuerySet, field: str, day: Any
    ) -> PublishedVersionQuerySet:
        return _dated(versions).filter(sort_at__lt=moment_of_day(day))


def called(versions: PublishedVersionQuerySet, words: str) -> PublishedVersionQuerySet:
    """Those whose code, or whose name in any language, contains `words`, however spelt.

    Names are compared one by one: for kinds of which there are a few hundred.
    """
    wanted = normalise(words)
    found = [
        key
        for key, code, names in versions.values_list("pk", "document__code", "document__names")
        if any(wanted in normalise(text) for text in _texts(code, names))
    ]
    return versions.filter(pk__in=found)


def _texts(code: str | None, names: dict[str, str] | None) -> Iterable[str]:
    return filter(None, (code, *(names or {}).values()))


def _dated(versions: PublishedVersionQuerySet) -> PublishedVersionQuerySet:
    return versions.exclude(sort_at=moment_of_day(None))
