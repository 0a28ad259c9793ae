"""Duty points as pages tell of them: in the agreement's order of parties, those open now first."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.codes.calls import Weekday
from ceasefire.common.names import name_in
from ceasefire.incidents.duty_hours import is_open
from ceasefire.incidents.models import DutyPoint
from ceasefire.places.models import Area
from ceasefire.templatetags.record import language_name

# Around words whose direction is their own, where there is no markup.
APART, TOGETHER = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class ShownPoint:
    """A duty point, and whether somebody answers there now."""

    point: DutyPoint
    is_open: bool

    @property
    def where(self) -> str:
        return name_in(self.point.area.names) if self.point.area else _("every area")

    @property
    def hours(self) -> str:
        """Its days and hours, by the clock of the agreement."""
        opens, closes = self.point.opens, self.point.closes
        if opens is None or closes is None:
            return _listed([self._days, _("all day")])
        told = [formats.time_format(each, "H:i") for each in (opens, closes)]
        return _listed([self._days, "\N{EN DASH}".join(told)])

    @property
    def languages(self) -> str:
        return _listed([language_name(code) for code in self.point.languages])

    @property
    def told(self) -> str:
        """The whole of it in a line, for a choice."""
        now = _("open now") if self.is_open else _("closed now")
        parts = (
            name_in(self.point.party.names), self.where, self.point.reached_by, now, self.hours,
            self.languages,
        )  # fmt: skip
        return " · ".join(f"{APART}{part}{TOGETHER}" for part in parts)

    @property
    def _days(self) -> str:
        if len(self.point.days) == len(Weekday):
            return _("every day")
        return _listed([str(Weekday(each).label) for each in self.point.days])

    def reaches(self, area: Area | None) -> bool:
        """Whether it is called for an area, or for one that the area is a part of."""
        if area is None or self.point.area_id is None:
            return True
        whole: Area | None = area
        while whole and whole.pk != self.point.area_id:
            whole = whole.parent
        return whole is not None


def points_of(
    user: User | AnonymousUser, agreement: Agreement, moment: datetime
) -> list[ShownPoint]:
    """The duty points of an agreement at which somebody can be called, in its order of parties."""
    points = DutyPoint.objects.visible_to(user).current().filter(agreement=agreement)
    taking_part = agreement.participations.values_list("party", flat=True)
    order = {party: place for place, party in reversed(list(enumerate(taking_part)))}
    in_order = sorted(
        points.select_related("party", "area"),
        key=lambda each: (order.get(each.party_id, len(order)), each.pk),
    )
    return [ShownPoint(each, is_open(each, moment, agreement.time_zone)) for each in in_order]


def _listed(parts: list[str]) -> str:
    return pgettext("between names", ", ").join(parts)
