"""A recorded provision as the scope test needs it, at the time and place of one occurrence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ceasefire.agreements.choices import AreaRule, Term
from ceasefire.agreements.models import Participation, Provision
from ceasefire.agreements.scope import ProvisionTerms, Standing, Start, TermArea
from ceasefire.codes.agreements import ACTS_OF_KIND, ProvisionKind
from ceasefire.codes.parties import AgreementRole, ParticipationStatus
from ceasefire.common.clock import local_day
from ceasefire.places.models import Zone
from ceasefire.places.outlines import contains

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Point:
    """A place in WGS 84 degrees."""

    latitude: float
    longitude: float


def terms_of(provision: Provision, *, at: datetime, point: Point | None = None) -> ProvisionTerms:
    """What `provision` covers and whom it binds on the agreement's local day of `at`."""
    agreement = provision.agreement
    day = local_day(at, agreement.time_zone)
    return ProvisionTerms(
        reference=str(provision),
        starts=tuple(_starts(provision)),
        ends=provision.valid_to or agreement.effective_to,
        areas=tuple(_areas(provision, point)),
        standings=tuple(_standings(provision, day)),
        acts=ACTS_OF_KIND[ProvisionKind(provision.kind)],
        spares_excluded_targets=provision.spares_excluded_targets,
    )


def _starts(provision: Provision) -> Iterable[Start]:
    """The recorded start, and the moments that sources which differ state.

    An asserted term in words ("the day after signing") is shown on the agreement's
    page but moves no boundary here; one in ISO 8601 with an offset does.
    """
    agreement = provision.agreement
    recorded = provision.valid_from or agreement.effective_from
    if recorded:
        yield Start(recorded, provision.asserted_by or agreement.asserted_by)
    if provision.valid_from is None:
        for each in agreement.asserted_terms.filter(term=Term.IN_FORCE_FROM):
            if MOMENT.fullmatch(each.value):
                yield Start(datetime.fromisoformat(each.value), each.asserted_by)


def _areas(provision: Provision, point: Point | None) -> Iterable[TermArea]:
    if provision.zone:
        yield _area(provision.zone, AreaRule.COVERED, point)
    for each in provision.agreement.areas.select_related("zone"):
        if provision.zone is None or each.rule == AreaRule.NOT_COVERED:
            yield _area(each.zone, AreaRule(each.rule), point)


def _area(zone: Zone, rule: AreaRule, point: Point | None) -> TermArea:
    codes = frozenset(zone.areas.values_list("code", flat=True))
    holds = None
    if zone.outline and point:
        holds = contains(zone.outline, latitude=point.latitude, longitude=point.longitude)
    return TermArea(
        name=str(zone),
        rule=rule,
        whole=codes if zone.covers_whole_areas else frozenset(),
        touched=frozenset() if zone.covers_whole_areas else codes,
        holds=holds,
    )


def _standings(provision: Provision, day: date) -> Iterable[Standing]:
    """Every participation that somebody asserts for that day."""
    on_that_day = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    )
    rows: Iterable[Participation] = provision.agreement.participations.filter(
        on_that_day
    ).select_related("party")
    for each in rows:
        yield Standing(
            party=each.party.code,
            role=AgreementRole(each.role),
            status=ParticipationStatus(each.status),
            who=each.asserted_by or each.source_title,
        )
