"""What `bench/summaries.py` measures: the limit, the candidates, and that they agree."""

from datetime import date, timedelta

from django.db import connection

from bench.measuring import in_turn, report, say
from bench.summaries_record import BenchRecord
from reports.figures.series import read_series, series_part
from reports.rollups.models import DailyMarginal
from reports.rollups.services import recount_day
from reports.statistics.periods import Period

WEEK = 7
SINGLE_SQL = """
WITH issue AS (
    SELECT bulletin.id, bulletin.period_end >= %(middle)s AS is_now
    FROM ceasefire_bulletin AS bulletin
    WHERE bulletin.series_id = %(series)s
      AND bulletin.period_end >= %(start)s AND bulletin.period_end < %(end)s
), counted AS (
    SELECT issue.is_now, side_count.id, side_count.side_id, side_count.total
    FROM issue JOIN ceasefire_sidecount AS side_count ON side_count.bulletin_id = issue.id
)
SELECT 'issue', is_now, NULL::bigint, NULL::bigint, count(*)::numeric, NULL::numeric, NULL::numeric
FROM issue GROUP BY is_now
UNION ALL
SELECT 'side', is_now, side_id, NULL, sum(total), count(total), NULL
FROM counted GROUP BY is_now, side_id
UNION ALL
SELECT 'area', is_now, side_id, area_count.area_id, sum(area_count.count),
       sum(area_count.not_confirmed),
       sum(area_count.count) FILTER (WHERE area_count.not_confirmed IS NOT NULL)
FROM counted JOIN ceasefire_areacount AS area_count ON area_count.side_count_id = counted.id
GROUP BY is_now, side_id, area_count.area_id
UNION ALL
SELECT 'view', is_now, side_id, view.author_id, sum(view.confirmed), sum(view.not_confirmed),
       sum(counted.total)
FROM counted JOIN ceasefire_sideview AS view ON view.side_count_id = counted.id
GROUP BY is_now, side_id, view.author_id
"""
MARGINALS_SQL = """
SELECT dimension, key, state, day >= %(middle)s AS is_now, sum(count)
FROM reports_dailymarginal
WHERE agreement_id = %(agreement)s AND day >= %(start)s AND day < %(end)s
GROUP BY dimension, key, state, is_now
"""


def measure(record: BenchRecord, *, turns: int, asked: str) -> None:
    """Take turns, print what came of it."""
    _check_that_they_agree(record)
    weeks = [_week(record, turn) for turn in range(turns + 1)]
    facts = {"rows": asked, "area_counts": record.area_counts, "marginals": record.marginals}
    limit = "best single SQL over the bulletins"
    medians = in_turn(
        {
            limit: lambda turn: _rows(SINGLE_SQL, record, weeks[turn]),
            "one SQL over the marginals": lambda turn: _rows(MARGINALS_SQL, record, weeks[turn]),
            "figures of the week, as drafted": lambda turn: _figures(record, weeks[turn]),
        },
        turns=turns,
    )
    report("draft a week's figures", medians, limit, **facts)
    whole = "all side and area counts of one day, one SQL"
    medians = in_turn(
        {
            whole: lambda turn: _rows(SINGLE_SQL, record, _one_day(weeks[turn])),
            "recount of one day": lambda turn: _recount(record, weeks[turn].start),
        },
        turns=turns,
    )
    report("recount one day", medians, whole, **facts)


def _week(record: BenchRecord, turn: int) -> Period:
    """A week that no other turn asks for, well inside the record."""
    start = record.days[0] + timedelta(days=30 + turn * 11)
    return Period(start, start + timedelta(days=WEEK))


def _one_day(week: Period) -> Period:
    return Period(week.start, week.start + timedelta(days=1))


def _rows(statement: str, record: BenchRecord, period: Period) -> list[tuple[object, ...]]:
    """The week and the week before, at one go."""
    asked = {
        "agreement": record.agreement.pk,
        "series": record.series.pk,
        "start": period.before().start,
        "middle": period.start,
        "end": period.end,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())


def _figures(record: BenchRecord, week: Period) -> object:
    return series_part(read_series(record.series, week, week.before()))


def _recount(record: BenchRecord, day: date) -> None:
    """As if the day had been counted wrongly: everything of it is written again."""
    DailyMarginal.objects.filter(agreement=record.agreement, day=day).update(count=0)
    recount_day(agreement_id=record.agreement.pk, day=day)


def _check_that_they_agree(record: BenchRecord) -> None:
    """Both ways must tell the same totals, or the comparison means nothing."""
    week = _week(record, 0)
    base = [int(row[4]) for row in _rows(SINGLE_SQL, record, week) if row[0] == "side" and row[1]]  # type: ignore[call-overload]
    part = series_part(read_series(record.series, week, week.before()))
    told = [side["registered"] for side in part["sides"]]
    if sorted(base) != sorted(told):
        raise SystemExit(f"The marginals say {told}, the bulletins {base}: something is wrong.")
    say(f"Both ways tell the same: {' and '.join(map(str, told))} in the first week.")
