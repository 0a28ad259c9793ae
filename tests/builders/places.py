"""An invented valley in the open sea, so that no point of it is a place: areas, settlements, zones."""

from itertools import count

from ceasefire.accounts.models import User
from ceasefire.places.choices import AreaLevel, ZoneKind
from ceasefire.places.services import (
    AreaFacts,
    PlaceFacts,
    ZoneFacts,
    record_area,
    record_place,
    record_zone,
)
from tests.builders.parties import INVENTED

_numbers = count(1)


def square(*, west=0.0, south=0.0, degrees=1.0):
    """A GeoJSON square, longitude first."""
    east, north = west + degrees, south + degrees
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def make_area(code=None, *, names=None, level=AreaLevel.GOVERNORATE, **facts):
    """An area; `parent` and `members` are codes, `source_names` (who uses it, name)."""
    code = code or f"DV{next(_numbers):02}"
    return record_area(
        facts=AreaFacts(
            code=code,
            level=level,
            names=names or {"en": f"Valley district {code}"},
            citation=INVENTED,
            is_demo=True,
            **facts,
        ),
        by=User.objects.system(),
    )


def make_place(
    gazetteer_id=None, *, names=None, area=None, latitude=0.5, longitude=0.5, spellings=()
):
    """A settlement; `area` is a code."""
    return record_place(
        facts=PlaceFacts(
            gazetteer_id=gazetteer_id or f"demo:{next(_numbers)}",
            names=names or {"en": "Weir Bridge", "ar": "جسر السد"},
            latitude=latitude,
            longitude=longitude,
            area=area,
            citation=INVENTED,
            spellings=tuple(spellings),
            is_demo=True,
        ),
        by=User.objects.system(),
    )


def make_zone(
    code=None, *, names=None, kind=ZoneKind.CEASEFIRE_AREA, extent_in_words=None, **facts
):
    """A zone; `areas` are codes. Without `outline` its extent is said in words."""
    code = code or f"DZ-{next(_numbers)}"
    return record_zone(
        facts=ZoneFacts(
            code=code,
            kind=kind,
            names=names or {"en": f"Valley zone {code}"},
            citation=INVENTED,
            extent_in_words=extent_in_words or "The valley floor between the two weirs.",
            is_demo=True,
            **facts,
        ),
        by=User.objects.system(),
    )
