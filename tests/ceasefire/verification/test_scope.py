"""What the scope test says of an incident: for each provision, and for each party accused."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.agreements.scope import ScopeResult
from ceasefire.allegations.services import withdraw_allegation
from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.codes.scope import ScopeOutcome
from ceasefire.incidents.merging import merge_incidents
from ceasefire.parties.choices import RelationKind
from ceasefire.parties.models import Party
from ceasefire.parties.services import RelationFacts, record_relations
from ceasefire.places.models import Area
from ceasefire.verification.scope import areas_around, kin_of, occurrence, scope_of, strongest
from tests.builders.accounts import make_user
from tests.builders.agreements import IN_FORCE
from tests.builders.cases import liaison_of, make_admitted, make_allegation
from tests.builders.field import make_field, make_incident, system
from tests.builders.parties import INVENTED, make_party
from tests.builders.places import make_area

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


def make_related(code, kind, other):
    """An invented band that somebody says stands so to another party."""
    make_party(code, names={"en": f"Band {code}"})
    relation = RelationFacts(kind, other=other, citation=INVENTED)
    return record_relations(code=code, relations=(relation,), by=system())


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

    made = [occurrence(each, None, frozenset()) for each in (harmless, harmful)]

    assert [each.harms_protected for each in made] == [False, True]


def test_occurrence_is_the_incident_if_the_accused_did_it():
    make_field()
    incident = make_incident(datetime(2021, 3, 6, 9, 30, tzinfo=UTC), target="NORTH")
    make_related("QUARRY", RelationKind.PART_OF, "SOUTH")
    south = Party.objects.get(code="SOUTH")

    what = occurrence(incident, south, frozenset({"DV-N"}))

    assert (what.begins, what.ends) == (incident.begins_at, incident.ends_at)
    assert (what.act, what.target, what.areas) == (Act.INDIRECT_FIRE, "NORTH", {"DV-N"})
    assert (what.actor, what.actor_kin) == ("SOUTH", {"QUARRY"})


def test_kin_is_what_a_party_is_part_of_and_made_up_of_and_nothing_else():
    make_field()
    make_related("QUARRY", RelationKind.PART_OF, "SOUTH")
    make_related("RIVER", RelationKind.BACKS, "SOUTH")
    kin = {code: kin_of(Party.objects.get(code=code)) for code in ("SOUTH", "QUARRY", "RIVER")}

    assert kin == {"SOUTH": {"QUARRY"}, "QUARRY": {"SOUTH"}, "RIVER": frozenset()}


def test_area_lies_in_every_area_that_it_is_a_part_of():
    make_field()
    make_area("DV-N1", parent="DV-N")

    assert areas_around(Area.objects.get(code="DV-N1")) == {"DV-N1", "DV-N", "DV"}
    assert areas_around(None) == frozenset()


def test_areas_that_are_parts_of_each_other_end_the_search():
    make_field()
    north, south = Area.objects.get(code="DV-N"), Area.objects.get(code="DV-S")
    north.parent, south.parent = south, north

    assert areas_around(north) == {"DV-N", "DV-S"}


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
