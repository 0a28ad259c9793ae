"""Who lodges as what, against whom; whether it is admissible; and who takes it back."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from ceasefire.allegations.held import NotYourPartyError
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.services import (
    MayNotLodgeSoError,
    OutOfScopeError,
    admit_allegation,
    hold_back_allegation,
    lodge_allegation,
    withdraw_allegation,
)
from ceasefire.codes.agreements import Act
from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident
from ceasefire.monitoring.submitting import SubmissionDiffersError
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.agreements import IN_FORCE
from tests.builders.cases import (
    allegation_facts,
    liaison_of,
    make_allegation,
    make_claim,
    make_liaison,
    make_self_report,
)
from tests.builders.entries import kinds_of, last_entry, what_by_whom
from tests.builders.field import RECORD_ONLY, make_field

pytestmark = pytest.mark.django_db
PARTY, SELF, MONITOR, THIRD, OWN = LodgedAs
MAY = {Role.LIAISON: [PARTY, SELF], Role.MONITOR: [MONITOR], Role.OFFICER: [THIRD, OWN]}


def facts_of(lodged_as, **facts):
    """What may be lodged so by somebody of the right role."""
    about = {PARTY: ("NORTH", "SOUTH"), SELF: ("NORTH", "NORTH")}.get(lodged_as, (None, "SOUTH"))
    told = {"accused": about[1], "lodged_as": lodged_as, **facts}
    return allegation_facts(told.pop("accuser", about[0]), **told)


def somebody(role):
    return make_liaison("NORTH") if role == Role.LIAISON else make_user(role)


def admit(allegation):
    return admit_allegation(allegation=allegation, by=make_user(Role.OFFICER))


def shown(allegation):
    """What readers are shown of it now, if anything."""
    versions = PublishedVersion.objects.current().filter(public_id=str(allegation.public_id))
    return versions.first()


@pytest.mark.parametrize("role", [Role.LIAISON, Role.MONITOR, Role.OFFICER, Role.ADJUDICATOR])
@pytest.mark.parametrize("lodged_as", LodgedAs)
def test_each_lodges_in_their_own_way(role, lodged_as):
    make_field()
    by, facts = somebody(role), facts_of(lodged_as)

    if lodged_as not in MAY.get(role, []):
        with pytest.raises(MayNotLodgeSoError):
            lodge_allegation(facts=facts, by=by)
        assert not Allegation.objects.exists()
        return
    allegation = lodge_allegation(facts=facts, by=by)

    assert (allegation.lodged_as, allegation.lodged_by) == (lodged_as, by)
    assert (allegation.complainant is None) == (role != Role.LIAISON)
    assert last_entry(allegation).details == {"lodged_as": lodged_as, "provisions": ["1"]}


@pytest.mark.parametrize("lodged_as", [each for each in LodgedAs if each != SELF])
def test_accused_may_stay_open(lodged_as):
    make_field()
    role = next(role for role, ways in MAY.items() if lodged_as in ways)

    allegation = lodge_allegation(facts=facts_of(lodged_as, accused=None), by=somebody(role))

    assert allegation.accused is None
    assert admit(allegation).state == "admissible"


@pytest.mark.parametrize("accused", [None, "NORTH"])
def test_self_report_is_about_ones_own_party_named_or_not(accused):
    make_field()

    allegation = lodge_allegation(
        facts=facts_of(SELF, accused=accused, admits=True), by=make_liaison("NORTH")
    )

    assert (allegation.complainant.code, allegation.accused.code) == ("NORTH", "NORTH")
    assert allegation.admits


@pytest.mark.parametrize(
    ("lodged_as", "facts", "field"),
    [
        (SELF, {"accused": "SOUTH"}, "accused"),
        (PARTY, {"accused": "NORTH"}, "accused"),
        (PARTY, {"admits": True}, "admits"),
        (MONITOR, {"accuser": "NORTH"}, "complainant"),
        (THIRD, {"accuser": "UNKNOWN"}, "complainant"),
        (OWN, {"accused": "UNKNOWN"}, "accused"),
    ],
)
def test_parties_that_do_not_fit_are_refused_by_their_field(lodged_as, facts, field):
    make_field()
    role = next(role for role, ways in MAY.items() if lodged_as in ways)

    with pytest.raises(ValidationError) as error:
        lodge_allegation(facts=facts_of(lodged_as, **facts), by=somebody(role))

    assert set(error.value.message_dict) == {field}


@pytest.mark.parametrize("party", [None, "SOUTH"])
def test_liaison_reports_on_no_other_party(party):
    make_field()

    with pytest.raises(NotYourPartyError):
        lodge_allegation(
            facts=facts_of(SELF, accuser=party, accused=party), by=make_liaison("NORTH")
        )


def test_report_on_oneself_is_lodged_once_under_its_key():
    make_field()
    liaison, key = make_liaison("NORTH"), uuid4()
    for accused in ("NORTH", None):
        facts = facts_of(SELF, accused=accused)
        lodge_allegation(facts=facts, by=liaison, submission=key)

    for other in (facts_of(SELF, admits=True), facts_of(PARTY)):
        with pytest.raises(SubmissionDiffersError):
            lodge_allegation(facts=other, by=liaison, submission=key)

    assert Allegation.objects.count() == 1


def test_what_no_provision_named_covers_is_not_admitted():
    allegation = make_allegation(provisions=("2",), act=Act.INDIRECT_FIRE)

    with pytest.raises(OutOfScopeError) as error:
        admit(allegation)

    allegation.refresh_from_db()
    assert (error.value.code, allegation.state) == ("out_of_scope", "lodged")
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"provisions": ("1", "2")},
        {"place": None, "place_text": "by the mill"},
        {"accused": None},
    ],
)
def test_what_a_provision_covers_or_may_cover_is_admitted(facts):
    assert admit(make_allegation(**facts)).state == "admissible"


def test_scope_is_that_of_the_claim_not_of_the_incident():
    early = make_allegation(at=IN_FORCE.replace(year=2020))
    with pytest.raises(OutOfScopeError):
        admit_allegation(
            allegation=early,
            incident=admit(make_allegation()).incident,
            by=make_user(Role.OFFICER),
        )


@pytest.mark.parametrize("admits", [True, False])
def test_report_on_oneself_is_shown_once_it_is_admitted(admits):
    report = make_self_report("NORTH", admits=admits)
    before = shown(report)

    admit(report)

    document = shown(report).document
    assert before is None
    assert (document["lodged_as"], document["admits"]) == ("self_report", admits)
    assert (document["put_on"], document["due_on"], document["response"]) == (None, None, None)
    assert kinds_of(report)[:2] == ["allegation.lodged", "allegation.admitted"]


def test_report_on_oneself_is_not_shown_where_it_may_not_be():
    make_field(acts=RECORD_ONLY)
    kept = make_self_report()
    make_field("DEMO-2")
    held_back = make_self_report(agreement="DEMO-2")
    hold_back_allegation(allegation=held_back, reason="Danger", by=make_user(Role.ADJUDICATOR))

    for each in (kept, held_back):
        admit(each)

    assert [shown(each) for each in (kept, held_back)] == [None, None]


def test_withdrawn_report_on_oneself_is_shown_as_withdrawn():
    report = admit(make_self_report("NORTH"))

    withdraw_allegation(allegation=report, reason="We erred.", by=liaison_of("NORTH"))

    assert shown(report).document["state"] == "withdrawn"
    assert Incident.objects.get() == report.incident


def test_monitor_takes_back_what_they_lodged_and_an_officer_what_the_mechanism_did():
    monitor, officer = make_user(Role.MONITOR), make_user(Role.OFFICER)
    claims = {monitor: make_claim(MONITOR, by=monitor), officer: admit(make_claim(THIRD))}

    for by, claim in claims.items():
        withdraw_allegation(allegation=claim, reason="It was thunder.", by=by)

    assert [what_by_whom(each)[:2] for each in claims.values()] == [
        ("allegation.withdrawn", monitor.public_id),
        ("allegation.withdrawn", officer.public_id),
    ]


@pytest.mark.parametrize("lodged_as", LodgedAs)
def test_nobody_takes_back_what_is_another_s(lodged_as):
    make_field()
    role = next(role for role, ways in MAY.items() if lodged_as in ways)
    claim = lodge_allegation(facts=facts_of(lodged_as), by=somebody(role))
    others = [make_liaison("SOUTH"), make_user(Role.MONITOR), make_user(Role.ADJUDICATOR)]
    others += [make_user(Role.OFFICER)] if role != Role.OFFICER else [make_liaison("NORTH")]

    for other in others:
        with pytest.raises(NotYourPartyError):
            withdraw_allegation(allegation=claim, reason="No", by=other)

    claim.refresh_from_db()
    assert claim.state == "lodged"
