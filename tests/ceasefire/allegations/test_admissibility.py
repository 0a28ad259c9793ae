"""What a provision may cover is admissible; else the reason is the scope test's."""

import pytest

from ceasefire.agreements.scope import ScopeResult
from ceasefire.allegations.admissibility import is_admissible, why_inadmissible
from ceasefire.codes.scope import ScopeOutcome, ScopeReason

IN, OUT, OPEN = ScopeOutcome.IN_SCOPE, ScopeOutcome.OUTSIDE, ScopeOutcome.UNDETERMINED
EARLY, FAR = ScopeReason.BEFORE_TERM, ScopeReason.OUT_OF_AREA


def result(outcome, number="P1", *reasons):
    return ScopeResult(f"DEMO-1 {number}", outcome, reasons, ())


@pytest.mark.parametrize(
    ("outcomes", "is_so"),
    [
        ([IN], True),
        ([OPEN], True),
        ([OUT], False),
        ([OUT, OUT], False),
        ([OUT, OPEN], True),
        ([OUT, IN], True),
    ],
)
def test_one_provision_that_may_cover_it_is_enough(outcomes, is_so):
    results = [result(each, "P1", EARLY) for each in outcomes]

    assert is_admissible(results) == is_so
    assert (why_inadmissible(results) == "") == is_so


def test_reason_says_why_and_that_other_obligations_are_untouched():
    assert why_inadmissible([result(OUT, "P1", EARLY, FAR)]) == (
        "outside DEMO-1 P1 (before the provision was in force, outside the area of the provision); "
        "this says nothing about other obligations"
    )


def test_provisions_outside_for_the_same_reasons_are_named_together():
    results = [result(OUT, "P1", EARLY), result(OUT, "P2", FAR), result(OUT, "P3", EARLY)]

    first, second = why_inadmissible(results).splitlines()

    assert first.startswith("outside DEMO-1 P1, DEMO-1 P3 (before the provision")
    assert second.startswith("outside DEMO-1 P2 (outside the area")
