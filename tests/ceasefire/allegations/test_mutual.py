"""Opposed allegations are proposed once, by the service, and decided once, by a person."""

from datetime import timedelta

import pytest
from django.db import transaction

from ceasefire.accounts.models import User
from ceasefire.allegations.held import AllegationClosedError
from ceasefire.allegations.meeting import said_responses
from ceasefire.allegations.models import MutualAccusation
from ceasefire.allegations.mutual import (
    MutualDecidedError,
    confirm_mutual,
    propose_mutual,
    put_aside_mutual,
)
from ceasefire.allegations.services import admit_allegation, refuse_allegation, withdraw_allegation
from ceasefire.codes.allegations import MutualKind, MutualState
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents, undo_merge
from ceasefire.incidents.models import Incident, IncidentRelation
from ceasefire.incidents.opening import part_incidents, relate_incidents
from ceasefire.ledger.models import LedgerEntry
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_claim,
    make_self_report,
    make_unput,
)
from tests.builders.entries import effects, kinds_of, last_entry, what_by_whom
from tests.builders.field import THAT_DAY, make_field, make_incident, system
from tests.builders.races import one_after_the_other

pytestmark = pytest.mark.django_db
SAME, RESPONSE, PARALLEL = MutualKind
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


@pytest.fixture
def officer():
    make_field()
    return make_user(Role.OFFICER, name="Olga")


def kinds():
    """How the proposals that there are let two meet, in the order they were made."""
    return list(MutualAccusation.objects.order_by("pk").values_list("kind", flat=True))


def make_mutual(**facts):
    """A proposal: Southern Command tells the shelling the other way round."""
    make_admitted("NORTH")
    make_admitted("SOUTH", **facts)
    return MutualAccusation.objects.latest("pk")


# --- Proposed ---
def test_what_is_told_the_other_way_round_is_proposed_once(officer):
    norths = make_admitted("NORTH")
    assert kinds() == []

    souths = make_admitted("SOUTH", at=THAT_DAY + HOUR)

    mutual = MutualAccusation.objects.get()
    assert (mutual.first, mutual.second) == (norths, souths)
    assert (mutual.kind, mutual.state, mutual.decided_by) == (SAME, "proposed", None)
    assert str(mutual) == f"{norths} and {souths}"
    assert what_by_whom(mutual) == ("mutual.proposed", system().public_id, "")
    assert last_entry(mutual).details == {
        "allegations": [norths.reference, souths.reference], "old": None, "new": SAME,
    }  # fmt: skip
    assert last_entry(mutual).effects == effects("2021-03-05")
    assert propose_mutual(allegation=norths, by=system()) == []
    assert propose_mutual(allegation=souths, by=system()) == []


def test_what_was_not_put_for_safety_is_held_against_others_too(officer):
    make_unput("NORTH")

    make_admitted("SOUTH")

    assert kinds() == [SAME]


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_allegation("SOUTH"),
        lambda: make_admitted("NORTH", at=THAT_DAY + HOUR),
        lambda: make_admitted("SOUTH", accused=None),
        lambda: make_admitted("SOUTH", at=THAT_DAY + 40 * HOUR),
        lambda: make_admitted_claim(),
        lambda: make_admitted_claim(make_self_report, "SOUTH"),
    ],
    ids=["lodged only", "same side", "accused open", "40 hours later", "a monitor's", "on oneself"],
)
def test_what_does_not_accuse_in_turn_is_not_proposed(officer, make):
    make_admitted("NORTH")

    make()

    assert kinds() == []


def make_admitted_claim(make=make_claim, *args):
    return admit_allegation(allegation=make(*args), by=make_user(Role.OFFICER))


@pytest.mark.parametrize("step", [refuse_allegation, withdraw_allegation])
def test_what_is_no_longer_claimed_is_not_proposed(officer, step):
    ended = make_allegation("NORTH")
    by = liaison_of("NORTH") if step is withdraw_allegation else officer
    step(allegation=ended, reason="Mistaken.", by=by)

    make_admitted("SOUTH")

    assert propose_mutual(allegation=ended, by=system()) == []
    assert kinds() == []


def test_opposed_allegations_of_one_incident_meet_whatever_times_they_name(officer):
    incident = make_incident()
    make_admitted("NORTH", incident=incident)

    make_admitted("SOUTH", incident=incident, at=THAT_DAY + WEEK)

    assert kinds() == [SAME]


def test_relating_and_merging_incidents_proposes_anew_while_nobody_has_decided(officer):
    north = make_admitted("NORTH").incident
    south = make_admitted("SOUTH", at=THAT_DAY + WEEK).incident
    assert kinds() == []
    relation = relate_incidents(incident=south, other=north, kind=LinkKind.PART_OF, by=officer)
    assert kinds() == [PARALLEL]

    relate_incidents(incident=north, other=south, kind=LinkKind.RESPONSE_TO, by=officer)
    assert kinds() == [RESPONSE]
    part_incidents(relation=relation, by=officer)
    merge_incidents(incident=south, into=north, reason="One.", by=officer)
    assert kinds() == [SAME]
    undo_merge(incident=south, reason="Two.", by=officer)

    mutual = MutualAccusation.objects.get()
    assert mutual.kind == RESPONSE
    assert kinds_of(mutual) == ["mutual.proposed"] * 4
    assert (last_entry(mutual).details["old"], last_entry(mutual).details["new"]) == (
        SAME,
        RESPONSE,
    )


def test_what_was_merged_stands_as_that_which_it_was_merged_into(officer):
    north = make_admitted("NORTH").incident
    whole = make_incident(THAT_DAY + WEEK)
    merge_incidents(incident=north, into=whole, reason="One.", by=officer)
    south = make_admitted("SOUTH", at=THAT_DAY + 2 * WEEK).incident

    relate_incidents(incident=south, other=whole, kind=LinkKind.RESPONSE_TO, by=officer)

    [mutual] = MutualAccusation.objects.all()
    assert mutual.kind == RESPONSE
    assert list(said_responses(mutual)) == [IncidentRelation.objects.get()]


def test_incidents_without_an_allegation_propose_nothing(officer):
    one, other = make_incident(), make_incident()

    relate_incidents(incident=one, other=other, kind=LinkKind.SAME, by=officer)

    assert kinds() == []


@pytest.mark.django_db(transaction=True)
def test_two_that_are_admitted_at_once_see_each_other():
    make_field()
    norths, souths = make_allegation("NORTH"), make_allegation("SOUTH")
    first, second = make_user(Role.OFFICER), make_user(Role.OFFICER)

    one_after_the_other(
        lambda: admit_allegation(allegation=norths, by=first),
        lambda: admit_allegation(allegation=souths, by=second),
    )

    assert kinds() == [SAME]


def test_proposals_are_kept_or_lost_with_what_they_rest_on(officer):
    make_admitted("NORTH")
    souths = make_allegation("SOUTH")
    before = LedgerEntry.objects.count()

    with transaction.atomic():
        admit_allegation(allegation=souths, by=officer)
        transaction.set_rollback(True)

    assert (kinds(), LedgerEntry.objects.count(), Incident.objects.count()) == ([], before, 1)


# --- Decided ---
def test_officer_confirms_how_two_meet(officer, time_machine):
    mutual = make_mutual()
    time_machine.move_to("2021-03-09T08:00:00Z", tick=False)

    confirmed = confirm_mutual(mutual=mutual, kind=PARALLEL, by=officer)

    mutual.refresh_from_db()
    assert confirmed == mutual
    assert (mutual.state, mutual.kind, mutual.because) == ("confirmed", PARALLEL, "")
    assert (mutual.decided_by, mutual.decided_at.isoformat()) == (
        officer, "2021-03-09T08:00:00+00:00",
    )  # fmt: skip
    assert what_by_whom(mutual) == ("mutual.confirmed", officer.public_id, "")
    assert last_entry(mutual).details == {"old": SAME, "new": PARALLEL}
    assert last_entry(mutual).effects == effects("2021-03-05")
    assert list(MutualAccusation.objects.confirmed()) == [mutual]
    assert list(MutualAccusation.objects.proposed()) == []


def test_what_was_put_aside_is_kept_and_not_proposed_again(officer):
    mutual = make_mutual()

    put_aside_mutual(mutual=mutual, reason="Two bridges.", by=officer)

    mutual.refresh_from_db()
    assert (mutual.state, mutual.kind, mutual.because) == ("put_aside", SAME, "Two bridges.")
    assert what_by_whom(mutual) == ("mutual.put_aside", officer.public_id, "Two bridges.")
    relation = {"incident": mutual.first.incident, "other": mutual.second.incident}
    relate_incidents(**relation, kind=LinkKind.RESPONSE_TO, by=officer)
    assert kinds_of(mutual) == ["mutual.proposed", "mutual.put_aside"]
    assert list(MutualAccusation.objects.not_put_aside()) == []


def test_whoever_comes_second_is_told_who_came_first(officer, time_machine):
    mutual = make_mutual()
    time_machine.move_to("2021-03-09T08:00:00Z", tick=False)
    confirm_mutual(mutual=mutual, kind=SAME, by=officer)

    for late in (
        lambda: confirm_mutual(mutual=mutual, kind=PARALLEL, by=make_user(Role.OFFICER)),
        lambda: put_aside_mutual(mutual=mutual, reason="No.", by=make_user(Role.OFFICER)),
    ):
        with pytest.raises(MutualDecidedError) as error:
            late()
        assert error.value.code == "mutual_decided"
        assert str(error.value) == (
            "This is decided: confirmed. Olga came first, 9 March 2021, 10:00 (Etc/GMT-2)."
        )
    assert kinds_of(mutual) == ["mutual.proposed", "mutual.confirmed"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins():
    make_field()
    mutual = make_mutual()
    first, second = make_user(Role.OFFICER), make_user(Role.OFFICER)

    answers = one_after_the_other(
        lambda: confirm_mutual(mutual=mutual, kind=SAME, by=first),
        lambda: put_aside_mutual(mutual=mutual, reason="No.", by=second),
    )

    assert answers == (mutual, MutualDecidedError)
    assert kinds_of(mutual) == ["mutual.proposed", "mutual.confirmed"]


def test_what_one_side_withdrew_is_not_confirmed_but_put_aside(officer):
    mutual = make_mutual()
    withdraw_allegation(allegation=mutual.second, reason="Mistaken.", by=liaison_of("SOUTH"))

    with pytest.raises(AllegationClosedError):
        confirm_mutual(mutual=mutual, kind=SAME, by=officer)
    put_aside_mutual(mutual=mutual, reason="Withdrawn.", by=officer)

    mutual.refresh_from_db()
    assert mutual.state == MutualState.PUT_ASIDE


def test_only_staff_see_where_two_meet(officer):
    mutual = make_mutual()

    for role in (Role.OFFICER, Role.ADJUDICATOR, Role.AUDITOR):
        assert list(MutualAccusation.objects.visible_to(make_user(role))) == [mutual]
    for person in (liaison_of("NORTH"), liaison_of("SOUTH"), make_user(Role.MEDIATOR)):
        assert list(MutualAccusation.objects.visible_to(person)) == []
    assert not User.objects.system().has_perm("ceasefire.see_mutual")
