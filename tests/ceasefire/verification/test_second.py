"""What is established is signed by a second person, on what still bears it."""

import pytest
from django.utils import timezone

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.roles import Role
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.incidents.corrections import stop_report
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.answering import sign_answer
from ceasefire.verification.attributed import attribution_of
from ceasefire.verification.checks import (
    ChangedSinceVerificationError,
    MoveNotAllowedError,
    OwnReportError,
)
from ceasefire.verification.models import Answer
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts
from tests.builders.answers import (
    attribute,
    confirm,
    establish,
    make_seen_by_two,
    tell_more,
)
from tests.builders.entries import effects, last_entry, what_by_whom
from tests.builders.field import make_report, make_verified

pytestmark = pytest.mark.django_db


def refused(error, answer, by=None):
    before = LedgerEntry.objects.filter(kind="incident.signed").count()
    with pytest.raises(error) as raised:
        sign_answer(answer=answer, by=by or make_user(Role.OFFICER))
    assert LedgerEntry.objects.filter(kind="incident.signed").count() == before
    return raised.value


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADJUDICATOR])
def test_second_person_signs_and_from_then_on_it_counts_in_full(role, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    incident, second = make_seen_by_two(), make_user(role)
    answer = establish(incident, is_signed=False)
    before = attribution_of(incident).state

    sign_answer(answer=answer, by=second)

    answer.refresh_from_db()
    assert (answer.second_by, answer.second_at) == (second, timezone.now())
    assert (before, attribution_of(incident).state) == ("probable", "established")
    assert what_by_whom(incident) == ("incident.signed", second.public_id, "")
    assert last_entry(incident).effects == effects("2021-03-05")
    assert last_entry(incident).details == {
        "question": "by_whom",
        "party": "SOUTH",
        "new": "established",
    }


def test_nobody_signs_what_they_answered_themselves():
    answer = establish(make_seen_by_two(), is_signed=False)

    assert refused(SecondPersonNeededError, answer, answer.given_by).code == "second_person_needed"


def test_nobody_signs_on_their_own_report():
    author = make_user(Role.OFFICER)
    incident = make_verified(reports=[make_report(by=author), make_report()])
    answer = establish(incident, is_signed=False)

    refused(OwnReportError, answer, author)


def test_what_is_signed_or_needs_no_second_is_not_signed():
    one, other = make_seen_by_two(), make_verified()

    for answer in (establish(one), attribute(other)):
        assert refused(MoveNotAllowedError, answer).code == "incident_state"


def test_while_another_answer_waits_one_that_was_signed_is_not_signed_again():
    incident = make_seen_by_two()
    signed = establish(incident)
    establish(incident, "NORTH", is_signed=False)

    refused(MoveNotAllowedError, signed)


def test_nothing_is_signed_until_a_change_was_confirmed():
    incident = make_seen_by_two()
    answer = establish(incident, is_signed=False)
    tell_more(incident)

    refused(MoveNotAllowedError, answer)
    confirm(incident)
    sign_answer(answer=answer, by=make_user(Role.OFFICER))

    assert Answer.objects.get(pk=answer.pk).is_signed


def test_answer_whose_account_was_stopped_is_not_signed():
    reports = [make_report() for _ in range(3)]
    incident = make_verified(reports=reports)
    answer = establish(incident, is_signed=False)
    stop_report(report=reports[0], by=reports[0].author)
    incident.refresh_from_db()
    confirm(incident)

    error = refused(ChangedSinceVerificationError, answer)

    assert (error.code, attribution_of(incident).state) == (
        "changed_since_verification",
        "unattributed",
    )


def test_mandate_that_lets_nobody_attribute_lets_nobody_sign():
    incident = make_seen_by_two()
    answer = establish(incident, is_signed=False)
    make_agreement(mandates=[mandate_facts(acts=(MandateAct.RECORD, MandateAct.VERIFY))])

    refused(NotInMandateError, answer)
