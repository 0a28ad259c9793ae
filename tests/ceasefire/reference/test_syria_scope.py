"""What SYR-2016 covers in real, hard cases, as the recorded facts say."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.agreements.models import Provision
from ceasefire.agreements.scope import Assertion, Occurrence, TargetBasis, apply_scope_test
from ceasefire.agreements.terms import terms_of
from ceasefire.codes.agreements import Act
from ceasefire.codes.scope import ScopeOutcome, ScopeReason

pytestmark = [pytest.mark.usefixtures("syria"), pytest.mark.django_db]

ALEPPO = frozenset({"SY", "SY02"})
START = datetime(2016, 12, 29, 22, tzinfo=UTC)


def outcome(begins, **facts):
    """Whether P1 covers shelling that begins then and lasts an hour at most."""
    provision = Provision.objects.get(agreement__code="SYR-2016", number="P1")
    ends = facts.pop("ends", begins + timedelta(hours=1))
    facts = {"act": Act.INDIRECT_FIRE, "areas": ALEPPO, "actor": "SYR-GOV", **facts}
    result = apply_scope_test(terms_of(provision, at=begins), Occurrence(begins, ends, **facts))
    return result.outcome, set(result.reasons)


def test_fire_at_islamic_state_around_al_bab_is_outside():
    said = outcome(
        datetime(2017, 2, 6, 9, tzinfo=UTC), target="ISIL", target_basis=TargetBasis.ESTABLISHED
    )

    assert said == (ScopeOutcome.OUTSIDE, {ScopeReason.TARGET_EXCLUDED})


def test_one_minute_before_the_start_is_outside():
    said = outcome(START - timedelta(minutes=1), ends=START)

    assert said == (ScopeOutcome.OUTSIDE, {ScopeReason.BEFORE_TERM})


def test_first_minute_is_in_scope():
    assert outcome(START)[0] == ScopeOutcome.IN_SCOPE


def test_fire_by_a_party_whose_signature_is_disputed_is_undetermined():
    said = outcome(datetime(2017, 2, 6, tzinfo=UTC), actor="AHRAR-AL-SHAM")

    assert said == (ScopeOutcome.UNDETERMINED, {ScopeReason.SIGNATURE_DISPUTED})


def test_fire_at_a_group_whose_exclusion_is_disputed_is_undetermined():
    said = outcome(datetime(2017, 1, 10, tzinfo=UTC), target="FATEH-AL-SHAM")

    assert said == (ScopeOutcome.UNDETERMINED, {ScopeReason.EXCLUSION_DISPUTED})


def test_fateh_al_sham_is_no_longer_named_once_it_had_merged():
    said = outcome(datetime(2017, 1, 29, tzinfo=UTC), target="FATEH-AL-SHAM")

    assert said[0] == ScopeOutcome.IN_SCOPE


def test_tadaf_is_undetermined():
    fighting = (Assertion("ISIL driven out of Tadaf on 26 February 2017", "Reuters"),)

    said = outcome(
        datetime(2017, 2, 26, 20, tzinfo=UTC),
        actor="EUPHRATES-SHIELD",
        actor_kin=frozenset({"JABHAT-AL-SHAMIYAH"}),
        target="SYR-GOV",
        excluded_combat=fighting,
    )

    assert said == (
        ScopeOutcome.UNDETERMINED,
        {ScopeReason.BOUNDARY_NOT_KNOWN, ScopeReason.SIGNATURE_DISPUTED},
    )
