"""Invented bulletins of DEMO-1: what the two Commands counted in the valley, as one office publishes it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from ceasefire.accounts.models import User
from ceasefire.codes.parties import PartyKind
from ceasefire.monitoring.choices import BreakdownStatement, DateBasis
from ceasefire.monitoring.models import BulletinSeries
from ceasefire.monitoring.oddities import AreaCountFacts, BulletinFacts, SideFacts, ViewFacts
from ceasefire.monitoring.services import (
    ContextFacts,
    SeriesFacts,
    record_bulletin,
    record_context,
    record_series,
)
from ceasefire.parties.models import Party
from ceasefire.places.choices import AreaLevel
from ceasefire.places.models import Area
from tests.builders.agreements import DEMO, known_agreement
from tests.builders.parties import INVENTED, make_commands, make_party
from tests.builders.places import make_area

SERIES = "DEMO-1-DAILY"
AREA_NAMES_OF = "valley bulletins"
AREAS = {"DV-1": "Upper Valley", "DV-2": "Lower Valley", "DV-3": "Weir Bridge district"}
STARTS_ON = date(2021, 3, 2)
_numbers = count(1)


def make_valley():
    """The areas that the bulletins of DEMO-1 speak of; made once."""
    for code, name in AREAS.items():
        if not Area.objects.filter(code=code).exists():
            make_area(
                code,
                names={"en": name},
                level=AreaLevel.REPORTING_AREA,
                source_names=((AREA_NAMES_OF, name),),
            )


def make_series(code=SERIES, *, agreement=DEMO, sides=("NORTH", "SOUTH"), **facts):
    """A series counted by both Commands and published by the joint office of the valley."""
    known_agreement(agreement)
    make_commands()
    make_valley()
    for party, name in (("OFFICE", "Joint Office of the valley"), ("MAYOR", "Mayor of the valley")):
        if not Party.objects.filter(code=party).exists():
            make_party(party, names={"en": name}, kind=PartyKind.MONITORING_BODY)
    chosen = {
        "names": {"en": "Daily bulletins of the valley", "ar": "نشرات الوادي اليومية"},
        "unit": {"en": "facts of opening fire"},
        "column_authors": {"confirmed_by_the_mayor": "MAYOR"},
        "starts_on": STARTS_ON,
        **facts,
    }
    return record_series(
        facts=SeriesFacts(
            code=code,
            agreement=agreement,
            issuer="OFFICE",
            sides=tuple(sides),
            area_names_of=AREA_NAMES_OF,
            citation=INVENTED,
            **chosen,
        ),
        by=User.objects.system(),
    )


def known_series(code=SERIES):
    """The series with this code as it stands; made if there is none."""
    return BulletinSeries.objects.filter(code=code).first() or make_series(code)


def side_facts(side, total, areas=None, *, view=None, author=None, views=(), **facts):
    """What a side counted: `areas` are counts by code; `view` the other side's numbers."""
    other = author or {"NORTH": "SOUTH", "SOUTH": "NORTH"}.get(side, "OFFICE")
    lines = (areas or {}).items() if isinstance(areas, dict | None) else areas
    adds_up = sum(number or 0 for _, number in lines) == total
    usual = BreakdownStatement.YES if adds_up else BreakdownStatement.NO
    return SideFacts(
        side=side,
        total=total,
        areas=tuple(AreaCountFacts(area, number) for area, number in lines),
        views=((ViewFacts(other, **view),) if view else ()) + tuple(views),
        breakdown=facts.pop(
            "breakdown", BreakdownStatement.NOT_APPLICABLE if total == 0 else usual
        ),
        **facts,
    )


def bulletin_facts(day="2021-03-05", *, north=3, south=2, series=SERIES, **facts):
    """A bulletin of `day` (ISO 8601, or None); each side a total, facts, or None for nothing."""
    period_end = date.fromisoformat(day) if day else None
    sides = [
        told
        if isinstance(told, SideFacts)
        else side_facts(code, told, {"DV-1": told} if told else {})
        for code, told in (("NORTH", north), ("SOUTH", south))
        if told is not None
    ]
    usual = DateBasis.BULLETIN if period_end else DateBasis.NONE
    return BulletinFacts(
        series=series,
        period_end=period_end,
        date_basis=facts.pop("date_basis", usual),
        source_url=facts.pop("source_url", None) or f"https://valley.invalid/{next(_numbers)}",
        source_language=facts.pop("source_language", "en"),
        sides=tuple(facts.pop("sides", sides)),
        **facts,
    )


def make_bulletin(day="2021-03-05", *, context=None, **facts):
    """A bulletin as `bulletin_facts` says it; `context` are other measures by their name."""
    wanted = bulletin_facts(day, **facts)
    known_series(wanted.series)
    figures = None if context is None else context_facts(wanted, context)
    return record_bulletin(facts=wanted, by=User.objects.system(), context=figures).bulletin


def correct_bulletin(bulletin, **facts):
    """The same source read again, with other figures."""
    day = bulletin.period_end and bulletin.period_end.isoformat()
    wanted = bulletin_facts(
        day, series=bulletin.series.code, source_url=bulletin.source_url, **facts
    )
    return record_bulletin(facts=wanted, by=User.objects.system()).bulletin


def context_facts(bulletin, measures):
    """Other measures that the source of these bulletin facts states."""
    return [
        ContextFacts(
            series=bulletin.series,
            period_end=bulletin.period_end,
            date_basis=bulletin.date_basis,
            measure=measure,
            value=Decimal(value),
            source_url=bulletin.source_url,
        )
        for measure, value in measures.items()
    ]


def make_context(day="2021-03-05", measures=None, **facts):
    """Other measures of a source without a bulletin of its own."""
    wanted = replace(bulletin_facts(day, **facts), sides=())
    known_series(wanted.series)
    figures = context_facts(wanted, measures or {"humanitarian_actions": "4"})
    return record_context(facts=figures, by=User.objects.system())
