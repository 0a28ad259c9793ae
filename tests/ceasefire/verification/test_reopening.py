"""A concluded case is opened again with what has come since, and by two."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.roles import Role
from ceasefire.common.errors import SecondPersonNeededError
from ceasefire.incidents.corrections import stop_report
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.opening import change_incident
from ceasefire.verification.checks import MoveNotAllowedError, OwnReportError
from ceasefire.verification.models import Answer, Reopening
from ceasefire.verification.queries import later_accounts_of
from ceasefire.verification.reopening import NothingHasComeError, ask_reopening, decide_reopening
from ceasefire.verification.services import ReopeningNeededError
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts
from tests.builders.answers import ask_to_reopen, attribute, confirm, tell_more
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import incident_facts, make_incident, make_report, make_verified, verify

pytestmark = pytest.mark.django_db
WHY = "A second witness came forward."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def make_asked(**facts):
    """A verified incident of which more was told, and a reopening that waits."""
    incident = make_verified()
    tell_more(incident)
    return incident, ask_to_reopen(incident, **facts)


def refused(error, incident, later_accounts=()):
    with pytest.raises(error) as raised:
        ask_reopening(
            incident=incident,
            because=WHY,
            later_accounts=later_accounts,
            by=make_user(Role.OFFICER),
        )
    assert "incident.reopening_asked" not in kinds_of(incident)
    return raised.value


def decide(reopening, *, allow=True, by=None, reason=""):
    by = by or make_user(Role.OFFICER)
    return decide_reopening(reopening=reopening, allow=allow, by=by, reason=reason)


# --- Asked for ---
def test_reopening_is_asked_for_with_the_accounts_that_are_new(officer):
    incident = make_verified()
    link = tell_more(incident)

    asked = ask_reopening(incident=incident, because=WHY, later_accounts=[link], by=officer)

    incident.refresh_from_db()
    assert (asked.asked_by, asked.because, asked.is_allowed) == (officer, WHY, None)
    assert (list(asked.later_accounts.all()), incident.state) == ([link], "verified")
    assert str(asked) == f"reopening of {incident}"
    assert what_by_whom(incident) == ("incident.reopening_asked", officer.public_id, WHY)
    assert last_entry(incident).details == {"later_accounts": [link.report.receipt]}


def test_without_anything_new_nothing_is_reopened():
    unchanged, confirmed = make_verified(), make_verified()
    tell_more(confirmed)
    confirm(confirmed)

    for incident in (unchanged, confirmed):
        assert refused(NothingHasComeError, incident).code == "no_new_evidence"


def test_what_is_open_is_not_reopened():
    refused(MoveNotAllowedError, make_incident())


def test_accounts_that_are_new_are_named_and_no_others():
    incident = make_verified()
    [old] = incident.links.all()
    tell_more(incident)

    for named in ([], [old]):
        assert set(refused(ValidationError, incident, named).message_dict) == {"later_accounts"}


def test_account_that_was_lost_and_a_correction_need_no_account_to_name(officer):
    report, corrected = make_report(), make_verified()
    stopped = make_verified(reports=[report])
    stop_report(report=report, by=report.author)
    facts = incident_facts(weapon="tank")
    change_incident(incident=corrected, facts=facts, reason="Tracks.", by=officer)

    for incident in (stopped, corrected):
        ask_reopening(incident=incident, because=WHY, later_accounts=[], by=officer)

    assert Reopening.objects.open().count() == 2


def test_accounts_of_what_was_merged_into_it_are_new(officer):
    part, whole = make_verified(), make_verified()
    merge_incidents(incident=part, into=whole, reason="One", by=officer)

    assert later_accounts_of(whole) == list(part.links.all())
    with pytest.raises(MergedIncidentError):
        ask_reopening(incident=part, because=WHY, later_accounts=[], by=officer)


def test_everything_is_new_to_what_was_never_answered():
    incident = make_incident(reports=[make_report()])

    assert later_accounts_of(incident) == list(incident.links.all())


def test_one_reopening_waits_at_a_time_and_nothing_is_confirmed_meanwhile():
    incident, _asked = make_asked(by=make_user(Role.OFFICER, name="Bela"))

    for deed in (lambda: ask_to_reopen(incident), lambda: verify(incident)):
        with pytest.raises(MoveNotAllowedError, match="Bela came first"):
            deed()

    assert Reopening.objects.count() == 1


def test_mandate_that_lets_nobody_verify_lets_nobody_reopen():
    incident, reopening = make_asked()
    make_agreement(mandates=[mandate_facts(acts=(MandateAct.RECORD,))])

    for deed in (lambda: ask_to_reopen(incident), lambda: decide(reopening)):
        with pytest.raises(NotInMandateError):
            deed()


# --- Decided ---
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADJUDICATOR])
def test_second_person_reopens_it_and_no_answer_stands(role, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    incident = make_verified()
    attribute(incident)
    time_machine.shift(3600)
    tell_more(incident)
    reopening, second = ask_to_reopen(incident), make_user(role)

    decide(reopening, by=second, reason="It is a second eye.")

    incident.refresh_from_db()
    reopening.refresh_from_db()
    assert (incident.state, incident.changed_since_verification) == ("under_verification", False)
    assert (reopening.is_allowed, reopening.decided_by, reopening.decided_at) == (
        True,
        second,
        timezone.now(),
    )
    assert set(Answer.objects.values_list("superseded_at", flat=True)) == {timezone.now()}
    expected = ("incident.reopened", second.public_id, "It is a second eye.")
    assert what_by_whom(incident) == expected
    assert last_entry(incident).effects == effects("2021-03-05")
    assert last_entry(incident).details == {"old": "verified", "new": "under_verification"}


def test_reason_why_it_could_not_be_checked_goes_when_it_is_reopened():
    incident = make_incident(reports=[make_report()])
    unable = IncidentState.UNABLE_TO_VERIFY
    verify(incident, value=unable, unable_because="no_access", evidence=(), rests_on=())
    tell_more(incident)

    decide(ask_to_reopen(incident))
    verify(incident, value=IncidentState.REFUTED)

    incident.refresh_from_db()
    assert (incident.state, incident.unable_because) == ("refuted", "")


def test_refused_reopening_leaves_the_answer_to_be_confirmed(officer):
    incident, reopening = make_asked()

    decide(reopening, allow=False, by=officer, reason="It is the same witness.")

    incident.refresh_from_db()
    assert (incident.state, incident.changed_since_verification) == ("verified", True)
    expected = ("incident.reopening_refused", officer.public_id, "It is the same witness.")
    assert what_by_whom(incident) == expected
    assert confirm(incident).value == "verified"
    assert ask_to_reopen_is_refused(incident)


def ask_to_reopen_is_refused(incident):
    with pytest.raises(NothingHasComeError):
        ask_to_reopen(incident)
    return True


def test_who_asked_does_not_decide_and_no_author_does():
    asking, author = make_user(Role.OFFICER), make_user(Role.OFFICER)
    incident = make_verified(reports=[make_report(by=author)])
    tell_more(incident)
    reopening = ask_to_reopen(incident, by=asking)

    for by, error in ((asking, SecondPersonNeededError), (author, OwnReportError)):
        with pytest.raises(error):
            decide(reopening, by=by)

    incident.refresh_from_db()
    assert (incident.state, Reopening.objects.open().count()) == ("verified", 1)


def test_reopening_is_decided_once():
    _incident, reopening = make_asked()
    decide(reopening, by=make_user(Role.OFFICER, name="Bela"))

    with pytest.raises(MoveNotAllowedError, match="Bela came first"):
        decide(reopening, allow=False)


def test_another_answer_than_before_needs_a_reopening():
    incident = make_verified()
    tell_more(incident)

    with pytest.raises(ReopeningNeededError) as error:
        verify(incident, value=IncidentState.REFUTED)

    assert (error.value.code, confirm(incident).value) == ("reopening_needed", "verified")


def test_reopening_keeps_its_words():
    _incident, reopening = make_asked()

    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        Reopening.objects.filter(pk=reopening.pk).update(because="Nothing.")
