"""What the scope test says of an incident: for each provision, and for each party accused."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.agreements.scope import ScopeResult
from ceasefire.allegations.services import withdraw_allegation
from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.incidents.merging import merge_incidents
from ceasefire.verification.scope import occurrence, scope_of, strongest
from tests.builders.accounts import make_user
from tests.builders.agreements import IN_FORCE
from tests.builders.cases import liaison_of, make_admitted, make_allegation
from tests.builders.field import make_field, make_incident

pytestmark = pytest.mark.django_db
IN, OUT, OPEN = ScopeOutcome.IN_SCOPE, ScopeOutcome.OUTSIDE, ScopeOutcome.UNDETERMINED


def found(incident):
    """Provision, party accused, outcome and reasons, each as words."""
    return [
        (
            each.provision.number,
            each.accused.code if each.accused else None,
            each.result.outcome.value,
            [reason.value for reason in each.result.reasons],
        )
        for each in scope_of(incident)
    ]


def test_where_nobody_is_accused_the_actor_is_what_is_missing():
    assert found(make_incident()) == [
        ("1", None, "undetermined", ["actor_not_named"]),
        ("2", None, "outside", ["act_not_covered"]),
    ]


def test_accused_party_is_tested_as_if_it_had_done_it():
    incident = make_incident()
    make_admitted("NORTH", incident=incident)

    assert found(incident) == [
        ("1", "SOUTH", "in_scope", []),
        ("2", "SOUTH", "outside", ["act_not_covered"]),
    ]


def test_mutual_accusations_are_tested_for_each_side_in_the_order_of_the_record():
    incident = make_incident()
    for accuser in ("NORTH", "SOUTH", "SOUTH"):
        make_admitted(accuser, incident=incident)

    assert [(number, party) for number, party, *_ in found(incident)] == [
        ("1", "NORTH"),
        ("1", "SOUTH"),
        ("2", "NORTH"),
        ("2", "SOUTH"),
    ]


def test_only_admitted_allegations_accuse():
    incident = make_incident()
    make_allegation("NORTH")
    admitted = make_admitted("NORTH", incident=incident)

    withdraw_allegation(allegation=admitted, reason="Ours", by=liaison_of("NORTH"))

    assert {party for _, party, *_ in found(incident)} == {None}


def test_allegation_about_a_merged_part_accuses_in_the_whole():
    part, whole = make_incident(), make_incident()
    make_admitted("SOUTH", incident=part)
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))

    assert {party for _, party, *_ in found(whole)} == {"NORTH"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"at": IN_FORCE - timedelta(hours=1)}, ("outside", ["before_term"])),
        ({"act": Act.PROPAGANDA}, ("outside", ["act_not_covered"])),
        ({"act": None}, ("undetermined", ["act_not_known"])),
        ({"place": None, "place_text": "a mill"}, ("undetermined", ["place_not_known"])),
        ({"target": "NORTH"}, ("in_scope", [])),
    ],
)
def test_time_act_place_and_target_count(facts, expected):
    incident = make_incident(**facts)
    make_admitted("NORTH", incident=incident)

    [first, _] = found(incident)

    assert first[2:] == expected


def test_harm_to_the_protected_counts_whatever_the_target():
    harmless, harmful = make_incident(), make_incident(harms_protected=True)

    made = [occurrence(each) for each in (harmless, harmful)]

    assert [each.harms_protected for each in made] == [False, True]


def test_occurrence_is_the_incident_whoever_did_it():
    make_field()
    incident = make_incident(datetime(2021, 3, 6, 9, 30, tzinfo=UTC), target="NORTH")

    what = occurrence(incident)

    assert (what.begins, what.ends) == (incident.begins_at, incident.ends_at)
    assert (what.act, what.target, what.areas) == (Act.INDIRECT_FIRE, "NORTH", {"DV-N", "DV"})
    assert (what.actor, what.actor_kin) == (None, frozenset())


@pytest.mark.parametrize(
    ("outcomes", "strongest_of_all"),
    [
        ([OUT], OUT),
        ([OUT, OPEN], OPEN),
        ([OPEN, OUT], OPEN),
        ([OUT, OPEN, IN], IN),
        ([IN, OUT, OPEN], IN),
    ],
)
def test_of_several_results_the_one_that_says_most_counts(outcomes, strongest_of_all):
    results = [ScopeResult("DEMO-1 1", outcome, (), ()) for outcome in outcomes]

    assert strongest(results).outcome == strongest_of_all
