"""The tension list: what stands open under an agreement, as facts, for who mediates or is on duty.

No forecast, no score, no ranking: sections in a fixed order, lines by area, then in the
agreement's order of participants, then by time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from ceasefire.allegations.models import Allegation, Referral
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.calls import CallAnswer, FireStopped
from ceasefire.codes.observations import Hindrance
from ceasefire.codes.verification import FindingState, RecommendationState
from ceasefire.humanitarian.models import AccessRequest
from ceasefire.incidents.models import Call, Incident
from ceasefire.monitoring.models import Coverage
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.attributed import party_order
from ceasefire.verification.models import Finding, Recommendation
from reports.dashboards.tension_lines import (
    CallLine,
    DueLine,
    RestrictionLine,
    Wanted,
    access_line,
    answer_line,
    call_line,
    end_line,
    provision_line,
    recommendation_line,
    referral_line,
    reply_line,
    restriction_line,
)

UNANSWERED = (CallAnswer.NOT_REACHED, CallAnswer.DECLINED)
Place = tuple[int, str, int, int, date, str]


@dataclass(frozen=True)
class Tension:
    """The list as it was wanted: all sides of it."""

    wanted: Wanted
    calls: list[CallLine]
    restrictions: list[RestrictionLine]
    overdue: list[DueLine]
    due: list[DueLine]

    @property
    def areas_restricted(self) -> int:
        """In how many areas somebody could not look: how often is not told of all together."""
        return len({each.area.pk for each in self.restrictions})


def tension_of(wanted: Wanted) -> Tension:
    lines = [
        *_of_the_agreement(wanted),
        *_answers(wanted),
        *(_replies(wanted) if wanted.may_open else ()),
        *_recommendations(wanted),
        *(_referrals(wanted) if wanted.may_open else ()),
        *_access(wanted),
    ]
    lines.sort(key=_order(wanted))
    return Tension(
        wanted=wanted,
        calls=_calls(wanted),
        restrictions=_restrictions(wanted),
        overdue=[each for each in lines if each.is_over],
        due=[each for each in lines if not each.is_over],
    )


def _calls(wanted: Wanted) -> list[CallLine]:
    """Those that nobody answered, or that were declined, until it is known whether fire stopped
    and for a week; and those of a week of which that is not known."""
    is_late = Q(called_at__gte=wanted.start_of(wanted.since))
    is_open, is_unanswered = Q(fire_stopped=FireStopped.UNKNOWN), Q(answer__in=UNANSWERED)
    rows = Call.objects.filter(agreement=wanted.agreement).filter(
        is_unanswered & (is_open | is_late) | is_open & is_late
    )
    rows = wanted.narrowed(rows).select_related("area").defer("area__outline")
    return [call_line(each, wanted) for each in rows.order_by("area__code", "called_at", "pk")]


def _restrictions(wanted: Wanted) -> list[RestrictionLine]:
    """By area, and to who may open them by why nobody could look, in the order of the list."""
    start, end = (
        wanted.start_of(each) for each in (wanted.counted.before().start, wanted.counted.end)
    )
    rows = Coverage.objects.filter(agreement=wanted.agreement).exclude(hindrance="")
    rows = wanted.narrowed(rows.between(start, end).filter(submitted_at__lt=end))
    rows = rows.select_related("area").defer("area__outline").order_by("begins_at", "pk")
    told: dict[tuple[str, int], list[Coverage]] = defaultdict(list)
    for row in rows:
        why = list(Hindrance).index(Hindrance(row.hindrance)) if wanted.may_open else 0
        told[row.area.code, why].append(row)
    lines = (restriction_line(told[key], wanted) for key in sorted(told))
    return [each for each in lines if each]


def _answers(wanted: Wanted) -> Iterable[DueLine]:
    """Answers to allegations that are owed, or were."""
    rows = Allegation.objects.admitted().filter(
        agreement=wanted.agreement,
        response__isnull=True,
        notification__due_at__lte=wanted.horizon,
    )
    rows = wanted.narrowed(rows).select_related("area", "notification__party")
    return [answer_line(each, wanted) for each in rows.defer("area__outline")]


def _replies(wanted: Wanted) -> Iterable[DueLine]:
    """Replies to findings that are waited for: no finding is told of before it is adopted."""
    rows = Finding.objects.filter(
        incident__in=Incident.objects.filter(agreement=wanted.agreement).giving(MandateAct.RULE),
        state=FindingState.NOTIFIED,
        replied_at__isnull=True,
        due_at__lte=wanted.horizon,
    )
    rows = wanted.narrowed(rows, "incident__area").defer("incident__area__outline")
    rows = rows.select_related("incident__area", "accused", "provision")
    return [reply_line(each, wanted) for each in rows]


def _recommendations(wanted: Wanted) -> Iterable[DueLine]:
    """What adopted findings ask for: to who may not open them, of those that are published."""
    rows = Recommendation.objects.standing().filter(
        finding__incident__agreement=wanted.agreement,
        finding__state=FindingState.ADOPTED,
        state=RecommendationState.OPEN,
        due_on__range=(wanted.today, wanted.last),
    )
    if not wanted.may_open:
        shown = PublishedVersion.objects.of_kind(PublishedKind.FINDING).current().standing()
        key = Cast(OuterRef("finding__public_id"), CharField())
        rows = rows.filter(Exists(shown.filter(public_id=key)))
    rows = wanted.narrowed(rows, "finding__incident__area").defer(
        "finding__incident__area__outline"
    )
    rows = rows.select_related("finding__incident__area", "addressed_to")
    return [recommendation_line(each, wanted) for each in rows]


def _referrals(wanted: Wanted) -> Iterable[DueLine]:
    """Cases at a level of the ladder that answers within so many days."""
    rows = Referral.objects.open().filter(
        incident__agreement=wanted.agreement, level__answers_within_days__isnull=False
    )
    rows = wanted.narrowed(rows, "incident__area").defer("incident__area__outline")
    lines = (referral_line(each, wanted) for each in rows.select_related("incident__area", "level"))
    return [each for each in lines if each.last_day <= wanted.last]


def _access(wanted: Wanted) -> Iterable[DueLine]:
    """Access that is wanted within the days, and that nobody has decided on."""
    rows = AccessRequest.objects.unanswered().filter(
        agreement=wanted.agreement, wanted_on__range=(wanted.today, wanted.last)
    )
    rows = wanted.narrowed(rows).select_related("area", "asked_of")
    return [access_line(each, wanted) for each in rows.defer("area__outline")]


def _of_the_agreement(wanted: Wanted) -> Iterable[DueLine]:
    """When the agreement ends, and what its provisions want done by a day: in every area."""
    ends_at = wanted.agreement.effective_to
    if ends_at and wanted.now < ends_at <= wanted.horizon:
        yield end_line(ends_at, wanted)
    rows = wanted.agreement.provisions.filter(due_on__range=(wanted.today, wanted.last))
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gt=wanted.now)
    yield from (provision_line(each, wanted) for each in rows.filter(in_force))


def _order(wanted: Wanted) -> Callable[[DueLine], Place]:
    """What is of every area first, of no known one last; areas by code, as everywhere."""
    places = {party: place for place, party in enumerate(party_order(wanted.agreement))}

    def place(line: DueLine) -> Place:
        area = 0 if line.is_everywhere else 1 if line.area else 2
        party = line.party.pk if line.party else 0
        return (
            area,
            line.area.code if line.area else "",
            places.get(party, len(places)),
            party,
            line.last_day,
            line.reference,
        )

    return place
