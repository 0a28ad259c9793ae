"""Did it happen? Taken up once, answered once, by nobody who told of it, on what was graded."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.codes.agreements import Act
from ceasefire.codes.incidents import IncidentState, LinkKind, UnableBecause
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import EvidenceClass
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import ReportLink
from ceasefire.incidents.opening import change_incident, link_report, part_report
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.checks import MoveNotAllowedError, NotGradedError, OwnReportError
from ceasefire.verification.models import Answer
from ceasefire.verification.services import HappenedFacts, answer_happened, take_up
from tests.builders.accounts import make_user
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import (
    RECORD_ONLY,
    incident_facts,
    make_field,
    make_incident,
    make_report,
    make_verified,
    report_facts,
    verify,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
VERIFIED, PARTLY, NOT_CONFIRMED, REFUTED, UNABLE = list(IncidentState)[2:]
CRATERS = "Two craters were seen."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def refused(error, incident, **facts):
    """An answer with these facts is refused, and nothing of it is kept."""
    before = LedgerEntry.objects.count()
    wanted = {"value": VERIFIED, "sentence": CRATERS, "evidence": (EvidenceClass.WITNESS,)}
    with pytest.raises(error) as raised:
        answer_happened(
            incident=incident,
            facts=HappenedFacts(**{**wanted, **facts}),
            by=make_user(Role.OFFICER),
        )
    assert LedgerEntry.objects.count() == before + 1  # the officer
    assert not Answer.objects.filter(incident=incident).exists()
    return raised.value


def test_officer_takes_an_incident_up(officer):
    incident = make_incident()

    taken = take_up(incident=incident, by=officer)

    incident.refresh_from_db()
    assert taken.state == incident.state == "under_verification"
    assert what_by_whom(incident) == ("incident.taken_up", officer.public_id, "")
    assert last_entry(incident).effects == effects("2021-03-05")


def test_incident_is_taken_up_once(officer):
    taken, answered = make_incident(), make_verified()
    take_up(incident=taken, by=officer)

    for incident in (taken, answered):
        with pytest.raises(MoveNotAllowedError) as error:
            take_up(incident=incident, by=officer)
        assert error.value.code == "incident_state"

    assert kinds_of(taken).count("incident.taken_up") == 1


@pytest.mark.parametrize("taken_up", [True, False])
@pytest.mark.parametrize("value", [VERIFIED, PARTLY, NOT_CONFIRMED, REFUTED])
def test_answer_is_kept_with_what_it_rests_on(value, taken_up, officer, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    report = make_report()
    incident = make_incident(reports=[report])
    if taken_up:
        take_up(incident=incident, by=officer)

    answer = verify(incident, value=value, by=officer)

    incident.refresh_from_db()
    assert (incident.state, incident.unable_because) == (value, "")
    assert (answer.question, answer.value, answer.sentence) == ("happened", value, CRATERS)
    assert (answer.given_by, answer.given_at) == (officer, timezone.now())
    assert (answer.evidence, answer.superseded_at) == (["own_observation"], None)
    assert [link.report for link in answer.rests_on.all()] == [report]
    assert str(answer) == f"Did it happen? {answer.get_value_display()}"


def test_ledger_tells_what_was_answered_and_on_what(officer):
    report = make_report()
    incident = make_incident(reports=[report])
    take_up(incident=incident, by=officer)

    verify(incident, by=officer, evidence=(EvidenceClass.WITNESS, EvidenceClass.IMAGERY))

    assert what_by_whom(incident) == ("incident.answered", officer.public_id, CRATERS)
    assert last_entry(incident).effects == effects("2021-03-05")
    assert last_entry(incident).details == {
        "question": "happened",
        "old": "under_verification",
        "new": "verified",
        "evidence": ["witness", "imagery"],
        "rests_on": [report.receipt],
    }


@pytest.mark.parametrize("because", UnableBecause)
def test_what_could_not_be_checked_says_why_and_needs_no_evidence(because):
    incident = make_incident(reports=[make_report()])

    answer = verify(incident, value=UNABLE, unable_because=because, evidence=(), rests_on=())

    incident.refresh_from_db()
    assert (incident.state, incident.unable_because) == ("unable_to_verify", because)
    assert (answer.unable_because, answer.evidence) == (because, [])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"value": IncidentState.REPORTED}, "value"),
        ({"value": IncidentState.UNDER_VERIFICATION}, "value"),
        ({"value": UNABLE}, "unable_because"),
        ({"unable_because": UnableBecause.TOO_LATE}, "unable_because"),
        ({"evidence": ()}, "evidence"),
        ({"value": REFUTED, "evidence": ()}, "evidence"),
        ({}, "rests_on"),
        ({"value": PARTLY}, "rests_on"),
    ],
)
def test_answer_that_does_not_fit_is_refused_by_its_field(facts, field):
    incident = make_incident(reports=[make_report()])

    error = refused(ValidationError, incident, **facts)

    incident.refresh_from_db()
    assert (set(error.message_dict), incident.state) == ({field}, "reported")


@pytest.mark.parametrize("value", [NOT_CONFIRMED, REFUTED])
def test_that_it_did_not_happen_need_not_rest_on_an_account(value):
    incident = make_incident(reports=[make_report()])

    answer = verify(incident, value=value, rests_on=())

    assert (answer.value, answer.rests_on.count()) == (value, 0)


def test_incident_of_no_account_is_verified_on_evidence_alone():
    incident = make_incident()

    assert verify(incident, evidence=(EvidenceClass.IMAGERY,)).value == "verified"


def test_answer_rests_on_no_account_that_was_parted_stopped_or_of_another(officer):
    reports = [make_report() for _ in range(3)]
    incident = make_incident(reports=reports[:2])
    parted, stopped = ReportLink.objects.order_by("pk")
    make_incident(reports=reports[2:])
    part_report(link=parted, reason="Elsewhere", by=officer)
    stop_report(report=reports[1], by=reports[1].author)

    for link in (parted, stopped, ReportLink.objects.last()):
        error = refused(ValidationError, incident, rests_on=(link,))
        assert set(error.message_dict) == {"rests_on"}


def test_account_that_an_answer_rests_on_is_graded_first():
    incident = make_incident(reports=[make_report()])

    error = refused(NotGradedError, incident, rests_on=(ReportLink.objects.get(),))

    assert error.code == "not_graded"


def test_account_that_it_does_not_rest_on_needs_no_grade(officer):
    incident, links = make_incident(reports=[make_report()]), tuple(ReportLink.objects.all())
    link_report(incident=incident, report=make_report(), kind=LinkKind.PART_OF, by=officer)

    answer = verify(incident, rests_on=links)

    assert list(answer.rests_on.all()) == list(links)


@pytest.mark.parametrize("way", ["own", "merged", "corrected"])
def test_nobody_verifies_what_they_themselves_reported(way):
    author = make_user(Role.OFFICER)
    report, whole = make_report(by=author), make_incident(reports=[make_report()])
    incident = make_incident(reports=[report])
    if way == "merged":
        merge_incidents(incident=incident, into=whole, reason="One", by=make_user(Role.OFFICER))
    if way == "corrected":
        correct_report(report=report, facts=report_facts(count_low=2), by=author)

    asked = whole if way == "merged" else incident
    with pytest.raises(OwnReportError) as error:
        verify(asked, by=author)

    assert (error.value.code, Answer.objects.exists()) == ("own_report", False)


def test_what_was_answered_is_not_answered_again(officer):
    incident = make_verified()

    with pytest.raises(MoveNotAllowedError, match=r"This incident is verified\. .+ came first"):
        verify(incident, value=REFUTED, by=officer)

    incident.refresh_from_db()
    assert (incident.state, Answer.objects.get().value) == ("verified", "verified")
    assert kinds_of(incident).count("incident.answered") == 1


def test_answer_is_confirmed_after_something_changed(officer, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    incident = make_verified()
    change_incident(
        incident=incident, facts=incident_facts(act=Act.AIR), reason="A jet.", by=officer
    )

    verify(incident, by=officer, sentence="One crater was seen.")

    first, second = Answer.objects.all()
    incident.refresh_from_db()
    assert (first.value, first.sentence, first.superseded_at) == (
        "verified",
        CRATERS,
        timezone.now(),
    )
    assert (second.sentence, second.superseded_at) == ("One crater was seen.", None)
    assert (incident.state, incident.changed_since_verification) == ("verified", False)
    assert last_entry(incident).details["old"] == "verified"


def test_moment_at_which_an_answer_was_replaced_stays(officer, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    incident, moments = make_verified(), []
    for weapon in ("tank", "howitzer"):
        time_machine.shift(3600)
        moments.append(timezone.now())
        facts = incident_facts(weapon=weapon)
        change_incident(incident=incident, facts=facts, reason="Tracks.", by=officer)
        verify(incident)

    replaced = Answer.objects.values_list("superseded_at", flat=True)

    assert list(replaced) == [*moments, None]


@pytest.mark.parametrize("acts", [RECORD_ONLY, ("record", "publish")])
def test_without_a_mandate_to_verify_nobody_does(acts, officer):
    make_field(acts=acts)
    incident = make_incident()

    for deed in (lambda: take_up(incident=incident, by=officer), lambda: verify(incident)):
        with pytest.raises(NotInMandateError) as error:
            deed()
        assert error.value.code == "not_in_mandate"

    incident.refresh_from_db()
    assert (incident.state, kinds_of(incident)) == ("reported", ["incident.opened"])


def test_what_was_merged_into_another_is_answered_there(officer):
    part = make_incident()
    merge_incidents(incident=part, into=make_incident(), reason="One", by=officer)

    for deed in (lambda: take_up(incident=part, by=officer), lambda: verify(part)):
        with pytest.raises(MergedIncidentError):
            deed()


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_answers():
    incident = make_incident()
    officers = [make_user(Role.OFFICER) for _ in range(2)]

    first, second = one_after_the_other(
        lambda: verify(incident, by=officers[0]).value,
        lambda: verify(incident, value=REFUTED, by=officers[1]).value,
    )

    incident.refresh_from_db()
    assert (first, second, incident.state) == ("verified", MoveNotAllowedError, "verified")
    assert Answer.objects.get().given_by == officers[0]
    assert kinds_of(incident).count("incident.answered") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_takes_it_up():
    incident, officer = make_incident(), make_user(Role.OFFICER)

    def take():
        return take_up(incident=incident, by=officer).state

    assert one_after_the_other(take, take) == ("under_verification", MoveNotAllowedError)
    assert kinds_of(incident).count("incident.taken_up") == 1
