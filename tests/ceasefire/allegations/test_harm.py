"""Nothing is put to a party before another officer has found that nobody is harmed by it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ceasefire.allegations.documents import allegation_document, statement_of
from ceasefire.allegations.harm import (
    HarmCheckClosedError,
    HarmCheckStandsError,
    NotFoundUnsafeError,
    OwnDraftError,
    answer_harm_check,
    draft_harm_check,
    end_unput,
    settle_harm_check,
)
from ceasefire.allegations.models import Allegation, HarmCheck, Notification
from ceasefire.allegations.notifying import notify_accused
from ceasefire.allegations.putting import (
    AlreadyNotifiedError,
    HarmCheckNeededError,
    HarmCheckOutdatedError,
    NotAdmittedError,
)
from ceasefire.allegations.services import hold_back_allegation, withdraw_allegation
from ceasefire.codes.allegations import HarmAnswer, HarmQuestion, HarmVerdict
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Party
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.cases import (
    check_for_harm,
    liaison_of,
    make_admitted,
    make_allegation,
    make_claim,
    make_notified,
    make_self_report,
    make_unput,
    make_unsafe,
)
from tests.builders.entries import effects, last_entry, what_by_whom
from tests.builders.field import RECORD_ONLY, make_field
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
WHY = "Only two people saw it."
ALL_SAFE = dict.fromkeys(HarmQuestion, HarmAnswer.SAFE)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def draft(allegation=None, by=None):
    return draft_harm_check(
        allegation=allegation or make_admitted(), by=by or make_user(Role.OFFICER)
    )


def answer(check, by=None, because=WHY, **answers):
    given = ALL_SAFE | {HarmQuestion(name): HarmAnswer(word) for name, word in answers.items()}
    by = by or make_user(Role.OFFICER)
    return answer_harm_check(check=check, answers=given, because=because, by=by)


def settle(check, *, may_be_put=True, by=None):
    by = by or make_user(Role.CUSTODIAN)
    return settle_harm_check(check=check, may_be_put=may_be_put, because=WHY, by=by)


def notify(allegation):
    return notify_accused(allegation=allegation, proof="By hand.", by=make_user(Role.OFFICER))


def test_draft_freezes_what_the_accused_would_read(officer):
    allegation = make_admitted()

    check = draft(allegation, officer)

    check.refresh_from_db()
    assert (check.verdict, check.drafted_by) == (HarmVerdict.OPEN, officer)
    assert check.statement == statement_of(allegation)
    assert str(check) == f"harm check of {allegation}"
    expected = ("allegation.harm_check_drafted", officer.public_id, "")
    assert what_by_whom(allegation) == expected
    with pytest.raises(IntegrityError), transaction.atomic():
        HarmCheck.objects.update(statement={})


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (make_allegation, NotAdmittedError),
        (make_notified, AlreadyNotifiedError),
        (make_unput, NotAdmittedError),
    ],
)
def test_only_what_can_be_put_is_checked(make, error):
    with pytest.raises(error):
        draft(make())


def test_what_names_nobody_else_is_checked_for_nobody():
    nameless, own = make_claim(accused=None), make_self_report()
    Allegation.objects.update(state="admissible", incident=make_admitted().incident)

    for each in (nameless, own):
        with pytest.raises(NotAdmittedError):
            draft(each)


@pytest.mark.parametrize("answers", [None, {"wording": "unsure"}, {"wording": "unsafe"}])
def test_statement_that_was_not_found_safe_is_checked_once(answers):
    check = draft()
    if answers:
        answer(check, **answers)

    with pytest.raises(HarmCheckStandsError) as error:
        draft(check.allegation)

    assert error.value.code == "harm_check_stands"
    assert HarmCheck.objects.get().superseded_at is None


def test_what_may_be_put_can_be_checked_once_more():
    first = check_for_harm(make_admitted())

    second = draft(first.allegation)

    first.refresh_from_db()
    assert first.superseded_at is not None
    assert list(HarmCheck.objects.standing()) == [second]
    with pytest.raises(HarmCheckNeededError):
        notify(first.allegation)


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({}, HarmVerdict.MAY_BE_PUT),
        ({"known_to_few": "unsure"}, HarmVerdict.WITH_CUSTODIAN),
        ({"wording": "unsafe"}, HarmVerdict.MUST_NOT),
        ({"allowed": "unsafe", "still_there": "unsure"}, HarmVerdict.MUST_NOT),
    ],
)
def test_another_officer_answers_every_question(answers, verdict, officer):
    check = draft()

    answered = answer(check, officer, **answers)

    answered.refresh_from_db()
    given = {each: getattr(answered, each) for each in HarmQuestion}
    assert given == ALL_SAFE | answers
    assert (answered.verdict, answered.checked_by, answered.because) == (verdict, officer, WHY)
    entry = last_entry(check.allegation)
    assert (entry.kind, entry.reason) == ("allegation.harm_checked", WHY)
    assert entry.details == {"verdict": verdict}


def test_who_drafted_the_statement_does_not_answer(officer):
    check = draft(by=officer)

    with pytest.raises(OwnDraftError) as error:
        answer(check, officer)

    check.refresh_from_db()
    assert (error.value.code, check.verdict) == ("own_draft", HarmVerdict.OPEN)


def test_what_is_not_safe_is_said_why():
    check = draft()

    with pytest.raises(ValidationError) as error:
        answer(check, because="", allowed="unsure")

    assert list(error.value.message_dict) == ["because"]
    assert answer(check, because="").verdict == HarmVerdict.MAY_BE_PUT


def test_check_is_answered_once():
    check = draft()
    answer(check)

    with pytest.raises(HarmCheckClosedError) as error:
        answer(check, wording="unsafe")

    check.refresh_from_db()
    assert error.value.code == "harm_check_closed"
    assert check.verdict == HarmVerdict.MAY_BE_PUT


def test_check_of_what_was_withdrawn_or_checked_anew_is_closed():
    withdrawn, replaced = draft(), check_for_harm(make_admitted())
    withdraw_allegation(allegation=withdrawn.allegation, reason="-", by=liaison_of("NORTH"))
    draft(replaced.allegation)

    for check in (withdrawn, replaced):
        with pytest.raises(HarmCheckClosedError):
            answer(check)


@pytest.mark.parametrize(
    ("may_be_put", "verdict"), [(True, HarmVerdict.MAY_BE_PUT), (False, HarmVerdict.MUST_NOT)]
)
def test_custodian_settles_what_an_officer_was_unsure_of(may_be_put, verdict):
    check, custodian = answer(draft(), wording="unsure"), make_user(Role.CUSTODIAN)

    settled = settle(check, may_be_put=may_be_put, by=custodian)

    settled.refresh_from_db()
    assert (settled.verdict, settled.settled_by) == (verdict, custodian)
    expected = ("allegation.harm_settled", custodian.public_id, WHY)
    assert what_by_whom(check.allegation) == expected


def test_custodian_settles_nothing_else():
    for check in (draft(), answer(draft()), answer(draft(), wording="unsafe")):
        with pytest.raises(HarmCheckClosedError):
            settle(check)


@pytest.mark.parametrize("answers", [None, {"wording": "unsure"}, {"wording": "unsafe"}])
def test_nothing_is_put_without_a_check_that_allows_it(answers):
    allegation = make_admitted()
    if answers:
        check_for_harm(allegation, **answers)

    with pytest.raises(HarmCheckNeededError) as error:
        notify(allegation)

    assert error.value.code == "harm_check_needed"
    assert not Notification.objects.exists()


def test_check_is_of_the_very_words_that_are_put():
    allegation = make_admitted()
    check_for_harm(allegation)
    Party.objects.filter(code="SOUTH").update(names={"en": "Another name"})

    with pytest.raises(HarmCheckOutdatedError) as error:
        notify(allegation)
    check_for_harm(allegation)

    assert error.value.code == "harm_check_outdated"
    assert notify(allegation).statement["accused"]["names"] == {"en": "Another name"}


def test_what_must_not_be_put_ends_as_recorded(officer):
    allegation = make_unsafe()

    ended = end_unput(allegation=allegation, reason="A child tells.", by=officer)

    assert (ended.state, ended.state_because) == ("not_put", "")
    entry = last_entry_of(ended, "allegation.not_put")
    assert (entry.actor_id, entry.reason) == (officer.public_id, "A child tells.")
    assert entry.effects == effects("2021-03-05")
    with pytest.raises(NotAdmittedError):
        end_unput(allegation=allegation, reason="Again", by=officer)


@pytest.mark.parametrize("answers", [None, {}, {"wording": "unsure"}])
def test_what_was_not_found_unsafe_does_not_end_so(answers, officer):
    allegation = make_admitted()
    if answers is not None:
        check_for_harm(allegation, **answers)

    with pytest.raises(NotFoundUnsafeError) as error:
        end_unput(allegation=allegation, reason="No time", by=officer)

    assert error.value.code == "not_found_unsafe"


def last_entry_of(allegation, kind):
    return type(last_entry(allegation)).objects.about(allegation).get(kind=kind)


def test_readers_are_told_that_it_was_recorded_and_its_month():
    ended = make_unput(words="Our cook saw the gun.")

    [version] = PublishedVersion.objects.filter(public_id=str(ended.public_id))

    assert version.document == {
        "agreement": {"code": "DEMO-1", "names": ended.agreement.names},
        "is_demo": True,
        "state": "not_put",
        "lodged_as": "party",
        "reference": ended.reference,
        "month": "2021-03",
    }
    assert version.sort_at.isoformat() == "2021-03-01T00:00:00+00:00"
    assert allegation_document(ended).body == version.document


def test_without_a_mandate_to_publish_or_held_back_readers_are_told_nothing():
    held = make_unsafe()
    hold_back_allegation(allegation=held, reason="-", by=make_user(Role.ADJUDICATOR))
    end_unput(allegation=held, reason="-", by=make_user(Role.OFFICER))
    make_field(acts=RECORD_ONLY)
    make_unput()

    kinds = PublishedVersion.objects.values_list("kind", flat=True)
    assert "allegation" not in set(kinds)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_answers():
    check, officers = draft(), [make_user(Role.OFFICER) for _ in range(2)]

    first, second = one_after_the_other(
        lambda: answer(check, officers[0], wording="unsafe").verdict,
        lambda: answer(check, officers[1]).verdict,
    )

    assert (first, second) == (HarmVerdict.MUST_NOT, HarmCheckClosedError)
    assert HarmCheck.objects.get().checked_by == officers[0]
