"""Which allegations, checks and deadlines wait for whom. Beside each stands what must not."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.allegations import waiting
from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.harm import draft_harm_check, settle_harm_check
from ceasefire.allegations.models import MutualAccusation
from ceasefire.allegations.mutual import put_aside_mutual
from ceasefire.allegations.notifying import acknowledge
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.allegations.services import admit_allegation, withdraw_allegation
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user
from tests.builders.cases import (
    answer_for,
    check_for_harm,
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_claim,
    make_guarantor,
    make_notified,
    make_self_report,
    make_unput,
    put,
)
from tests.builders.field import make_incident, system

pytestmark = pytest.mark.django_db
PUT = datetime(2021, 3, 8, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def take_back(allegation):
    by = liaison_of(allegation.complainant.code)
    return withdraw_allegation(allegation=allegation, reason="Mistaken", by=by)


def liaison_of_south():
    make_allegation()  # and with it the valley
    return liaison_of("SOUTH")


def test_what_was_lodged_waits_to_be_admitted_or_refused(officer):
    first, second, withdrawn = make_allegation(), make_allegation("SOUTH"), make_allegation()
    take_back(withdrawn)
    make_admitted()

    assert list(waiting.to_admit(officer)) == [first, second]


def test_what_is_admitted_and_names_a_party_waits_for_a_harm_check(officer):
    admitted = make_admitted()
    make_notified()
    check_for_harm(make_admitted())
    admit_allegation(allegation=make_self_report(), by=officer)
    admit_allegation(allegation=make_claim(accused=None), by=officer)
    make_unput()

    [found] = waiting.to_check(officer)

    assert found == admitted
    assert found.waits_since > admitted.lodged_at


def test_harm_check_waits_for_another_officer_than_who_asked(officer):
    colleague = make_user(Role.OFFICER)
    own = draft_harm_check(allegation=make_admitted(), by=officer)
    other = draft_harm_check(allegation=make_admitted(), by=colleague)
    gone = draft_harm_check(allegation=make_admitted(), by=colleague)
    take_back(gone.allegation)
    check_for_harm(make_admitted())

    assert list(waiting.checks_to_answer(officer)) == [other]
    assert list(waiting.checks_to_answer(colleague)) == [own]


def test_what_follows_a_harm_check_waits_by_its_verdict(officer):
    custodian = make_user(Role.CUSTODIAN)
    safe, unsafe = (
        check_for_harm(make_admitted()),
        check_for_harm(make_admitted(), wording="unsafe"),
    )
    unsure, settled = (check_for_harm(make_admitted(), allowed="unsure") for _ in range(2))
    settled = settle_harm_check(check=settled, may_be_put=True, because="Told us", by=custodian)
    make_notified()
    make_unput()

    assert list(waiting.to_put(officer)) == [safe, settled]
    assert list(waiting.to_end_unput(officer)) == [unsafe]
    assert list(waiting.checks_to_settle(custodian)) == [unsure]
    assert list(waiting.to_put(custodian)) == [settled]  # its permission is another's


def test_answers_that_are_owed_wait_once_they_are_overdue(officer, time_machine):
    time_machine.move_to(PUT, tick=False)
    late, withdrawn = make_notified(), make_notified()
    make_answered()
    take_back(withdrawn)
    before = list(waiting.overdue(officer))
    time_machine.move_to(PUT + 30 * DAY, tick=False)
    make_notified()

    [found] = waiting.overdue(officer)

    assert (before, found, found.waits_since) == ([], late, PUT)
    assert found.falls_due == late.notification.due_at


def test_requests_for_more_time_wait_while_they_matter(officer):
    asked, decided, answered = make_notified(), make_notified(), make_notified()
    south = liaison_of("SOUTH")
    open_one, closed, moot = (
        ask_for_time(allegation=each, words="We inquire.", by=south)
        for each in (asked, decided, answered)
    )
    decide_time_request(request=closed, is_granted=True, because="", by=officer)
    answer_for("SOUTH", answered)

    assert moot.is_granted is None
    assert list(waiting.time_to_decide(officer)) == [open_one]


def test_proposals_wait_until_somebody_decides(officer):
    for _ in range(2):
        incident = make_incident()
        make_admitted("NORTH", incident=incident)
        make_admitted("SOUTH", incident=incident)
    first, *others = MutualAccusation.objects.order_by("pk")
    for each in others:
        put_aside_mutual(mutual=each, reason="Apart", by=officer)

    assert list(waiting.mutual_to_decide(officer)) == [first]


def test_side_acknowledges_first_and_answers_what_was_delivered(time_machine):
    south = liaison_of_south()
    time_machine.move_to(PUT, tick=False)
    deemed = make_notified()
    time_machine.move_to(PUT + DAY, tick=False)
    do_owed_reminders(by=system())
    known, fresh, withdrawn = make_notified(), make_notified(), make_notified()
    acknowledge(allegation=known, by=south)
    take_back(withdrawn)
    make_answered()

    assert list(waiting.to_acknowledge(south)) == [fresh]
    assert list(waiting.to_answer(south)) == [deemed, known]


def test_side_is_told_of_nothing_that_was_not_put_to_it():
    south, guarantor = liaison_of_south(), make_guarantor("SOUTH")
    make_notified("SOUTH")
    draft_harm_check(allegation=make_admitted(), by=make_user(Role.OFFICER))
    check_for_harm(make_admitted())
    make_unput()

    for rows in (waiting.to_acknowledge, waiting.to_answer):
        assert [list(rows(each)) for each in (south, guarantor)] == [[], []]


def test_what_was_put_together_stands_in_the_order_in_which_it_was_put(time_machine):
    south = liaison_of_south()
    time_machine.move_to(PUT, tick=False)
    earlier, later = make_admitted(), make_admitted()
    for each in (later, earlier):
        put(each)

    assert list(waiting.to_acknowledge(south)) == [later, earlier]
