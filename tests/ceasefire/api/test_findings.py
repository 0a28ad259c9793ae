import pytest

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.verification.finding_adopting import withdraw_finding
from tests.builders.accounts import make_user
from tests.builders.field import make_verified
from tests.builders.findings import make_adopted, make_full, make_signed

pytestmark = pytest.mark.django_db
LIST = "/api/v1/findings/"
NO_VIOLATION = FindingOutcome.NO_VIOLATION


@pytest.fixture
def found(partner):
    """`found(**query)`: the references of the findings that answer it."""

    def listed(**query):
        answer = partner.get(LIST, query)
        assert answer.status_code == 200, answer.content
        return {each["reference"] for each in answer.json()["results"]}

    return listed


def test_finding_is_as_described(partner, described):
    full = make_full(make_verified())
    make_adopted(FindingOutcome.INCONCLUSIVE, accused=None)

    assert described("findings", partner.get(LIST).json()) == []
    single = partner.get(f"{LIST}{full.public_id}/").json()
    assert described("findings/{id}", single) == []
    assert (single["outcome"], single["reply"]["words"]) == ("violation", "We fired at nobody.")
    assert single["published"]["version"] == 2


def test_only_what_two_adopted_is_told(partner, found):
    signed, adopted = make_signed(NO_VIOLATION), make_adopted(NO_VIOLATION)

    assert found() == {adopted.reference}
    assert partner.get(f"{LIST}{signed.public_id}/").status_code == 404


def test_withdrawn_finding_is_a_tombstone(partner, found):
    finding = make_adopted()
    withdraw_finding(finding=finding, reason="Forged.", by=make_user(Role.ADJUDICATOR))

    told = partner.get(f"{LIST}{finding.public_id}/").json()

    assert (found(), told["published"]["withdrawn_because"]) == (set(), "Forged.")


def test_superseded_finding_names_what_stands_in_its_place(partner, described):
    old = make_adopted()
    successor = make_adopted(NO_VIOLATION, incident=old.incident, supersedes=old)

    told = partner.get(f"{LIST}{old.public_id}/").json()

    assert described("findings/{id}", told) == []
    assert (told["state"], told["superseded_by"]["id"]) == (
        "superseded", str(successor.public_id),
    )  # fmt: skip


def test_findings_are_found_by_what_was_found_on_whom(found):
    incident = make_verified()
    one = make_adopted(NO_VIOLATION, incident=incident)
    other = make_adopted(FindingOutcome.INCONCLUSIVE, incident=incident, accused=None)

    assert found(outcome="no_violation") == found(accused="SOUTH") == {one.reference}
    assert found(provision="1", area="DV-N") == {one.reference, other.reference}
    assert found(agreement="DEMO-2") == found(to="2021-03-09") == set()
