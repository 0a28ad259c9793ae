"""The invented record that `bench/summaries.py` measures, made in SQL."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from bench.measuring import say
from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement
from ceasefire.agreements.services import AgreementFacts, record_agreement
from ceasefire.codes.agreements import AgreementClass, AgreementForm, TextStatus
from ceasefire.codes.parties import PartyKind
from ceasefire.common.citations import Citation
from ceasefire.monitoring.models import AreaCount, BulletinSeries
from ceasefire.monitoring.services import SeriesFacts, record_series
from ceasefire.parties.services import PartyFacts, record_party
from ceasefire.places.choices import AreaLevel
from ceasefire.places.services import AreaFacts, record_area
from reports.rollups.models import DailyMarginal
from reports.rollups.services import recount_day

FIRST_DAY = date(2019, 1, 1)
INVENTED = Citation(source_title="Invented for a benchmark")

# Every tenth day has no bulletin; of areas the first are named most.
BULLETINS = """
INSERT INTO ceasefire_bulletin (public_id, series_id, period_end, date_basis, inferred_date,
    source_url, source_language, flags, imported_at)
SELECT gen_random_uuid(), series.id, %(first)s::date + n, 'bulletin', '',
    'https://bench.invalid/' || n, 'en', '{}', now()
FROM ceasefire_bulletinseries AS series, generate_series(0, %(days)s - 1) AS n
WHERE n %% 10 <> 9;
INSERT INTO ceasefire_sidecount (bulletin_id, side_id, total, breakdown, flags, notes)
SELECT bulletin.id, side.party_id, 0, 'yes', '{}', '{}'
FROM ceasefire_bulletin AS bulletin, ceasefire_seriesside AS side;
INSERT INTO ceasefire_areacount (side_count_id, area_id, line, count, not_confirmed)
SELECT side_count.id, area.id, line, 1 + (random() * 3)::int, (random() * 1)::int
FROM ceasefire_sidecount AS side_count, generate_series(1, %(lines)s) AS line
CROSS JOIN LATERAL (SELECT (%(areas)s * power(random(), 2))::int AS picked, line AS l) AS pick
JOIN LATERAL (
    SELECT id FROM ceasefire_area ORDER BY code OFFSET LEAST(pick.picked, %(areas)s - 1) LIMIT 1
) AS area ON true;
UPDATE ceasefire_sidecount AS side_count SET total = summed.total
FROM (SELECT side_count_id, sum(count) AS total FROM ceasefire_areacount GROUP BY 1) AS summed
WHERE summed.side_count_id = side_count.id;
INSERT INTO ceasefire_sideview (side_count_id, author_id, confirmed, not_confirmed, excluded_target)
SELECT side_count.id, other.party_id, side_count.total / 10, side_count.total / 2, NULL
FROM ceasefire_sidecount AS side_count
JOIN ceasefire_seriesside AS other ON other.party_id <> side_count.side_id;
"""


@dataclass(frozen=True)
class BenchRecord:
    """What was made: the series, its days, and how much of everything there is."""

    agreement: Agreement
    series: BulletinSeries
    days: list[date]
    area_counts: int
    marginals: int


def make_record(*, days: int, areas: int, lines: int) -> BenchRecord:
    """Two sides' daily bulletins for so many days, and the marginals of every day."""
    started = time.perf_counter()
    series = _make_series(areas)
    sizes = {"days": days, "areas": areas, "lines": lines, "first": FIRST_DAY}
    with connection.cursor() as cursor:
        cursor.execute(BULLETINS, sizes)
        cursor.execute("ANALYZE")
    say(f"The record is made ({time.perf_counter() - started:.0f} s).")
    every_day = [FIRST_DAY + timedelta(days=number) for number in range(days)]
    started = time.perf_counter()
    for day in every_day:
        recount_day(agreement_id=series.agreement_id, day=day)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say(f"Every day is counted ({time.perf_counter() - started:.0f} s).")
    counts = AreaCount.objects.count(), DailyMarginal.objects.count()
    return BenchRecord(series.agreement, series, every_day, *counts)


def _make_series(areas: int) -> BulletinSeries:
    by = User.objects.system()
    for code in ("NORTH", "SOUTH", "OFFICE"):
        party = PartyFacts(code, PartyKind.STATE_FORCES, {"en": code}, INVENTED, is_demo=True)
        record_party(facts=party, by=by)
    for number in range(areas):
        names = {"en": f"Valley district {number}"}
        area = AreaFacts(f"BV{number:02}", AreaLevel.GOVERNORATE, names, INVENTED, is_demo=True)
        record_area(facts=area, by=by)
    agreement = AgreementFacts(
        code="BENCH-1",
        names={"en": "Invented for a benchmark"},
        agreement_class=AgreementClass.PRELIMINARY,
        form=AgreementForm.BILATERAL,
        text_status=TextStatus.FINAL,
        time_zone="UTC",
        effective_from=datetime.combine(FIRST_DAY, datetime.min.time(), UTC),
        is_demo=True,
        citation=INVENTED,
    )
    record_agreement(facts=agreement, by=by)
    series = SeriesFacts(
        code="BENCH-1-DAILY",
        agreement="BENCH-1",
        issuer="OFFICE",
        names={"en": "Daily bulletins"},
        unit={"en": "facts of opening fire"},
        sides=("NORTH", "SOUTH"),
        area_names_of="bench",
        starts_on=FIRST_DAY,
        citation=INVENTED,
    )
    return record_series(facts=series, by=by)
