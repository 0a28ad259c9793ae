"""Shows 4, 5 and 6 of the skeleton: the real bulletins in, counted, and neutral."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.core.management import call_command

from ceasefire.accounts.models import User
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.choices import DateBasis, Flag
from ceasefire.monitoring.models import AreaCount, Bulletin, BulletinSeries
from ceasefire.monitoring.oddities import AreaCountFacts, SideFacts
from ceasefire.monitoring.services import publish_bulletin
from ceasefire.publication.models import PublishedVersion
from ceasefire.reference.files import SETS
from tests.acceptance.neutrality import exchange_names, exchanged_words
from tests.builders.accounts import make_user, sign_in
from tests.builders.monitoring import make_bulletin
from tests.builders.reference import loaded
from tests.ceasefire.web.pages import without_history

pytestmark = pytest.mark.django_db

SYRIA = Path(SETS) / "syria"
SIDES = {"RU": "ru_total", "TR": "tr_total"}
UNCONFIRMED = {"TR": "tr_unconfirmed_by_ru"}


@pytest.fixture(scope="module", autouse=True)
def _syria(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded("syria"):
        run_import()
        yield


def run_import():
    call_command(
        "import_bulletins",
        str(SYRIA / "bulletins.csv"),
        "--context",
        str(SYRIA / "bulletins_context.csv"),
        "--json",
    )


@pytest.fixture
def reader(client):
    return sign_in(client, make_user())


@pytest.fixture
def counts(reader):
    def ask(**parameters):
        asked = {"agreement": "SYR-2016", **parameters}
        return reader.get("/api/v1/bulletins/counts/", asked).json()

    return ask


def table(name):
    with (SYRIA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- Shows 4: the counts are those of the daily table ---
def daily_sums(rows):
    """By side and month: the totals stated, in how many bulletins, and the unconfirmed."""
    sums = defaultdict(lambda: [0, 0, None])
    for row in rows:
        for side, column in SIDES.items():
            of_month = (side, row["period_end_date"][:7])
            if row[column]:
                sums[of_month][0] += int(row[column])
                sums[of_month][1] += 1
            unconfirmed = row.get(UNCONFIRMED.get(side, ""), "")
            if unconfirmed:
                sums[of_month][2] = (sums[of_month][2] or 0) + int(unconfirmed)
    return {key: tuple(numbers) for key, numbers in sums.items() if numbers[1]}


def test_counts_by_side_and_month_equal_the_daily_table(counts):
    daily = table("bulletins_daily.csv")
    dated = [row for row in daily if row["period_end_date"]]

    answer = counts(group_by="side,month")

    assert {
        (row["side"], row["month"]): (row["count"], row["issues_held"], row["unconfirmed"])
        for row in answer["results"]
    } == daily_sums(dated)
    assert answer["undated"]["issues"] == len(daily) - len(dated)
    assert {
        (row["side"], ""): (row["count"], row["issues_held"], row["unconfirmed"])
        for row in answer["undated"]["results"]
    } == daily_sums([row for row in daily if not row["period_end_date"]])


def test_counts_between_the_first_two_rounds_are_those_added_by_hand(counts):
    period = {"from": "2017-01-25", "to": "2017-02-15"}

    by_area = counts(group_by="side,area", **period)["results"]
    whole = counts(group_by="side", **period)["results"]

    assert [(row["side"], row["area"], row["count"]) for row in by_area] == [
        ("RU", "SY05", 2),
        ("RU", "SY06", 8),
        ("RU", None, 0),
        ("TR", "SY01-SY03", 3),
        ("TR", "SY02", 3),
        ("TR", "SY07", 2),
        ("TR", None, 0),
    ]
    assert [
        (row["count"], row["issues_held"], row["issues_expected"], row["unconfirmed"])
        for row in whole
    ] == [(10, 1, 21, None), (8, 1, 21, 8)]
    assert whole[1]["unconfirmed_of"] == 8


def test_sums_by_area_with_the_rest_are_never_less_than_the_totals(counts):
    by_area = Counter()
    for row in counts(group_by="side,area")["results"]:
        by_area[row["side"]] += row["count"]
    over = sum(
        sum(line.count or 0 for line in count.areas.all()) - count.total
        for bulletin in Bulletin.objects.dated().filter(series__code="RU-TR-JC")
        for count in bulletin.counts.filter(flags__contains=[Flag.BREAKDOWN_OVER])
    )

    totals = sum(row["count"] for row in counts(group_by="side")["results"])

    assert over > 0
    assert sum(by_area.values()) == totals + over


# --- Shows 5: nothing changes twice, and every oddity is kept and flagged ---
def test_import_twice_changes_nothing(capsys):
    entries, versions = LedgerEntry.objects.count(), PublishedVersion.objects.count()

    run_import()

    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer == {
        "bulletins": 0,
        "counts": 0,
        "unchanged": len(table("bulletins_daily.csv")),
        "rejected": [],
    }
    assert (LedgerEntry.objects.count(), PublishedVersion.objects.count()) == (entries, versions)


def sides_of_the_file():
    """The rows of each side of each bulletin."""
    found = defaultdict(list)
    for row in table("bulletins.csv"):
        found[row["period_end_date"], row["source_url"], row["reporting_side"]].append(row)
    return found.items()


def parts_and_total(rows):
    parts = [int(row["count"]) for row in rows if row["province"] and row["count"]]
    return parts, rows[0]["total"] and int(rows[0]["total"])


def flagged(flag):
    """The days and sources of the real bulletins that carry the flag."""
    found = Bulletin.objects.filter(series__code="RU-TR-JC", flags__contains=[flag])
    return {
        (each.period_end.isoformat() if each.period_end else "", each.source_url) for each in found
    }


ODD = {
    Flag.BREAKDOWN_UNDER: lambda parts, total, rows: parts and sum(parts) < total,
    Flag.BREAKDOWN_OVER: lambda parts, total, rows: parts and sum(parts) > total,
    Flag.NO_BREAKDOWN: lambda parts, total, rows: total and not parts,
    Flag.TOTAL_BLANK: lambda parts, total, rows: total == "",
    Flag.NOTED: lambda parts, total, rows: any(row["note"] for row in rows),
    Flag.UNDATED: lambda parts, total, rows: rows[0]["date_basis"] == DateBasis.NONE,
    Flag.DATE_INFERRED: lambda parts, total, rows: rows[0]["date_basis"] == DateBasis.INFERRED,
    Flag.DATE_FROM_PAGE: lambda parts, total, rows: rows[0]["date_basis"] == DateBasis.ARTICLE,
}


@pytest.mark.parametrize("flag", ODD)
def test_oddity_of_the_file_is_flagged_wherever_it_is_and_nowhere_else(flag):
    odd = {key[:2] for key, rows in sides_of_the_file() if ODD[flag](*parts_and_total(rows), rows)}

    assert flagged(flag) == odd
    assert odd or flag == Flag.TOTAL_BLANK  # the delivered months state every total


def test_bulletin_that_has_one_side_only_is_flagged():
    sides = defaultdict(set)
    for (day, source, side), _ in sides_of_the_file():
        sides[day, source].add(side)

    assert flagged(Flag.SIDE_MISSING) == {key for key, known in sides.items() if len(known) == 1}


@pytest.mark.parametrize(
    ("said", "odd"),
    [
        ("source lists Aleppo twice", {Flag.BREAKDOWN_UNDER, Flag.NOTED}),
        ("lead paragraph of the page says 7 and 6; headline", {Flag.NOTED}),
        ("provinces in source add to 27, total says 26", {Flag.BREAKDOWN_OVER, Flag.NOTED}),
        ("page dated 2017-01-12 but", {Flag.DATE_INFERRED, Flag.NOTED}),
    ],
)
def test_note_is_kept_word_for_word_with_its_flags(said, odd):
    [note] = {
        row["note"]
        for row in table("bulletins.csv")
        if said in row["note"] and "13" not in row["note"]
    }

    found = [
        bulletin
        for bulletin in Bulletin.objects.all()
        if any(note in count.notes for count in bulletin.counts.all())
    ]

    assert found
    assert all(odd <= set(bulletin.flags) for bulletin in found)


def test_numbers_are_those_of_the_file_and_blank_is_null():
    for (day, source, side), rows in sides_of_the_file():
        count = Bulletin.objects.get(
            series__code="RU-TR-JC", period_end=day or None, source_url=source
        ).counts.get(side__code=side)
        parts, total = parts_and_total(rows)
        assert count.total == (None if total == "" else total)
        assert sorted(line.count for line in count.areas.all()) == sorted(parts)
        assert set(count.notes) == {row["note"] for row in rows} - {""}


def test_blank_total_contradiction_and_area_twice_are_kept_and_flagged():
    """The delivered months have neither: an invented bulletin has all of them."""
    lines = (AreaCountFacts("DV-1", 11), AreaCountFacts("DV-1", 9))
    note = "lead says 20, quotation says 21"

    bulletin = make_bulletin(None, north=SideFacts("NORTH", None, lines, notes=(note,)), south=0)

    assert set(bulletin.flags) == {Flag.UNDATED, Flag.TOTAL_BLANK, Flag.AREA_TWICE, Flag.NOTED}
    assert AreaCount.objects.filter(side_count__bulletin=bulletin).count() == 2
    assert bulletin.counts.get(side__code="NORTH").notes == [note]


# --- Shows 6: names exchanged, everything else the same ---
FIRST, LAST = "2017-01-12", "2017-02-25"


def republish(bulletins):
    for bulletin in bulletins:
        publish_bulletin(bulletin=bulletin, by=User.objects.system(), reason="names corrected")


def shown(reader, bulletins, sides):
    """Every page and answer in which the sides are named."""
    pages = [without_history(reader.get(f"/bulletins/{each.public_id}/")) for each in bulletins]
    pages.append(without_history(reader.get("/bulletins/", {"from": FIRST, "to": LAST})))
    questions = ["group_by=side,month", "group_by=side,area", f"side={sides[0].code}&area=Hama"]
    for question in questions:
        answer = reader.get(f"/api/v1/bulletins/counts/?agreement=SYR-2016&{question}")
        assert answer.status_code == 200
        pages.append(answer.content.decode())
    return pages


@pytest.mark.parametrize("language", ["en", "ar"])
def test_exchanged_names_change_nothing_but_the_names(reader, language):
    reader.cookies["django_language"] = language
    series = BulletinSeries.objects.get(code="RU-TR-JC")
    one, other = (side.party for side in series.sides.all())
    bulletins = series.bulletins.filter(period_end__range=(FIRST, LAST))
    republish(bulletins)
    before = shown(reader, bulletins, (one, other))

    exchange_names(one, other)
    republish(bulletins)
    one.refresh_from_db()
    other.refresh_from_db()
    after = shown(reader, bulletins, (one, other))

    assert len(before) > 5
    assert before != after
    assert after == [exchanged_words(page, one, other) for page in before]
