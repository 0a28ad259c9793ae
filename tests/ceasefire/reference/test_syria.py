"""The Syrian set: what others rely on is there, and loading it again changes nothing."""

import pytest

from ceasefire.accounts.models import User
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import BulletinSeries
from ceasefire.places.models import Area, AreaName
from ceasefire.reference.services import load_reference

pytestmark = pytest.mark.django_db


def load(name="syria"):
    return load_reference(name=name, by=User.objects.system())


def test_loading_again_changes_nothing():
    assert load() > 0
    before = LedgerEntry.objects.count()

    assert load() == 0

    assert LedgerEntry.objects.count() == before


def test_series_has_its_sides_in_order():
    load()

    series = BulletinSeries.objects.get(code="RU-TR-JC")

    assert (series.agreement.code, series.issuer.code) == ("SYR-2016", "RU-MOD")
    assert [side.party.code for side in series.sides.all()] == ["RU", "TR"]
    assert series.column_authors == {"confirmed_by_syrian_side": "SYR-GOV"}


def test_damascus_of_the_bulletins_is_city_and_countryside():
    load()

    area = AreaName.objects.get(used_by="bulletins", text="Damascus").area

    assert area.code == "SY01-SY03"
    assert {member.code for member in area.members.all()} == {"SY01", "SY03"}


def test_geonames_code_is_not_the_p_code():
    load()

    [aleppo] = Area.objects.filter(source_names__used_by="geonames", source_names__text="SY.09")

    assert (aleppo.code, aleppo.names["en"]) == ("SY02", "Aleppo")
    assert Area.objects.get(code="SY09").names["en"] == "Deir ez-Zor"
