"""The set of DEMO-1: invented, marked as such everywhere, and complete enough to show all pages."""

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.monitoring.models import Bulletin
from ceasefire.publication.models import PublishedVersion
from tests.ceasefire.reference.sets import (
    NAMED,
    check_every_record_names_its_source,
    check_loading_again_changes_nothing,
)

pytestmark = pytest.mark.django_db


def test_loaded_again_it_changes_nothing(demo):
    assert demo["demo"] > 100

    check_loading_again_changes_nothing("demo")


def test_every_record_names_its_source(demo):
    check_every_record_names_its_source()


def test_is_marked_as_demo_throughout(demo):
    unmarked = [row for model in NAMED for row in model.objects.filter(is_demo=False)]
    shown = PublishedVersion.objects.values_list("document", flat=True)

    assert unmarked == []
    assert [document for document in shown if not document["is_demo"]] == []


def test_is_named_in_english_and_arabic(demo):
    unnamed = [
        row
        for model in NAMED
        for row in model.objects.all()
        if not row.names.keys() >= {"en", "ar"}
    ]

    assert unnamed == []


def test_mandate_gives_everything(demo):
    [mandate] = Agreement.objects.get(code="DEMO-1").mandates.all()

    assert mandate.acts == [
        "record",
        "show_determinations",
        "verify",
        "attribute",
        "rule",
        "publish",
    ]


def test_ladder_has_four_levels_in_english_and_arabic(demo):
    ladder = Agreement.objects.get(code="DEMO-1").ladder.all()

    assert [each.answers_within_days for each in ladder] == [3, 7, 14, None]
    assert [sorted(each.names) for each in ladder] == [["ar", "en"]] * 4


def test_bulletins_hold_both_parts_and_an_oddity(demo):
    bulletins = Bulletin.objects.filter(series__code="DEMO-JM")
    flags = {flag for bulletin in bulletins for flag in bulletin.flags}

    assert bulletins.count() == 48
    assert set(bulletins.values_list("counts__side__code", flat=True)) == {"JM-NORTH", "JM-SOUTH"}
    assert flags == {"undated", "no_breakdown", "breakdown_under", "side_missing", "noted"}
