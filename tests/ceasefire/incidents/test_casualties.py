"""Accounts of one happening give a range that holds them all, and are never added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.incidents.casualties import Account, Estimate, combined, in_all

KILLED, INJURED, MISSING, DETAINED = CasualtyOutcome
CIVILIAN, FORCES, UNKNOWN = (
    CasualtyStatus.CIVILIAN,
    CasualtyStatus.ARMED_FORCES,
    CasualtyStatus.UNKNOWN,
)


def killed(low, high, best=None, *, status=CIVILIAN):
    return Account(KILLED, status, Estimate(low, high, best))


@st.composite
def accounts(draw):
    low, best, high = sorted(draw(st.lists(st.integers(0, 400), min_size=3, max_size=3)))
    given_best = draw(st.sampled_from([None, best]))
    outcome = draw(st.sampled_from(CasualtyOutcome))
    return Account(outcome, draw(st.sampled_from(CasualtyStatus)), Estimate(low, high, given_best))


MANY = st.lists(accounts(), max_size=8)


@pytest.mark.parametrize(
    ("told", "range_of_all"),
    [
        ([(3, 3, 3)], (3, 3, 3)),
        ([(3, 3, None), (5, 5, None)], (3, 5, None)),
        ([(1, 4, 2), (2, 6, 2)], (1, 6, 2)),
        ([(1, 4, 2), (2, 6, None)], (1, 6, 2)),
        ([(1, 4, 2), (2, 6, 3)], (1, 6, None)),
        ([(0, 0, 0), (2, 2, None)], (0, 2, 0)),
        ([(2, 2, None), (2, 2, None)], (2, 2, None)),
    ],
)
def test_range_holds_every_account_and_adds_none(told, range_of_all):
    ranges = combined(killed(*each) for each in told)

    assert ranges == {(KILLED, CIVILIAN): Estimate(*range_of_all)}


def test_sorts_are_kept_apart_in_the_order_of_the_lists():
    ranges = combined(
        [
            Account(INJURED, CIVILIAN, Estimate(4, 4)),
            killed(1, 1, status=UNKNOWN),
            killed(2, 2),
        ]
    )

    assert list(ranges.items()) == [
        ((KILLED, CIVILIAN), Estimate(2, 2)),
        ((KILLED, UNKNOWN), Estimate(1, 1)),
        ((INJURED, CIVILIAN), Estimate(4, 4)),
    ]


def test_unknown_is_never_counted_as_civilian():
    ranges = combined([killed(5, 9, status=UNKNOWN), killed(1, 1)])

    assert ranges[KILLED, CIVILIAN] == Estimate(1, 1)
    assert ranges[KILLED, UNKNOWN] == Estimate(5, 9)


def test_without_accounts_there_is_no_range_and_no_zero():
    assert combined([]) == {}
    assert in_all({}, KILLED) is None


def test_people_of_different_status_are_different_people():
    ranges = combined([killed(1, 2, 1), killed(3, 5, 4, status=FORCES)])

    assert in_all(ranges, KILLED) == Estimate(4, 7, 5)
    assert in_all(ranges, INJURED) is None


def test_total_has_a_best_only_if_every_sort_has():
    ranges = combined([killed(1, 2, 1), killed(3, 5, status=FORCES)])

    assert in_all(ranges, KILLED) == Estimate(4, 7, None)


@given(told=MANY)
def test_range_holds_what_every_account_says(told):
    ranges = combined(told)

    assert set(ranges) == {(each.outcome, each.status) for each in told}
    for each in told:
        found = ranges[each.outcome, each.status]
        assert found.low <= each.estimate.low <= each.estimate.high <= found.high


@given(told=MANY)
def test_range_is_no_wider_than_the_accounts(told):
    for (outcome, status), found in combined(told).items():
        same = [each.estimate for each in told if (each.outcome, each.status) == (outcome, status)]

        assert found.low in {each.low for each in same}
        assert found.high in {each.high for each in same}
        assert found.best is None or found.low <= found.best <= found.high


@given(told=MANY, order=st.randoms(use_true_random=False))
def test_order_of_accounts_does_not_matter(told, order):
    shuffled = order.sample(told, len(told))

    assert list(combined(shuffled).items()) == list(combined(told).items())


@given(told=MANY, another=accounts())
def test_another_account_never_narrows_a_range(told, another):
    before, after = combined(told), combined([*told, another])

    for sort, found in before.items():
        assert after[sort].low <= found.low
        assert after[sort].high >= found.high


@given(told=MANY)
def test_an_account_told_twice_changes_nothing(told):
    assert combined([*told, *told]) == combined(told)
