"""A finding is drafted on what is known, reviewed by another, returned, and corrected."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ceasefire.agreements.mandates import NotInMandateError
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.roles import Role
from ceasefire.codes.verification import AttributionLevel, FindingGround, FindingOutcome
from ceasefire.common.errors import OwnDraftError
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.opening import change_incident
from ceasefire.verification.checks import ChangedSinceVerificationError
from ceasefire.verification.finding_adopting import withdraw_finding
from ceasefire.verification.finding_grounds import NotAttributedError, NotHappenedError
from ceasefire.verification.finding_held import FindingStateError
from ceasefire.verification.findings import (
    AnotherFindingNeededError,
    FindingStandsError,
    change_finding,
    correct_finding,
    draft_finding,
    return_finding,
    review_finding,
    submit_finding,
)
from ceasefire.verification.models import Finding
from ceasefire.verification.publishing import NotVerifiedError
from tests.builders.accounts import make_user
from tests.builders.agreements import make_agreement, mandate_facts, provision_facts
from tests.builders.answers import attribute
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import (
    RECORD_ONLY,
    incident_facts,
    make_field,
    make_incident,
    make_report,
    make_verified,
    verify,
)
from tests.builders.findings import (
    BECAUSE,
    finding_facts,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_put,
    make_reviewed,
    make_signed,
)
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
VIOLATION, NO_VIOLATION = FindingOutcome.VIOLATION, FindingOutcome.NO_VIOLATION
UNDETERMINED = FindingOutcome.UNDETERMINED


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


def refused(error, deed):
    """What the deed is refused with; it leaves no finding behind."""
    before = Finding.objects.count()
    with pytest.raises(error) as raised:
        deed()
    assert Finding.objects.count() == before
    return raised.value


def test_draft_is_made_by_an_officer_by_the_standard_of_the_mandate(officer):
    make_field()
    make_agreement(
        provisions=[provision_facts("1")],
        mandates=[mandate_facts(
            acts=("record", "verify", "attribute", "rule"),
            standard_of_proof="clear_and_convincing",
        )],
    )  # fmt: skip

    finding = make_drafted(by=officer)

    assert (finding.state, finding.standard_of_proof) == ("draft", "clear_and_convincing")
    assert (finding.outcome, finding.reasoning, finding.accused.code) == (
        "violation", BECAUSE, "SOUTH",
    )  # fmt: skip
    assert what_by_whom(finding) == ("finding.drafted", officer.public_id, "")
    assert last_entry(finding).effects == effects("2021-03-05")
    assert last_entry(finding).details["accused"] == "SOUTH"


@pytest.mark.parametrize("acts", [RECORD_ONLY, ("record", "verify", "attribute", "publish")])
def test_without_a_mandate_to_rule_nothing_is_found(acts):
    make_field(acts=acts)
    incident = make_incident(reports=[make_report()])

    raised = refused(NotInMandateError, lambda: make_drafted(NO_VIOLATION, incident=incident))

    assert raised.code == "not_in_mandate"


def test_nothing_is_found_before_verification_has_ended_or_while_it_is_doubted(officer):
    changed = make_verified()
    change_incident(
        incident=changed, facts=incident_facts(weapon="tank"), reason="Tracks.", by=officer
    )

    errors = [
        refused(NotVerifiedError, lambda: make_drafted(NO_VIOLATION, incident=make_incident())),
        refused(
            ChangedSinceVerificationError, lambda: make_drafted(NO_VIOLATION, incident=changed)
        ),
    ]

    assert [each.code for each in errors] == ["not_verified", "changed_since_verification"]


def test_violation_needs_that_it_happened():
    incident = make_incident(reports=[make_report()])
    verify(incident, value=IncidentState.NOT_CONFIRMED, rests_on=())

    raised = refused(NotHappenedError, lambda: make_drafted(incident=incident))

    assert raised.code == "not_happened"
    assert make_drafted(NO_VIOLATION, incident=incident).outcome == NO_VIOLATION


@pytest.mark.parametrize("level", [None, AttributionLevel.POSSIBLE])
def test_violation_needs_that_the_party_at_least_probably_did_it(level):
    incident = make_verified()
    if level:
        attribute(incident, "SOUTH", level=level)

    raised = refused(NotAttributedError, lambda: make_drafted(incident=incident))

    assert raised.code == "not_attributed"
    assert make_drafted(FindingOutcome.NOT_ATTRIBUTABLE, incident=incident).ground == ""


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reasoning": "  "}, "reasoning"),
        ({"accused": None}, "accused"),
        ({"outcome": UNDETERMINED}, "ground"),
        ({"outcome": UNDETERMINED, "ground": FindingGround.DEMINING}, "ground"),
        ({"outcome": NO_VIOLATION, "ground": FindingGround.DEMINING}, "ground"),
    ],
)
def test_draft_says_why_and_on_what_ground(facts, field):
    incident = make_verified()

    raised = refused(ValidationError, lambda: make_drafted(incident=incident, **facts))

    assert list(raised.message_dict) == [field]


def test_outcome_that_needs_a_ground_keeps_it():
    finding = make_drafted(UNDETERMINED, ground=FindingGround.EXCLUDED_TARGET_CLAIMED)

    assert finding.ground == "excluded_target_claimed"


def test_provision_is_of_the_same_agreement(officer):
    incident, other = make_verified(), make_agreement("DEMO-2")

    def draft():
        draft_finding(
            incident=incident, provision=other.provisions.get(), accused=None,
            facts=finding_facts(NO_VIOLATION), by=officer,
        )  # fmt: skip

    assert list(refused(ValidationError, draft).message_dict) == ["provision"]


def test_one_finding_stands_on_one_provision_and_party():
    incident = make_verified()
    first = make_drafted(NO_VIOLATION, incident=incident)

    raised = refused(FindingStandsError, lambda: make_drafted(NO_VIOLATION, incident=incident))

    assert (raised.code, first.reference in str(raised)) == ("finding_stands", True)
    make_drafted(NO_VIOLATION, incident=incident, provision="2")
    make_drafted(NO_VIOLATION, incident=incident, accused=None)
    withdraw_finding(finding=first, reason="Doubled.", by=make_user(Role.ADJUDICATOR))
    assert make_drafted(NO_VIOLATION, incident=incident).state == "draft"


def test_database_holds_it_too():
    finding = make_drafted()
    Finding.objects.filter(pk=finding.pk).update(outcome=NO_VIOLATION, accused=None)
    twin = make_drafted(NO_VIOLATION, incident=finding.incident)

    with pytest.raises(IntegrityError, match="one_finding_stands"), transaction.atomic():
        Finding.objects.filter(pk=twin.pk).update(accused=None)


def test_another_takes_the_place_of_an_adopted_one_only_and_once(officer):
    old, waiting = make_adopted(), make_drafted(NO_VIOLATION)
    same = {"incident": old.incident, "supersedes": old}

    foreign = refused(
        ValidationError, lambda: make_drafted(incident=waiting.incident, supersedes=old)
    )
    early = refused(
        FindingStateError,
        lambda: make_drafted(NO_VIOLATION, incident=waiting.incident, supersedes=waiting),
    )
    draft = make_drafted(NO_VIOLATION, **same)
    twice = refused(FindingStandsError, lambda: make_drafted(NO_VIOLATION, **same))

    assert (list(foreign.message_dict), early.code) == (["supersedes"], "finding_state")
    assert (draft.supersedes, twice.code) == (old, "finding_stands")


def test_incident_that_is_part_of_another_bears_no_finding(officer):
    part = make_verified()
    draft = make_drafted(NO_VIOLATION, incident=part)
    merge_incidents(incident=part, into=make_incident(), reason="One.", by=officer)

    refused(MergedIncidentError, lambda: make_drafted(incident=part))
    refused(MergedIncidentError, lambda: submit_finding(finding=draft, by=officer))


def test_draft_is_changed(officer):
    finding = make_drafted()
    facts = finding_facts(NO_VIOLATION, reasoning="The craters are older.")

    change_finding(finding=finding, facts=facts, by=officer)

    finding.refresh_from_db()
    assert (finding.outcome, finding.reasoning, finding.state) == (
        "no_violation", "The craters are older.", "draft",
    )  # fmt: skip
    assert finding.drafted_by == officer
    assert what_by_whom(finding) == ("finding.changed", officer.public_id, "")
    details = last_entry(finding).details
    assert (details["old"], details["new"]) == ("violation", "no_violation")


def test_finding_that_is_no_draft_is_not_changed_and_says_who_came_first(officer):
    finding = make_reviewed()

    with pytest.raises(FindingStateError) as raised:
        change_finding(finding=finding, facts=finding_facts(), by=officer)

    assert raised.value.code == "finding_state"
    assert str(raised.value).startswith(
        f"This finding is in legal review. {finding.reviewed_by.name} came first,"
    )


def test_violation_that_was_not_put_is_not_proposed_after_another_outcome_was(officer):
    finding = make_put(NO_VIOLATION)
    Finding.objects.filter(pk=finding.pk).update(state="draft")

    with pytest.raises(AnotherFindingNeededError) as raised:
        change_finding(finding=finding, facts=finding_facts(VIOLATION), by=officer)

    assert raised.value.code == "another_finding_needed"
    facts = finding_facts(FindingOutcome.INCONCLUSIVE)
    assert change_finding(finding=finding, facts=facts, by=officer).outcome == "inconclusive"


def test_violation_that_was_put_may_be_given_up_and_proposed_again(officer):
    finding = return_finding(finding=make_deliberated(), reason="Too short.", by=officer)

    change_finding(finding=finding, facts=finding_facts(NO_VIOLATION), by=officer)

    changed = change_finding(finding=finding, facts=finding_facts(VIOLATION), by=officer)
    assert changed.outcome == VIOLATION


def test_draft_is_reviewed_by_another(officer):
    finding = make_drafted(by=officer)
    submit_finding(finding=finding, by=officer)

    with pytest.raises(OwnDraftError) as raised:
        review_finding(finding=finding, by=officer)
    lawyer = make_user(Role.ADJUDICATOR)
    reviewed = review_finding(finding=finding, by=lawyer)

    assert (raised.value.code, reviewed.reviewed_by) == ("own_draft", lawyer)
    assert kinds_of(finding) == ["finding.drafted", "finding.submitted", "finding.reviewed"]
    with pytest.raises(FindingStateError):
        review_finding(finding=finding, by=lawyer)


def test_returned_finding_is_a_draft_and_nobody_has_reviewed_or_adopted_it(officer):
    finding = make_signed()

    return_finding(finding=finding, reason="It answers the reply in no word.", by=officer)

    finding.refresh_from_db()
    assert (finding.state, finding.reviewed_by, finding.adopted_by) == ("draft", None, None)
    assert finding.state_because == "It answers the reply in no word."
    assert finding.replied_at is not None
    assert what_by_whom(finding)[2] == "It answers the reply in no word."
    assert submit_finding(finding=finding, by=officer).state_because == ""


def test_correction_is_adopted_again_and_readers_wait_for_it(officer):
    finding = make_adopted()
    facts = finding_facts(reasoning="Three craters point to the southern bank.")

    correct_finding(finding=finding, facts=facts, reason="A third was found.", by=officer)

    finding.refresh_from_db()
    assert (finding.state, finding.adopted_by, finding.adopted_with) == ("deliberation", None, None)
    assert (finding.corrected_because, finding.drafted_by) == ("A third was found.", officer)
    assert (finding.was_adopted, what_by_whom(finding)[2]) == (True, "A third was found.")


def test_correction_says_something_else_but_no_other_outcome(officer):
    finding = make_adopted()
    other, same = finding_facts(NO_VIOLATION), finding_facts()

    with pytest.raises(AnotherFindingNeededError):
        correct_finding(finding=finding, facts=other, reason="Wrong.", by=officer)
    with pytest.raises(ValidationError, match="what it says already"):
        correct_finding(finding=finding, facts=same, reason="Wrong.", by=officer)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_draft_together_the_second_is_refused():
    incident = make_verified()

    first, second = one_after_the_other(
        lambda: make_drafted(NO_VIOLATION, incident=incident).state,
        lambda: make_drafted(NO_VIOLATION, incident=incident).state,
    )

    assert (first, second) == ("draft", FindingStandsError)
