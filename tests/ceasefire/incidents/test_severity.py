import pytest
from django.utils.translation import override

from ceasefire.codes.agreements import Act
from ceasefire.codes.incidents import Severity
from ceasefire.codes.observations import Weapon
from ceasefire.incidents.severity import RULE, severity_of

HEAVY = ["mortar_120", "howitzer", "tank", "mlrs", "improvised_mlrs", "tactical_missile"]
FROM_THE_AIR = ["aircraft_bomb", "helicopter", "armed_uav"]
WITHOUT_FORCE = [
    "weapon_presence",
    "force_movement",
    "humanitarian_access",
    "monitor_obstruction",
    "detention",
    "propaganda",
    "non_cooperation",
]


def severity(act="direct_fire", weapon="small_arms", *, harmed=0, harms_protected=False):
    return severity_of(act=act, weapon=weapon, harmed=harmed, harms_protected=harms_protected)


def test_fire_that_harms_nobody_is_ordinary():
    assert severity() == Severity.ORDINARY


@pytest.mark.parametrize("act", ["", "propaganda", "direct_fire"])
def test_one_person_harmed_is_serious_whatever_was_done(act):
    assert severity(act, "", harmed=1) == Severity.SERIOUS


@pytest.mark.parametrize("act", ["", "humanitarian_access", "direct_fire"])
def test_medical_site_aid_or_monitors_harmed_is_serious(act):
    assert severity(act, "", harms_protected=True) == Severity.SERIOUS


@pytest.mark.parametrize("weapon", Weapon)
def test_weapon_is_serious_if_heavy_or_from_the_air(weapon):
    is_grave = weapon in [*HEAVY, *FROM_THE_AIR]

    assert severity(weapon=weapon) == (Severity.SERIOUS if is_grave else Severity.ORDINARY)


@pytest.mark.parametrize("act", Act)
def test_act_alone_is_serious_from_the_air_or_if_ground_was_gained(act):
    expected = Severity.TECHNICAL if act in WITHOUT_FORCE else Severity.ORDINARY
    if act in {"air", "territory"}:
        expected = Severity.SERIOUS

    assert severity(act, "") == expected


def test_heavy_weapon_where_none_may_be_is_serious_though_it_did_not_fire():
    assert severity("weapon_presence", "tank") == Severity.SERIOUS


def test_what_is_not_known_is_ordinary():
    assert severity("", "") == Severity.ORDINARY


def test_rule_is_printed():
    with override("en"):
        assert str(RULE).startswith("Serious: somebody was killed or injured")
