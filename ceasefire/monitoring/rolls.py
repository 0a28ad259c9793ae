"""What a series' bulletins speak of, looked up once instead of for every line of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from ceasefire.monitoring.models import BulletinSeries
from ceasefire.parties.models import Party
from ceasefire.places.models import Area


@dataclass(frozen=True)
class Roll:
    """A series with the parties and areas of the record, by code; its sides in their order."""

    series: BulletinSeries
    sides: tuple[str, ...]
    parties: Mapping[str, Party]
    areas: Mapping[str, Area]


def roll_of(code: str) -> Roll:
    """The roll of the series with this code. Raises BulletinSeries.DoesNotExist."""
    series = BulletinSeries.objects.select_related("agreement", "issuer").get(code=code)
    sides = series.sides.values_list("party__code", flat=True)
    areas = Area.objects.defer("outline")
    return Roll(
        series=series,
        sides=tuple(sides),
        parties={party.code: party for party in Party.objects.all()},
        areas={area.code: area for area in areas},
    )
