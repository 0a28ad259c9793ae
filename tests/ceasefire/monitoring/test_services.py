from datetime import date
from decimal import Decimal

import pytest

from ceasefire.accounts.models import User
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.choices import DateBasis, Flag
from ceasefire.monitoring.models import AreaCount, Bulletin, ContextFigure, SideCount
from ceasefire.monitoring.oddities import AreaCountFacts, SideFacts, ViewFacts
from ceasefire.monitoring.services import (
    MonitorFigureFacts,
    publish_bulletin,
    record_bulletin,
    record_monitor_figure,
)
from ceasefire.places.models import Area
from ceasefire.publication.models import PublishedVersion
from tests.builders.monitoring import (
    bulletin_facts,
    correct_bulletin,
    known_series,
    make_bulletin,
    make_context,
    make_series,
    side_facts,
)

pytestmark = pytest.mark.django_db


def versions_of(bulletin):
    return PublishedVersion.objects.filter(public_id=str(bulletin.public_id)).order_by("version")


def entries_of(bulletin, kind=EntryKind.BULLETIN_IMPORTED):
    return LedgerEntry.objects.about(bulletin).filter(kind=kind)


def test_bulletin_is_recorded_as_told_and_published():
    north = side_facts("NORTH", 5, {"DV-1": 3, "DV-2": 2}, view={"not_confirmed": 4})

    bulletin = make_bulletin("2021-03-05", north=north, south=0)

    first, second = bulletin.counts.order_by("side_id")
    assert [(line.area.code, line.count) for line in first.areas.all()] == [
        ("DV-1", 3),
        ("DV-2", 2),
    ]
    [view] = first.views.all()
    assert (view.author.code, view.not_confirmed, view.confirmed) == ("SOUTH", 4, None)
    assert (second.total, second.areas.count()) == (0, 0)
    [version] = versions_of(bulletin)
    assert version.document["counts"][0]["total"] == 5


def test_what_is_not_stated_stays_null():
    lines = (AreaCountFacts("DV-1", None),)
    bulletin = make_bulletin(north=SideFacts("NORTH", None, lines), south=1)

    count = bulletin.counts.get(side__code="NORTH")
    assert count.total is None
    assert count.areas.get().count is None
    assert count.flags == [Flag.TOTAL_BLANK]


def test_same_facts_twice_change_nothing():
    known_series()
    facts = bulletin_facts(
        north=side_facts("NORTH", 5, {"DV-1": 3, "DV-2": 2}, view={"confirmed": 1})
    )
    system = User.objects.system()
    first = record_bulletin(facts=facts, by=system)
    entries = LedgerEntry.objects.count()

    second = record_bulletin(facts=facts, by=system)

    assert (first.is_changed, first.counts) == (True, 2)
    assert (second.bulletin, second.is_changed, second.counts) == (first.bulletin, False, 0)
    assert LedgerEntry.objects.count() == entries
    assert versions_of(first.bulletin).count() == 1


def test_corrected_bulletin_gets_a_second_version_with_old_and_new_in_the_ledger():
    bulletin = make_bulletin(north=3, south=2)

    correct_bulletin(bulletin, north=4, south=2)

    assert [version.document["counts"][0]["total"] for version in versions_of(bulletin)] == [3, 4]
    entry = entries_of(bulletin).last()
    assert list(entry.details["sides"]) == ["NORTH"]
    told = entry.details["sides"]["NORTH"]
    assert (told["old"]["total"], told["new"]["total"]) == (3, 4)
    assert entry.effects == {"agreement": "DEMO-1", "areas": ["DV-1"], "days": ["2021-03-05"]}
    assert bulletin.counts.count() == 2


def test_side_that_the_source_no_longer_has_is_dropped():
    bulletin = make_bulletin(north=3, south=2)

    correct_bulletin(bulletin, north=3, south=None)

    bulletin.refresh_from_db()
    assert [count.side.code for count in bulletin.counts.all()] == ["NORTH"]
    assert Flag.SIDE_MISSING in bulletin.flags
    assert entries_of(bulletin).last().details["sides"]["SOUTH"]["new"] is None


def test_correction_that_takes_an_area_away_still_touches_it():
    bulletin = make_bulletin(north=side_facts("NORTH", 3, {"DV-1": 3}), south=0)

    correct_bulletin(bulletin, north=side_facts("NORTH", 3, {"DV-2": 3}), south=0)

    assert entries_of(bulletin).last().effects["areas"] == ["DV-1", "DV-2"]


def test_corrected_flags_and_day_basis_are_recorded_with_old_and_new():
    bulletin = make_bulletin("2021-03-05", date_basis=DateBasis.BULLETIN)

    correct_bulletin(bulletin, date_basis=DateBasis.ARTICLE)

    changes = entries_of(bulletin).last().details["changes"]
    assert changes["date_basis"] == {"old": "bulletin", "new": "article"}
    assert changes["flags"] == {"old": [], "new": ["date_from_page"]}


def test_undated_bulletins_are_told_apart_by_their_source():
    one = make_bulletin(None, source_url="https://valley.invalid/a")
    other = make_bulletin(None, source_url="https://valley.invalid/b")

    again = make_bulletin(None, source_url="https://valley.invalid/a")

    assert one == again != other
    assert Bulletin.objects.undated().count() == 2


def test_unknown_area_leaves_nothing_behind():
    known_series()
    facts = bulletin_facts(north=side_facts("NORTH", 1, {"NOWHERE": 1}))

    with pytest.raises(KeyError, match="NOWHERE"):
        record_bulletin(facts=facts, by=User.objects.system())

    assert not Bulletin.objects.exists()
    assert not SideCount.objects.exists()


def test_view_that_says_nothing_is_not_kept():
    north = side_facts("NORTH", 1, {"DV-1": 1}, views=(ViewFacts("MAYOR"),))

    bulletin = make_bulletin(north=north)

    assert not bulletin.counts.get(side__code="NORTH").views.exists()


def test_area_listed_twice_is_kept_twice():
    north = side_facts("NORTH", 20, [("DV-1", 11), ("DV-1", 9)])

    bulletin = make_bulletin(north=north)

    lines = AreaCount.objects.filter(side_count__bulletin=bulletin, side_count__side__code="NORTH")
    assert [line.count for line in lines] == [11, 9]
    assert bulletin.flags == [Flag.AREA_TWICE]


def test_accused_named_by_the_source_is_kept():
    bulletin = make_bulletin(north=side_facts("NORTH", 1, {"DV-1": 1}, accused="SOUTH"))

    [version] = versions_of(bulletin)
    assert version.document["counts"][0]["accused"]["code"] == "SOUTH"
    assert bulletin.counts.get(side__code="NORTH").accused.code == "SOUTH"


def test_other_measures_are_published_with_their_bulletin():
    bulletin = make_bulletin(
        context={"settlements_joined_total": "1144", "area_retaken_km2": "64.10"}
    )

    [version] = versions_of(bulletin)
    assert version.document["context"] == [
        {"measure": "area_retaken_km2", "value": "64.1"},
        {"measure": "settlements_joined_total", "value": "1144"},
    ]


def test_corrected_other_measures_publish_the_bulletin_again():
    bulletin = make_bulletin(context={"a": "1", "b": "2", "c": "3"})

    again = make_bulletin(source_url=bulletin.source_url, context={"a": "1", "b": "5"})

    assert again == bulletin
    assert versions_of(bulletin).count() == 2
    assert entries_of(bulletin).last().details["context"] == {
        "b": {"old": "2", "new": "5"},
        "c": {"old": "3", "new": None},
    }
    assert dict(ContextFigure.objects.values_list("measure", "value")) == {
        "a": Decimal(1),
        "b": Decimal(5),
    }


def test_bulletin_read_without_other_measures_keeps_those_it_has():
    bulletin = make_bulletin(context={"a": "1"})

    make_bulletin(source_url=bulletin.source_url)

    assert ContextFigure.objects.beside(bulletin).count() == 1
    assert versions_of(bulletin).count() == 1


def test_bulletin_is_published_anew_where_a_name_in_it_was_corrected():
    bulletin = make_bulletin("2021-03-05", north=side_facts("NORTH", 5, {"DV-1": 5}))
    Area.objects.filter(code="DV-1").update(names={"en": "Upper Valley, corrected"})
    by, reason = User.objects.system(), "The name was wrong."

    version = publish_bulletin(bulletin=bulletin, by=by, reason=reason)
    again = publish_bulletin(bulletin=bulletin, by=by, reason=reason)

    assert (version.version, version.reason) == (2, reason)
    assert "Upper Valley, corrected" in str(version.document)
    assert again == version


def test_measures_of_a_source_without_bulletin_are_recorded_alone():
    assert make_context(
        measures={"humanitarian_actions": "4"}, source_url="https://valley.invalid/x"
    )
    assert not make_context(
        measures={"humanitarian_actions": "4"}, source_url="https://valley.invalid/x"
    )

    [entry] = LedgerEntry.objects.filter(kind=EntryKind.CONTEXT_IMPORTED)
    assert entry.effects == {"agreement": "DEMO-1", "days": ["2021-03-05"]}
    assert not PublishedVersion.objects.filter(kind="bulletin").exists()


def test_measures_told_later_publish_their_bulletin_again():
    bulletin = make_bulletin(None)

    make_context(None, {"humanitarian_actions": "4"}, source_url=bulletin.source_url)

    assert versions_of(bulletin).last().document["context"] == [
        {"measure": "humanitarian_actions", "value": "4"}
    ]
    assert entries_of(bulletin, EntryKind.CONTEXT_IMPORTED).get().effects == {"agreement": "DEMO-1"}


def test_series_twice_changes_nothing_and_a_new_order_of_sides_is_recorded():
    series = make_series()
    make_series()
    assert LedgerEntry.objects.about(series).count() == 1

    make_series(sides=("SOUTH", "NORTH"))

    assert [side.party.code for side in series.sides.all()] == ["SOUTH", "NORTH"]
    assert LedgerEntry.objects.about(series).count() == 2


def test_monitor_figure_is_recorded_once():
    known_series()
    facts = MonitorFigureFacts(
        agreement="DEMO-1",
        monitor="OFFICE",
        period_start=date(2021, 3, 1),
        period_end=date(2021, 3, 2),
        is_cumulative=True,
        measure="breaches",
        count=51,
        source_url="https://valley.invalid/figures",
    )

    assert record_monitor_figure(facts=facts, by=User.objects.system())
    assert not record_monitor_figure(facts=facts, by=User.objects.system())
    assert LedgerEntry.objects.filter(kind=EntryKind.MONITOR_FIGURE_RECORDED).count() == 1
