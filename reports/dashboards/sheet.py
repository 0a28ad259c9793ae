"""The accepted-and-disputed sheet: what was put to both sides in a period, as each tells it.

It is made of what was put to the accused, redacted as it was put, and of the answers in full. No
word of whoever lodged a claim is in it: such words may show who told.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.querysets import AllegationQuerySet
from ceasefire.codes.allegations import AllegationState, AnswerStanding, LodgedAs
from ceasefire.common.clock import start_of_day
from ceasefire.parties.models import Party
from reports.dashboards.sheet_lines import Line, line_of
from reports.figures.references import party_reference
from reports.statistics.few import few
from reports.statistics.periods import Period

Part = dict[str, Any]
Pair = tuple[Party | None, Party | None]
OPEN_ENDED = (AnswerStanding.NO_RESPONSE, AnswerStanding.AWAITED, AnswerStanding.ANSWERED)


@dataclass(frozen=True)
class Sheet:
    """One agreement, one period, perhaps one area: by direction what is accepted and disputed.

    `not_asked` is told only of the whole area: of a small one it could tell where somebody told.
    """

    agreement: Agreement
    period: Period
    accepted: list[Part]
    disputed: list[Part]
    open_ended: dict[str, int]
    withdrawn: int
    not_asked: Part | None


def sheet_of(agreement: Agreement, period: Period, within: frozenset[int] | None = None) -> Sheet:
    """The sheet, its lines narrowed to areas with these keys; every direction keeps its heading."""
    order = list(agreement.participations.values_list("party", flat=True))
    begun, now = _begun_in(agreement, period), timezone.now()
    lines = [line_of(each, order, now) for each in _put(begun)]
    pairs = _pairs(lines, order)
    narrowed = [each for each in lines if within is None or each.area in within]
    shown = [each for each in narrowed if not each.is_withdrawn]
    columns = {each: [line for line in shown if line.column == each] for each in AnswerStanding}
    return Sheet(
        agreement=agreement,
        period=period,
        accepted=_by_direction(pairs, columns[AnswerStanding.ACCEPTED]),
        disputed=_by_direction(pairs, columns[AnswerStanding.DISPUTED]),
        open_ended={each.value: len(columns[each]) for each in OPEN_ENDED},
        withdrawn=len(narrowed) - len(shown),
        not_asked=few(_not_asked(begun).count()) if within is None else None,
    )


def _begun_in(agreement: Agreement, period: Period) -> AllegationQuerySet:
    start, end = (start_of_day(each, agreement.time_zone) for each in (period.start, period.end))
    return Allegation.objects.filter(agreement=agreement, begins_at__gte=start, begins_at__lt=end)


def _put(begun: AllegationQuerySet) -> AllegationQuerySet:
    """What was put to the accused, and what a party's liaison ticked as its own deed."""
    own = Q(admits=True, state=AllegationState.ADMISSIBLE)
    rows = begun.filter(Q(notification__isnull=False) | own).select_related(
        "agreement", "complainant", "accused", "incident", "notification", "response"
    )
    return rows.prefetch_related("provisions", "response__translations", "place", "area")


def _not_asked(begun: AllegationQuerySet) -> AllegationQuerySet:
    """What is admitted and was put to nobody, be it for safety."""
    unput = (AllegationState.ADMISSIBLE, AllegationState.NOT_PUT)
    rows = begun.filter(notification__isnull=True, state__in=unput)
    return rows.exclude(lodged_as=LodgedAs.SELF_REPORT)


def _pairs(lines: list[Line], order: list[int]) -> list[Pair]:
    """Who accuses whom, each with its reverse, in the agreement's order of participants."""
    pairs = {(line.accuser, line.accused) for line in lines}
    pairs |= {(accused, accuser) for accuser, accused in pairs if accuser}
    places = {party: place for place, party in reversed([*enumerate(order)])}

    def place(party: Party | None) -> tuple[int, int]:
        return (places.get(party.pk, len(order)), party.pk) if party else (len(order) + 1, 0)

    return sorted(pairs, key=lambda pair: (place(pair[0]), place(pair[1])))


def _by_direction(pairs: list[Pair], lines: list[Line]) -> list[Part]:
    return [
        {
            "accuser": party_reference(accuser) if accuser else None,
            "accused": party_reference(accused) if accused else None,
            "lines": [
                each.part
                for each in sorted(lines, key=lambda line: line.told_at)
                if (each.accuser, each.accused) == (accuser, accused)
            ],
        }
        for accuser, accused in pairs
    ]
