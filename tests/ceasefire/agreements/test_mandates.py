"""What a mandate does not give is absent: without one, the mechanism records and no more."""

from datetime import timedelta

import pytest

from ceasefire.agreements.mandates import NotInMandateError, check_powers, powers_at, powers_of
from ceasefire.codes.agreements import MandateAct
from tests.builders.agreements import IN_FORCE, make_agreement, mandate_facts

RECORD, SHOW, VERIFY, ATTRIBUTE, RULE, PUBLISH = MandateAct
LATER = IN_FORCE + timedelta(days=30)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("acts", "powers"),
    [
        ((), (False, False, False, False)),
        ((RECORD, SHOW), (False, False, False, False)),
        ((VERIFY,), (True, False, False, False)),
        ((ATTRIBUTE,), (False, True, False, False)),
        ((RULE,), (False, False, True, False)),
        ((PUBLISH,), (False, False, False, True)),
        (("verify", "publish"), (True, False, False, True)),
    ],
)
def test_powers_are_those_given_and_no_others(acts, powers):
    found = powers_of(acts)

    assert (found.may_verify, found.may_attribute, found.may_rule, found.may_publish) == powers
    assert RECORD in found.acts


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "acts"),
    [
        (IN_FORCE - MOMENT, {RECORD}),
        (IN_FORCE, {RECORD, VERIFY}),
        (LATER - MOMENT, {RECORD, VERIFY}),
        (LATER, {RECORD, PUBLISH}),
    ],
)
def test_mandate_that_counts_is_the_one_of_that_moment(moment, acts):
    agreement = make_agreement(
        mandates=[
            mandate_facts(acts=(RECORD, VERIFY), valid_to=LATER),
            mandate_facts(acts=(RECORD, PUBLISH), valid_from=LATER),
        ]
    )

    assert powers_at(agreement, moment).acts == acts


@pytest.mark.django_db
def test_of_two_mandates_in_force_the_later_counts():
    agreement = make_agreement(
        mandates=[
            mandate_facts(acts=(RECORD, PUBLISH), valid_from=LATER),
            mandate_facts(acts=(RECORD, VERIFY)),
        ]
    )

    assert powers_at(agreement, LATER).acts == {RECORD, PUBLISH}


@pytest.mark.django_db
def test_what_is_not_given_is_refused():
    agreement = make_agreement(mandates=[mandate_facts(acts=(RECORD, VERIFY))])

    check_powers(agreement, IN_FORCE, VERIFY)
    with pytest.raises(NotInMandateError) as refused:
        check_powers(agreement, IN_FORCE, PUBLISH)

    assert refused.value.code == "not_in_mandate"


@pytest.mark.django_db
def test_without_a_mandate_one_may_still_record():
    agreement = make_agreement(mandates=[])

    check_powers(agreement, IN_FORCE, RECORD)
    with pytest.raises(NotInMandateError):
        check_powers(agreement, IN_FORCE, VERIFY)
