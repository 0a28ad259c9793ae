"""By whom? For one party, or that nobody can be named; on what is graded; once, until more comes."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.codes.agreements import MandateAct
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.observations import Basis
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import EvidenceClass
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import ReportLink
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.answering import answer_by_whom
from ceasefire.verification.checks import MoveNotAllowedError, NotGradedError, OwnReportError
from ceasefire.verification.models import Answer
from tests.builders.accounts import make_user
from tests.builders.answers import (
    ESTABLISHED,
    NOBODY,
    POSSIBLE,
    PROBABLE,
    attribute,
    by_whom_facts,
    confirm,
    make_seen_by_two,
    tell_more,
)
from tests.builders.cases import make_answered
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import make_field, make_incident, make_report, make_verified, verify

pytestmark = pytest.mark.django_db
RIDGE = "The shells came from the southern ridge."
VERIFY_ONLY = (MandateAct.RECORD, MandateAct.VERIFY, MandateAct.PUBLISH)


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def refused(error, incident, *args, **facts):
    """An answer by whom is refused, and nothing of it is kept."""
    by = facts.pop("by", None) or make_user(Role.OFFICER)
    before = LedgerEntry.objects.count(), Answer.objects.count()
    with pytest.raises(error) as raised:
        attribute(incident, *args, by=by, **facts)
    assert (LedgerEntry.objects.count(), Answer.objects.count()) == before
    return raised.value


def standing(incident):
    answers = Answer.objects.standing().filter(incident=incident, question="by_whom")
    return [(answer.party and answer.party.code, answer.value) for answer in answers]


@pytest.mark.parametrize("level", [POSSIBLE, PROBABLE])
def test_answer_for_a_party_is_kept_with_what_it_rests_on(level, officer, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    incident = make_verified()

    answer = attribute(incident, "SOUTH", level, by=officer)

    assert (answer.question, answer.party.code, answer.value) == ("by_whom", "SOUTH", level)
    assert (answer.sentence, answer.evidence) == (RIDGE, ["own_observation", "imagery"])
    assert (answer.given_by, answer.given_at) == (officer, timezone.now())
    assert (answer.needs_second, answer.is_signed) == (False, True)
    assert list(answer.rests_on.all()) == list(ReportLink.objects.all())


def test_ledger_tells_of_whom_it_was_answered_and_on_what(officer):
    report = make_report()
    incident = make_verified(reports=[report])

    attribute(incident, "SOUTH", by=officer)

    assert what_by_whom(incident) == ("incident.answered", officer.public_id, RIDGE)
    assert last_entry(incident).effects == effects("2021-03-05")
    assert last_entry(incident).details == {
        "question": "by_whom",
        "party": "SOUTH",
        "new": "probable",
        "evidence": ["own_observation", "imagery"],
        "rests_on": [report.receipt],
    }


def test_that_nobody_can_be_named_needs_no_evidence(officer):
    incident = make_verified()

    answer = attribute(incident, None, by=officer)

    assert (answer.party, answer.value, answer.evidence) == (None, NOBODY, [])
    assert last_entry(incident).details["party"] is None


@pytest.mark.parametrize("state", [each for each in IncidentState if "verified" not in each])
def test_only_what_happened_is_attributed(state):
    incident = make_incident(reports=[make_report()])
    if state not in {IncidentState.REPORTED, IncidentState.UNDER_VERIFICATION}:
        why = "too_late" if state == IncidentState.UNABLE_TO_VERIFY else None
        verify(incident, value=state, unable_because=why, rests_on=())

    assert refused(MoveNotAllowedError, incident).code == "incident_state"


def test_incident_nobody_has_worked_on_says_only_how_it_stands():
    error = refused(MoveNotAllowedError, make_incident())

    assert str(error) == "This incident is reported."


@pytest.mark.parametrize(
    ("party", "facts", "field"),
    [
        ("SOUTH", {"level": NOBODY}, "party"),
        (None, {"level": PROBABLE}, "party"),
        ("SOUTH", {"evidence": ()}, "evidence"),
        ("SOUTH", {"rests_on": ()}, "rests_on"),
        ("SOUTH", {"level": ESTABLISHED, "evidence": (EvidenceClass.WITNESS,)}, "evidence"),
        ("SOUTH", {"level": ESTABLISHED}, "rests_on"),
    ],
)
def test_answer_that_does_not_fit_is_refused_by_its_field(party, facts, field, officer):
    incident = make_verified()
    told = by_whom_facts(incident, party)
    wanted = type(told)(**{**vars(told), **facts})

    with pytest.raises(ValidationError) as error:
        answer_by_whom(incident=incident, facts=wanted, by=officer)

    assert (set(error.value.message_dict), standing(incident)) == ({field}, [])


def test_two_who_repeat_one_witness_establish_nothing():
    told = {"basis": Basis.TOLD_BY_WITNESS, "relayed_from": "A nurse"}
    incident = make_verified(reports=[make_report(**told), make_report(**told)])

    error = refused(ValidationError, incident, "SOUTH", ESTABLISHED)

    assert set(error.message_dict) == {"rests_on"}


def test_what_is_partly_verified_is_probable_at_most():
    incident = make_incident(reports=[make_report(), make_report()])
    verify(incident, value=IncidentState.PARTLY_VERIFIED)

    error = refused(ValidationError, incident, "SOUTH", ESTABLISHED)

    assert set(error.message_dict) == {"value"}
    assert attribute(incident, "SOUTH", PROBABLE).value == "probable"


def test_account_that_it_rests_on_is_graded_first():
    incident = make_verified()
    link = tell_more(incident)
    confirmed = tuple(incident.links.exclude(pk=link.pk))
    verify(incident, rests_on=confirmed)
    ReportLink.objects.filter(pk=link.pk).update(credibility="")

    assert refused(NotGradedError, incident, "SOUTH", rests_on=(link,)).code == "not_graded"


def test_nobody_attributes_what_they_themselves_reported():
    author = make_user(Role.OFFICER)
    incident = make_verified(reports=[make_report(by=author)])

    assert refused(OwnReportError, incident, by=author).code == "own_report"


def test_where_the_mandate_does_not_let_the_mechanism_attribute_nobody_does():
    make_field(acts=VERIFY_ONLY)

    assert refused(NotInMandateError, make_verified()).code == "not_in_mandate"


def test_what_changed_is_confirmed_before_anybody_is_named():
    incident = make_verified()
    tell_more(incident)

    refused(MoveNotAllowedError, incident)
    confirm(incident)

    assert attribute(incident).value == "probable"


def test_what_was_merged_into_another_is_answered_there(officer):
    part = make_verified()
    merge_incidents(incident=part, into=make_verified(), reason="One", by=officer)

    refused(MergedIncidentError, part)


# --- One answer, until more comes ---
@pytest.mark.parametrize(
    ("first", "second"), [("SOUTH", "SOUTH"), ("SOUTH", None), (None, "SOUTH"), (None, None)]
)
def test_who_comes_second_is_told_who_came_first(first, second, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    incident = make_verified()
    attribute(incident, first, by=make_user(Role.OFFICER, name="Bela"))

    error = refused(MoveNotAllowedError, incident, second)

    told = "This incident is verified. Bela came first, 6 March 2021, 10:00 (Etc/GMT-2)."
    assert (str(error), len(standing(incident))) == (told, 1)


def test_other_parties_are_answered_each_for_itself():
    incident = make_verified()
    attribute(incident, "SOUTH")

    attribute(incident, "NORTH", POSSIBLE)

    assert standing(incident) == [("SOUTH", "probable"), ("NORTH", "possible")]


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("SOUTH", "SOUTH", [("NORTH", "probable"), ("SOUTH", "possible")]),
        ("SOUTH", None, [(None, "not_attributable")]),
    ],
)
def test_answer_gives_way_once_a_change_was_confirmed(first, second, left):
    incident = make_verified()
    for party in (first, "NORTH"):
        attribute(incident, party)
    tell_more(incident)
    confirm(incident)

    attribute(incident, second, POSSIBLE)

    assert standing(incident) == left
    assert Answer.objects.filter(superseded_at__isnull=False, question="by_whom").exists()


def test_that_nobody_can_be_named_gives_way_to_a_party_once_it_has_answered(officer):
    incident = make_verified()
    attribute(incident, None)
    make_answered("NORTH", incident=incident, words="Our battery did not fire.")

    attribute(incident, "SOUTH")

    assert standing(incident) == [("SOUTH", "probable")]
    assert kinds_of(incident).count("incident.answered") == 3


def test_two_origins_and_classes_establish_it_and_a_second_person_is_asked_for():
    answer = attribute(make_seen_by_two(), "SOUTH", ESTABLISHED)

    assert (answer.value, answer.needs_second, answer.is_signed) == ("established", True, False)
