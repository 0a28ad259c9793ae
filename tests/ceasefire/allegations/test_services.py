"""A party's claim is lodged, and admitted or refused; its words stay its own."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ceasefire.allegations.held import AllegationClosedError, NotYourPartyError
from ceasefire.allegations.models import Allegation
from ceasefire.allegations.services import (
    MayNotLodgeSoError,
    admit_allegation,
    lodge_allegation,
    refuse_allegation,
    withdraw_allegation,
)
from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.incidents.held import MergedIncidentError
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.submitting import SubmissionDiffersError
from ceasefire.parties.liaisons import end_liaison
from ceasefire.parties.models import Liaison
from tests.builders.accounts import make_user
from tests.builders.cases import (
    allegation_facts,
    liaison_of,
    make_admitted,
    make_allegation,
    make_liaison,
)
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import THAT_DAY, make_field, make_incident, system
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
WHY = "It was our own exercise."


@pytest.fixture
def officer():
    return make_user(Role.OFFICER)


@pytest.fixture
def liaison():
    """Somebody who speaks for Northern Command."""
    make_field()
    return make_liaison("NORTH")


def test_claim_is_kept_in_the_words_of_who_lodged_it(liaison, time_machine):
    time_machine.move_to("2021-03-06T08:00:00Z", tick=False)
    facts = allegation_facts("NORTH", words="قصفوا الجسر", language="ar", provisions=("1", "2"))

    allegation = lodge_allegation(facts=facts, by=liaison)

    allegation.refresh_from_db()
    assert (allegation.complainant.code, allegation.accused.code) == ("NORTH", "SOUTH")
    assert (allegation.words, allegation.language) == ("قصفوا الجسر", "ar")
    assert (allegation.act, allegation.begins_at) == ("indirect_fire", THAT_DAY)
    assert [each.number for each in allegation.provisions.all()] == ["1", "2"]
    assert (allegation.lodged_by, allegation.lodged_at) == (liaison, timezone.now())
    assert (allegation.state, allegation.incident, allegation.area.code) == ("lodged", None, "DV-N")
    assert str(allegation) == allegation.reference


def test_ledger_tells_who_lodged_it_and_which_day_it_touches(liaison):
    allegation = lodge_allegation(facts=allegation_facts(), by=liaison)

    assert what_by_whom(allegation) == ("allegation.lodged", liaison.public_id, "")
    assert last_entry(allegation).details == {"lodged_as": "party", "provisions": ["1"]}
    assert last_entry(allegation).effects == effects("2021-03-05")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"accused": "UNKNOWN"}, "accused"),
        ({"accused": "NORTH"}, "accused"),
        ({"provisions": ()}, "provisions"),
        ({"provisions": ("9",)}, "provisions"),
        ({"provisions": ("1", "9")}, "provisions"),
        ({"words": ""}, "words"),
        ({"act": "sorcery"}, "act"),
        ({"place": "demo:unknown"}, "place"),
        ({"ends_at": THAT_DAY - timedelta(hours=1)}, "ends_at"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(liaison, facts, field):
    with pytest.raises(ValidationError) as error:
        lodge_allegation(facts=allegation_facts("NORTH", **facts), by=liaison)

    assert set(error.value.message_dict) == {field}
    assert not Allegation.objects.exists()


def test_liaison_speaks_for_their_own_party_only(liaison):
    before = LedgerEntry.objects.count()

    with pytest.raises(NotYourPartyError) as error:
        lodge_allegation(facts=allegation_facts("SOUTH"), by=liaison)
    end_liaison(liaison=Liaison.objects.of(liaison).get(), by=system())
    with pytest.raises(NotYourPartyError):
        lodge_allegation(facts=allegation_facts("NORTH"), by=liaison)

    assert error.value.code == "not_your_party"
    assert not Allegation.objects.exists()
    assert LedgerEntry.objects.count() == before + 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.LIAISON])
def test_role_alone_lets_nobody_lodge(role):
    make_field()

    with pytest.raises(MayNotLodgeSoError) as error:
        lodge_allegation(facts=allegation_facts(), by=make_user(role))

    assert error.value.code == "may_not_lodge_so"


def test_same_sending_again_lodges_once(liaison):
    key = uuid4()

    first, second = (
        lodge_allegation(facts=allegation_facts(), by=liaison, submission=key) for _ in range(2)
    )

    assert first == second
    assert (Allegation.objects.count(), kinds_of(first)) == (1, ["allegation.lodged"])


@pytest.mark.parametrize(
    "other",
    [
        {"words": "They shelled the mill."},
        {"act": Act.AIR},
        {"provisions": ("2",)},
        {"language": "ar"},
        {"at": THAT_DAY + timedelta(hours=1)},
        {"place_text": "the mill"},
        {"latitude": 0.4, "longitude": 0.4},
    ],
)
def test_other_claim_under_one_key_is_refused(liaison, other):
    key = uuid4()
    lodge_allegation(facts=allegation_facts(), by=liaison, submission=key)

    with pytest.raises(SubmissionDiffersError):
        lodge_allegation(facts=allegation_facts(**other), by=liaison, submission=key)

    assert Allegation.objects.count() == 1


def test_keys_of_two_liaisons_are_two_sendings(liaison):
    key, facts = uuid4(), allegation_facts()

    for by in (liaison, make_liaison("NORTH")):
        lodge_allegation(facts=facts, by=by, submission=key)
    lodge_allegation(facts=facts, by=liaison)

    assert Allegation.objects.count() == 3


def test_admitted_claim_is_linked_to_an_incident(officer):
    allegation, incident = make_allegation(), make_incident(THAT_DAY + timedelta(days=1))

    admitted = admit_allegation(allegation=allegation, incident=incident, by=officer)

    assert (admitted.state, admitted.incident) == ("admissible", incident)
    assert list(Allegation.objects.admitted()) == [allegation]
    assert Incident.objects.count() == 1
    assert what_by_whom(allegation) == ("allegation.admitted", officer.public_id, "")
    assert last_entry(allegation).details == {"incident": incident.reference}
    assert last_entry(allegation).effects == effects("2021-03-05", "2021-03-06")


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"ends_at": THAT_DAY + timedelta(hours=3), "place_text": "by the mill"},
        {"place": None, "latitude": 0.25, "longitude": 0.75, "place_precision": "within_25_km"},
        {"place": None, "area": "DV-S", "place_precision": "district", "time_precision": "day"},
        {"place": None, "place_text": "at the mill"},
    ],
)
def test_without_an_incident_one_is_opened_from_the_claim(officer, where):
    allegation = make_allegation(act=Act.DIRECT_FIRE, **where)

    admitted = admit_allegation(allegation=allegation, by=officer)

    incident = Incident.objects.get()
    assert (admitted.incident, incident.opened_by) == (incident, officer)
    assert incident.happening() == allegation.happening()
    assert (incident.act, incident.state) == ("direct_fire", "reported")
    assert kinds_of(incident) == ["incident.opened"]


def test_claim_of_today_opens_an_incident_today(officer, time_machine):
    time_machine.move_to(THAT_DAY + timedelta(hours=2), tick=False)
    allegation = make_allegation(time_precision="day")

    admitted = admit_allegation(allegation=allegation, by=officer)

    assert admitted.incident.happening() == allegation.happening()


def test_incident_of_another_agreement_or_merged_away_is_refused(officer):
    allegation, merged = make_allegation(), make_incident()
    merge_incidents(incident=merged, into=make_incident(), reason="One", by=officer)

    with pytest.raises(MergedIncidentError):
        admit_allegation(allegation=allegation, incident=merged, by=officer)
    with pytest.raises(ValidationError) as error:
        admit_allegation(
            allegation=allegation, incident=make_incident(agreement="DEMO-2"), by=officer
        )

    assert set(error.value.message_dict) == {"incident"}
    allegation.refresh_from_db()
    assert (allegation.state, allegation.incident) == ("lodged", None)


def test_refused_claim_says_why(officer):
    allegation = make_allegation()

    refused = refuse_allegation(allegation=allegation, reason="It names no act.", by=officer)

    assert (refused.state, refused.state_because) == ("inadmissible", "It names no act.")
    assert what_by_whom(allegation) == (
        "allegation.refused",
        officer.public_id,
        "It names no act.",
    )
    assert last_entry(allegation).effects == effects("2021-03-05")


@pytest.mark.parametrize("make", [make_allegation, make_admitted])
def test_party_withdraws_its_own_claim_and_the_incident_stays(make):
    allegation, colleague = make(), make_liaison("NORTH")
    incident = allegation.incident

    withdrawn = withdraw_allegation(allegation=allegation, reason=WHY, by=colleague)

    assert (withdrawn.state, withdrawn.state_because) == ("withdrawn", WHY)
    assert (withdrawn.incident, Incident.objects.first()) == (incident, incident)
    assert what_by_whom(allegation) == ("allegation.withdrawn", colleague.public_id, WHY)
    assert last_entry(allegation).effects == effects("2021-03-05")


def test_nobody_else_withdraws_it(officer):
    allegation = make_allegation("NORTH")

    for somebody in (liaison_of("SOUTH"), officer):
        with pytest.raises(NotYourPartyError):
            withdraw_allegation(allegation=allegation, reason=WHY, by=somebody)

    allegation.refresh_from_db()
    assert allegation.state == "lodged"


def admit(allegation):
    return admit_allegation(allegation=allegation, by=make_user(Role.OFFICER))


def refuse(allegation):
    return refuse_allegation(allegation=allegation, reason="No", by=make_user(Role.OFFICER))


def withdraw(allegation):
    return withdraw_allegation(allegation=allegation, reason=WHY, by=liaison_of("NORTH"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (admit, admit),
        (admit, refuse),
        (refuse, admit),
        (refuse, refuse),
        (refuse, withdraw),
        (withdraw, admit),
        (withdraw, refuse),
        (withdraw, withdraw),
    ],
)
def test_what_is_decided_is_not_decided_again(before, after):
    allegation = make_allegation()
    state, kinds = before(allegation).state, kinds_of(allegation)

    with pytest.raises(AllegationClosedError) as error:
        after(allegation)

    allegation.refresh_from_db()
    assert (error.value.code, allegation.state) == ("allegation_closed", state)
    assert kinds_of(allegation) == kinds


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_lodge_once():
    make_field()
    liaison, key, facts = make_liaison("NORTH"), uuid4(), allegation_facts()

    def lodge():
        return lodge_allegation(facts=facts, by=liaison, submission=key).pk

    first, second = one_after_the_other(lodge, lodge)

    assert first == second == Allegation.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_decides():
    allegation = make_allegation()

    first, second = one_after_the_other(
        lambda: admit(allegation).state, lambda: refuse(allegation).state
    )

    assert (first, second) == ("admissible", AllegationClosedError)
    assert kinds_of(allegation) == ["allegation.lodged", "allegation.admitted"]


def test_facts_say_no_more_than_they_must():
    facts = replace(allegation_facts(), words="They fired.")

    assert facts.language == "en"
