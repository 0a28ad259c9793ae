"""What an officer puts on record of who holds what: it fits the agreement, and is kept once."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from ceasefire.codes.roles import Role
from ceasefire.common.citations import Citation
from ceasefire.incidents.choices import ControlKind
from ceasefire.incidents.claiming import submit_control_claim
from ceasefire.incidents.models import ControlClaim
from ceasefire.incidents.services import ControlClaimFacts
from ceasefire.monitoring.submitting import SubmissionDiffersError
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.agreements import DEMO
from tests.builders.database import acting_as
from tests.builders.entries import what_by_whom
from tests.builders.field import known_field
from tests.builders.parties import make_party

pytestmark = pytest.mark.django_db
ONCE = UUID("11111111-1111-4111-8111-111111111111")
SAYS = Citation(asserted_by="Southern Command", source_title="Invented communiqué 9")


def claim(*, by=None, submission=None, **facts):
    """Northern Command is said to besiege Weir Bridge."""
    known_field()
    usual = {"place": "demo:weir", "area": "DV-N", "on_day": date(2021, 3, 5), **facts}
    wanted = ControlClaimFacts(
        key="",
        agreement=DEMO,
        kind=usual.pop("kind", ControlKind.BESIEGED),
        place_text="Weir Bridge",
        parties=usual.pop("parties", ("NORTH",)),
        citation=SAYS,
        **usual,
    )
    by = by or make_user(Role.OFFICER)
    return submit_control_claim(facts=wanted, by=by, submission=submission)


def refused(**facts):
    """The fields at which these facts are refused."""
    with pytest.raises(ValidationError) as refusal:
        claim(**facts)
    assert ControlClaim.objects.count() == 0
    return set(refusal.value.message_dict)


def test_claim_is_recorded_and_published_in_the_name_of_its_officer():
    known_field()
    officer = make_user(Role.OFFICER)

    with acting_as("ceasefire_web"):
        made = claim(by=officer, against="SOUTH")

    shown = PublishedVersion.objects.of_kind(PublishedKind.CONTROL_CLAIM).get()
    assert shown.public_id == str(made.public_id)
    assert shown.document["asserted_by"] == "Southern Command"
    assert what_by_whom(made)[:2] == ("version.published", officer.public_id)


def test_party_that_takes_no_part_can_only_be_held_against():
    known_field()
    make_party("BAND")

    assert refused(parties=("NORTH", "BAND")) == {"parties"}
    assert refused(parties=()) == {"parties"}
    assert refused(against="NORTH") == {"against"}
    assert claim(against="BAND").against.code == "BAND"


def test_day_is_said_and_has_come():
    assert refused(on_day=None) == {"on_day"}
    assert refused(on_day=date(2999, 1, 1)) == {"on_day"}
    assert claim(on_day=None, when_in_words="since the first of March").on_day is None


def test_area_lies_in_that_of_the_agreement():
    assert refused(area="NOWHERE") == {"area"}
    assert claim(area=None).area is None


def test_same_form_is_kept_once_and_other_words_change_nothing():
    officer = make_user(Role.OFFICER)
    made = [claim(by=officer, submission=ONCE) for _time in range(2)]

    with pytest.raises(SubmissionDiffersError):
        claim(by=officer, submission=ONCE, kind=ControlKind.HOLDS)

    assert made[0] == made[1]
    assert ControlClaim.objects.get().kind == ControlKind.BESIEGED
    assert PublishedVersion.objects.of_kind(PublishedKind.CONTROL_CLAIM).count() == 1
