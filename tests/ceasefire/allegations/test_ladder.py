"""The ladder of an agreement is recorded from what the agreement says, level by level."""

import pytest
from django.core.exceptions import ValidationError

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.ladder import record_ladder
from ceasefire.allegations.models import LadderLevel
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user
from tests.builders.entries import kinds_of, last_entry, what_by_whom
from tests.builders.field import make_field, system
from tests.builders.referrals import ladder_facts, make_ladder

pytestmark = pytest.mark.django_db


def levels():
    rows = LadderLevel.objects.in_order()
    return [(each.position, str(each), each.answers_within_days) for each in rows]


def test_ladder_is_recorded_level_by_level():
    made = make_ladder()

    agreement = Agreement.objects.get()
    assert list(agreement.ladder.all()) == made
    assert levels() == [(1, "Local team", 3), (2, "Sector commission", 7), (3, "Board", None)]
    assert what_by_whom(agreement) == ("ladder.recorded", system().public_id, "")
    assert last_entry(agreement).effects == {"agreement": "DEMO-1"}
    assert last_entry(agreement).details["levels"]["1"] == {
        "names": {"old": None, "new": {"en": "Local team"}},
        "answers_within_days": {"old": None, "new": 3},
    }


def test_same_ladder_changes_nothing_and_another_what_differs():
    made = make_ladder()
    agreement = Agreement.objects.get()

    assert make_ladder() == made
    assert kinds_of(agreement).count("ladder.recorded") == 1

    assert make_ladder(("Local team", 5), ("Sector commission", 7)) == made[:2]
    assert last_entry(agreement).details == {
        "levels": {"1": {"answers_within_days": {"old": 3, "new": 5}}}
    }
    assert levels()[2] == (3, "Board", None)


def test_what_does_not_fit_is_refused():
    make_field()

    with pytest.raises(ValidationError) as error:
        make_ladder(("", 3))
    with pytest.raises(Agreement.DoesNotExist):
        record_ladder(facts=ladder_facts(agreement="DEMO-9"), by=system())

    assert list(error.value.message_dict) == ["names"]
    assert levels() == []


def test_only_staff_see_ladders():
    made = make_ladder()

    seen = {role: list(LadderLevel.objects.visible_to(make_user(role))) for role in Role}

    assert [role for role, found in seen.items() if found == made] == [
        Role.OFFICER,
        Role.ADJUDICATOR,
        Role.AUDITOR,
    ]
