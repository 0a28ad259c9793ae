"""How an incident stands by whom, read from its own answers and claims and those of its parts."""

import pytest

from ceasefire.allegations.services import admit_allegation, withdraw_allegation
from ceasefire.codes.allegations import LodgedAs, ResponseKind
from ceasefire.codes.incidents import IncidentState
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import correct_report, stop_report
from ceasefire.incidents.merging import merge_incidents, undo_merge
from ceasefire.verification.attributed import attribution_of
from ceasefire.verification.reopening import decide_reopening
from tests.builders.accounts import make_user
from tests.builders.answers import (
    ask_to_reopen,
    attribute,
    confirm,
    establish,
    make_seen_by_two,
    tell_more,
)
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_claim,
    make_unput,
)
from tests.builders.field import make_incident, make_report, make_verified, report_facts, verify

pytestmark = pytest.mark.django_db
NOTHING = ("unattributed", [])


def stands(incident, **options):
    """In all, and each party that is named."""
    incident.refresh_from_db()
    found = attribution_of(incident, **options)
    codes = dict(incident.agreement.participations.values_list("party", "party__code"))
    return found.state, [
        f"{codes[each.party]} {each.state}{' disputed' if each.is_disputed else ''}"
        for each in found.parties
    ]


def test_nothing_is_attributed_by_what_was_only_reported_or_lodged():
    incident = make_incident(reports=[make_report(actor="NORTH")])
    make_allegation("NORTH")

    assert stands(incident) == NOTHING


def test_admitted_allegation_is_alleged_and_one_that_names_nobody_is_not():
    incident, other = make_incident(), make_incident()
    make_admitted("NORTH", incident=incident)
    unnamed = make_claim(LodgedAs.OWN_INITIATIVE, accused=None)
    admit_allegation(allegation=unnamed, incident=other, by=make_user(Role.OFFICER))

    assert stands(incident) == ("alleged", ["SOUTH alleged"])
    assert stands(other) == NOTHING


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ResponseKind.ADMIT, "SOUTH admitted"),
        (ResponseKind.ADMIT_JUSTIFY, "SOUTH admitted"),
        (ResponseKind.DENY, "SOUTH alleged disputed"),
        (ResponseKind.NOT_OURS, "SOUTH alleged disputed"),
        (ResponseKind.COUNTER_ACCUSE, "SOUTH alleged disputed"),
        (ResponseKind.REMEDIAL_ACTION, "SOUTH alleged"),
        (ResponseKind.DECLINE, "SOUTH alleged"),
    ],
)
def test_only_the_accuseds_own_tick_admits_and_its_denial_disputes(kind, told):
    incident = make_incident()
    make_answered("NORTH", incident=incident, kind=kind)

    assert stands(incident)[1] == [told]


def test_party_that_reports_on_itself_admits_by_its_tick_and_not_by_words():
    ticked, silent = make_incident(), make_incident()
    for incident, admits in ((ticked, True), (silent, False)):
        facts = {"lodged_as": LodgedAs.SELF_REPORT, "accused": "NORTH", "admits": admits}
        make_admitted("NORTH", incident=incident, words="Our battery fired.", **facts)

    assert (stands(ticked)[1], stands(silent)[1]) == (["NORTH admitted"], ["NORTH alleged"])


def test_withdrawn_allegation_leaves_an_admission_and_nothing_else():
    denied, admitted = make_incident(), make_incident()
    for incident, kind in ((denied, ResponseKind.DENY), (admitted, ResponseKind.ADMIT)):
        allegation = make_answered("NORTH", incident=incident, kind=kind)
        withdraw_allegation(allegation=allegation, reason="Ours", by=liaison_of("NORTH"))

    assert (stands(denied), stands(admitted)) == (NOTHING, ("admitted", ["SOUTH admitted"]))


def test_both_who_are_certain_stand_jointly_in_the_order_of_the_agreement():
    incident = make_seen_by_two()
    establish(incident, "SOUTH")
    make_answered("SOUTH", incident=incident, kind=ResponseKind.ADMIT)

    assert stands(incident) == ("joint", ["NORTH admitted", "SOUTH established"])


def test_that_nobody_can_be_named_stands_beside_who_is_accused():
    incident = make_verified()
    make_admitted("NORTH", incident=incident)

    answer = attribute(incident, None)

    assert stands(incident) == ("not_attributable", ["SOUTH alleged"])
    assert attribution_of(incident).nobody == answer.pk


@pytest.mark.parametrize("way", ["stopped", "corrected"])
def test_answer_counts_for_as_long_as_its_accounts_do(way):
    report = make_report()
    incident = make_verified(reports=[report, make_report()])
    attribute(incident, "SOUTH")
    if way == "stopped":
        stop_report(report=report, by=report.author)
    else:
        correct_report(report=report, facts=report_facts(count_low=2), by=report.author)

    assert stands(incident) == NOTHING


def test_answer_stands_through_a_change_and_falls_with_a_reopening():
    incident = make_verified()
    attribute(incident, "SOUTH")
    tell_more(incident)
    changed = stands(incident)
    ask_to_reopen(incident).incident.reopenings.update(is_allowed=False)
    confirm(incident)

    confirmed = stands(incident)
    incident.state = "under_verification"
    incident.save()

    assert (changed, confirmed) == (("probable", ["SOUTH probable"]),) * 2
    assert stands(incident) == NOTHING


def test_answers_and_claims_of_what_was_merged_are_read_with_the_whole_until_it_is_parted():
    part, whole = make_verified(), make_verified()
    attribute(part, "SOUTH")
    attribute(whole, "NORTH")
    make_admitted("SOUTH", incident=part)
    before = stands(whole)
    by = make_user(Role.OFFICER)
    merge_incidents(incident=part, into=whole, reason="One", by=by)

    merged = stands(whole)
    undo_merge(incident=part, reason="Two", by=by)

    assert before == stands(whole) == ("probable", ["NORTH probable"])
    assert merged == ("probable", ["NORTH probable", "SOUTH probable"])


def test_answer_about_a_part_goes_no_farther_than_what_is_known_of_the_whole():
    part, whole = make_seen_by_two(), make_incident(reports=[make_report()])
    verify(whole, value=IncidentState.PARTLY_VERIFIED)
    establish(part, "SOUTH")

    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))

    assert stands(whole) == ("probable", ["SOUTH probable"])


def test_answer_about_a_part_falls_with_the_reopening_of_the_whole():
    part, whole = make_verified(), make_verified()
    attribute(part, "SOUTH")
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))
    whole.refresh_from_db()
    asked = ask_to_reopen(whole)
    decide_reopening(reopening=asked, allow=True, by=make_user(Role.OFFICER))

    verify(whole)
    attribute(whole, "NORTH")

    assert stands(whole) == ("probable", ["NORTH probable"])


def test_answer_about_the_whole_takes_the_place_of_one_about_its_part():
    part, whole = make_verified(), make_verified()
    attribute(part, "SOUTH")
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))
    whole.refresh_from_db()
    confirm(whole)

    attribute(whole, None)

    assert stands(whole) == ("not_attributable", [])


def test_as_published_it_tells_only_of_allegations_that_readers_are_shown():
    incident = make_incident()
    make_admitted("NORTH", incident=incident)
    make_unput("SOUTH", incident=incident)
    unseen = stands(incident, as_published=True)
    make_answered("NORTH", incident=incident)

    assert unseen == NOTHING
    assert stands(incident, as_published=True)[1] == ["SOUTH alleged disputed"]
