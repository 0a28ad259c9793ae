"""Who tells us: a pseudonym, and a letter that two people agree on."""

import re

import pytest
from django.db import IntegrityError, transaction

from ceasefire.codes.grades import Reliability
from ceasefire.codes.roles import Role
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.monitoring.models import Source, SourceReview
from ceasefire.monitoring.sources import (
    NoReviewError,
    ReviewIsOpenError,
    confirm_letter,
    know_source,
    propose_letter,
)
from tests.builders.accounts import make_user
from tests.builders.entries import kinds_of, last_entry, what_by_whom
from tests.builders.field import make_report

pytestmark = pytest.mark.django_db
WHY = "Three of five were confirmed."


@pytest.fixture
def source():
    return know_source(by=make_user(Role.MONITOR))


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def propose(source, by, letter=Reliability.B):
    return propose_letter(source=source, letter=letter, reason=WHY, by=by)


def test_whoever_is_new_cannot_be_judged_yet():
    monitor = make_user(Role.MONITOR, name="Ada Weir")

    source = know_source(by=monitor)

    assert (source.account, source.reliability) == (monitor, Reliability.F)
    assert re.fullmatch(r"S-[2-9A-Z]{4}-[2-9A-Z]{3}", source.pseudonym)
    assert str(source) == source.pseudonym


def test_source_is_known_again():
    monitor, other = make_user(Role.MONITOR), make_user(Role.MONITOR)

    assert know_source(by=monitor) == know_source(by=monitor)
    assert know_source(by=monitor) != know_source(by=other)
    assert Source.objects.count() == 2


def test_proposal_changes_nothing_yet(source, officer):
    review = propose(source, officer)

    source.refresh_from_db()
    assert source.reliability == Reliability.F
    assert (review.letter, review.proposed_by, review.confirmed_at) == ("B", officer, None)
    assert str(review) == f"{source.pseudonym}: B"
    assert what_by_whom(source) == ("source.letter_proposed", officer.public_id, WHY)
    assert (last_entry(source).details, last_entry(source).effects) == ({"letter": "B"}, {})


def test_another_officer_confirms_and_every_report_inherits_the_letter(source, officer):
    report = make_report(by=source.account)
    propose(source, officer)
    second = make_user(Role.OFFICER)

    graded = confirm_letter(source=source, by=second)

    review = SourceReview.objects.get()
    assert (graded.reliability, review.confirmed_by) == (Reliability.B, second)
    assert review.confirmed_at is not None
    report.refresh_from_db()
    assert report.source.reliability == Reliability.B
    assert what_by_whom(source) == ("source.graded", second.public_id, "")
    assert last_entry(source).details == {"old": "F", "new": "B"}


def test_nobody_confirms_their_own_proposal(source, officer):
    propose(source, officer)

    with pytest.raises(SecondPersonNeededError) as refused:
        confirm_letter(source=source, by=officer)

    source.refresh_from_db()
    assert (refused.value.code, source.reliability) == ("second_person_needed", Reliability.F)
    assert kinds_of(source) == ["source.letter_proposed"]


def test_second_proposal_waits_for_the_first(source, officer):
    propose(source, officer)

    with pytest.raises(ReviewIsOpenError) as refused:
        propose(source, make_user(Role.OFFICER), Reliability.C)

    assert refused.value.code == "source_review_open"
    assert kinds_of(source) == ["source.letter_proposed"]


def test_confirmed_letter_may_be_changed_again(source, officer):
    second = make_user(Role.OFFICER)
    propose(source, officer)
    confirm_letter(source=source, by=second)

    propose(source, second, Reliability.D)
    confirm_letter(source=source, by=officer)

    source.refresh_from_db()
    assert source.reliability == Reliability.D
    assert last_entry(source).details == {"old": "B", "new": "D"}


def test_without_a_proposal_there_is_nothing_to_confirm(source, officer):
    with pytest.raises(NoReviewError) as refused:
        confirm_letter(source=source, by=officer)

    assert refused.value.code == "no_source_review"
    assert kinds_of(source) == []


@pytest.mark.parametrize(
    ("confirmed", "constraint"),
    [
        ({"confirmed_by": "other"}, "source_review_confirmed_has_who_and_when"),
        ({"confirmed_at": "2021-03-05T09:00Z"}, "source_review_confirmed_has_who_and_when"),
        (
            {"confirmed_by": "proposer", "confirmed_at": "2021-03-05T09:00Z"},
            "source_review_is_confirmed_by_a_second_person",
        ),
    ],
)
def test_database_wants_a_second_person_and_a_moment(source, officer, confirmed, constraint):
    people = {"proposer": officer, "other": make_user(Role.OFFICER)}
    facts = {name: people.get(value, value) for name, value in confirmed.items()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SourceReview.objects.create(
            source=source, letter="B", reason=WHY, proposed_by=officer, **facts
        )


def test_database_keeps_one_open_proposal_per_source(source, officer):
    propose(source, officer)

    with pytest.raises(IntegrityError, match="one_open_review_per_source"), transaction.atomic():
        SourceReview.objects.create(source=source, letter="C", reason=WHY, proposed_by=officer)


@pytest.mark.parametrize("field", ["pseudonym", "account"])
def test_database_keeps_one_source_per_account_and_per_pseudonym(source, field):
    taken = {field: getattr(source, field)}

    with pytest.raises(IntegrityError, match=field), transaction.atomic():
        Source.objects.create(**{"pseudonym": "S-2222-222", **taken})
