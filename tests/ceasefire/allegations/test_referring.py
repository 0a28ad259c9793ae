"""Cases are referred level by level and settled at one; of two at once the second is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceasefire.allegations.models import Referral
from ceasefire.allegations.referring import (
    AlreadyReferredError,
    NoLadderError,
    NotNextLevelError,
    NotReferredError,
    TopOfLadderError,
)
from ceasefire.codes.roles import Role
from ceasefire.common.errors import DomainError
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents, undo_merge
from ceasefire.incidents.models import Incident
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import make_field, make_incident
from tests.builders.races import one_after_the_other
from tests.builders.referrals import make_ladder, make_referred, refer, settle

pytestmark = pytest.mark.django_db
WHY, HOW = "No answer at the river.", "Both Commands let carts across."


@pytest.fixture
def officer(time_machine):
    time_machine.move_to("2021-03-09T08:00:00Z", tick=False)
    make_field()
    return make_user(Role.OFFICER, name="Olga")


@pytest.fixture
def ladder(officer):
    return make_ladder()


def stood(*incidents):
    """Every time at a level: which, whether it lasts, and how it was settled."""
    rows = Referral.objects.filter(incident__in=incidents).select_related("level")
    return [(str(each.level), each.until is None, each.outcome) for each in rows]


# --- Up the ladder ---
def test_case_comes_first_to_the_lowest_level(ladder, officer):
    incident = make_incident()

    referral = refer(incident, ladder[0], by=officer)

    assert (referral.incident, referral.level, referral.referred_by) == (
        incident, ladder[0], officer,
    )  # fmt: skip
    assert (referral.since, referral.until, referral.ended_by) == (timezone.now(), None, None)
    assert str(referral) == f"{incident.reference} at Local team"
    assert what_by_whom(incident) == ("incident.referred", officer.public_id, WHY)
    assert last_entry(incident).details == {"old": None, "new": 1}
    assert last_entry(incident).effects == effects("2021-03-05")


def test_next_level_begins_where_the_one_below_ends(ladder, officer, time_machine):
    incident = make_incident()
    first = refer(incident, ladder[0])
    time_machine.shift(timedelta(days=4))

    second = refer(incident, ladder[1], by=officer)

    first.refresh_from_db()
    assert (first.until, first.ended_by, first.outcome) == (second.since, officer, "")
    assert second.since == timezone.now()
    assert list(Referral.objects.open()) == [second]
    assert last_entry(incident).details == {"old": 1, "new": 2}


def test_referring_changes_nothing_of_the_incident(ladder):
    incident = make_incident()
    before = Incident.objects.filter(pk=incident.pk).values().get()

    refer(incident, ladder[0])
    settle(incident)

    assert Incident.objects.filter(pk=incident.pk).values().get() == before


@pytest.mark.parametrize("referred", [[], [0], [0, 1]], ids=["first", "from below", "from above"])
def test_other_levels_than_the_next_are_refused(ladder, referred):
    incident = make_incident()
    for each in referred:
        refer(incident, ladder[each])
    wrong = {0: 1, 1: 2, 2: 0}[len(referred)]
    elsewhere = make_ladder(agreement="DEMO-2")[len(referred)]

    for level in (ladder[wrong], elsewhere):
        with pytest.raises(NotNextLevelError, match=r"^A case is referred one level up"):
            refer(incident, level)

    assert len(stood(incident)) == len(referred)


def test_from_the_highest_level_nothing_is_referred_up(ladder):
    incident = make_incident()
    for each in ladder:
        refer(incident, each)

    with pytest.raises(TopOfLadderError):
        refer(incident, ladder[0])


def test_nothing_is_referred_where_the_agreement_has_no_ladder(ladder):
    incident = make_incident(agreement="DEMO-2")

    for step in (lambda: refer(incident, ladder[0]), lambda: settle(incident)):
        with pytest.raises(NoLadderError):
            step()


def test_reason_is_needed(ladder):
    incident = make_referred()

    with pytest.raises(ValidationError) as error:
        refer(incident, ladder[1], reason="")

    assert list(error.value.message_dict) == ["reason"]
    assert stood(incident) == [("Local team", True, "")]


# --- Settled ---
def test_case_is_settled_at_its_level_with_what_came_of_it(ladder, officer):
    incident = make_referred()

    referral = settle(incident, by=officer)

    referral.refresh_from_db()
    assert (referral.until, referral.ended_by, referral.outcome) == (timezone.now(), officer, HOW)
    assert what_by_whom(incident) == ("incident.referral_ended", officer.public_id, HOW)
    assert last_entry(incident).details == {"level": 1}
    assert last_entry(incident).effects == effects("2021-03-05")


def test_outcome_is_needed(ladder):
    incident = make_referred()

    with pytest.raises(ValidationError) as error:
        settle(incident, outcome=" ")

    assert error.value.message_dict == {"outcome": ["Say how it was settled."]}
    assert stood(incident) == [("Local team", True, "")]


@pytest.mark.parametrize("again", [0, 1], ids=["at the lowest", "at the same"])
def test_settled_case_begins_anew_at_the_lowest_level_or_the_same(ladder, again):
    incident = make_referred()
    refer(incident, ladder[1])
    settle(incident)

    with pytest.raises(NotNextLevelError):
        refer(incident, ladder[2])
    refer(incident, ladder[again])

    assert stood(incident) == [
        ("Local team", False, ""),
        ("Sector commission", False, HOW),
        (str(ladder[again]), True, ""),
    ]


# --- Merged ---
def test_merged_case_is_referred_and_settled_as_part_of_the_other(ladder, officer):
    part, whole = make_referred(), make_incident()
    refer(part, ladder[1])
    refer(whole, ladder[0])
    merge_incidents(incident=part, into=whole, reason="One.", by=officer)

    for step in (lambda: refer(part, ladder[2]), lambda: settle(part)):
        with pytest.raises(MergedIncidentError):
            step()
    refer(whole, ladder[2])

    assert stood(part, whole) == [
        ("Local team", False, ""),
        ("Sector commission", False, ""),
        ("Local team", False, ""),
        ("Board", True, ""),
    ]
    undo_merge(incident=part, reason="Two.", by=officer)
    refer(part, ladder[1])


# --- Two at once ---
def test_whoever_comes_second_is_told_who_came_first(ladder, officer):
    incident = make_incident()
    refer(incident, ladder[0], by=officer)
    refused = [refusal(lambda: refer(incident, ladder[0]))]
    settle(incident, by=officer)
    refused += [
        refusal(lambda: settle(incident)),
        refusal(lambda: refer(incident, ladder[1])),
    ]

    assert [each.code for each in refused] == ["already_referred", "not_referred", "not_next_level"]
    first = "Olga came first, 9 March 2021, 10:00 (Etc/GMT-2)."
    assert [str(each).endswith(f". {first}") for each in refused] == [True] * 3
    assert kinds_of(incident)[1:] == ["incident.referred", "incident.referral_ended"]


def refusal(step):
    """Why a step is refused."""
    with pytest.raises(DomainError) as refused:
        step()
    return refused.value


def test_case_that_was_never_referred_is_not_settled(ladder):
    with pytest.raises(NotReferredError) as error:
        settle(make_incident())

    assert str(error.value) == "It is at no level of the ladder."


@pytest.mark.django_db(transaction=True)
def test_of_two_who_refer_at_once_one_wins():
    make_field()
    lowest, *_ = make_ladder()
    incident = make_incident()
    first, second = make_user(Role.OFFICER), make_user(Role.OFFICER)

    answers = one_after_the_other(
        lambda: refer(incident, lowest, by=first), lambda: refer(incident, lowest, by=second)
    )

    assert answers == (Referral.objects.get(referred_by=first), AlreadyReferredError)
    assert kinds_of(incident)[1:] == ["incident.referred"]


# --- Kept ---
def test_database_keeps_reasons_and_one_level_at_a_time(ladder, officer):
    incident = make_referred()
    changes = ({"reason": "Other."}, {"until": timezone.now()}, {"outcome": HOW})
    more = {"incident": incident, "level": ladder[1], "reason": WHY, "referred_by": officer}

    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(**more)


def test_only_staff_see_referrals(ladder):
    make_referred()

    seen = {role: Referral.objects.visible_to(make_user(role)).exists() for role in Role}

    assert [role for role, is_seen in seen.items() if is_seen] == [
        Role.OFFICER,
        Role.ADJUDICATOR,
        Role.AUDITOR,
    ]
