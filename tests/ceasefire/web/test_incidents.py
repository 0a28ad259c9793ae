"""The list and the page of incidents, as staff work on them."""

from datetime import timedelta

import pytest

from ceasefire.codes.agreements import Act
from ceasefire.codes.incidents import IncidentState, LinkKind, UnableBecause
from ceasefire.codes.roles import Role
from ceasefire.incidents.corrections import stop_report
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.opening import change_incident, relate_incidents
from ceasefire.monitoring.models import Source
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import make_admitted
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    incident_facts,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
    verify,
)
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    facts,
    first,
    links,
    parsed,
    parsed_part,
    row_heads,
    rows,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/incidents/"


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def path(incident, step=""):
    return f"{LIST}{incident.public_id}/{step}"


def page_of(client, incident, **query):
    answer = client.get(path(incident), query)
    assert answer.status_code == 200
    return parsed(answer)


# --- The working table ---
def test_staff_list_every_incident_but_those_merged_into_another(client, officer):
    whole, part = make_incident(), make_incident(THAT_DAY + timedelta(hours=1))
    make_verified(THAT_DAY - timedelta(hours=1))
    merge_incidents(incident=part, into=whole, reason="Same.", by=officer)

    listed = rows(parsed(client.get(LIST)))

    assert [row.split("DEMO ")[1] for row in listed] == [
        "Indirect fire Weir Bridge, North Valley reported DEMO-1",
        "Indirect fire Weir Bridge, North Valley verified DEMO-1",
    ]


def test_staff_narrow_the_table(client, officer):
    verified = make_verified()
    air = make_incident(THAT_DAY + timedelta(days=1), act=Act.AIR, place=None, area="DV-S")

    for query, found in (
        ({"state": "verified"}, verified), ({"act": "air"}, air), ({"area": "DV-S"}, air),
        ({"from": "2021-03-06"}, air), ({"to": "2021-03-06"}, verified),
    ):  # fmt: skip
        [head] = row_heads(parsed(client.get(LIST, {**query, "agreement": "DEMO-1"})))
        assert head == f"{found.reference} DEMO", query


def test_days_of_the_table_are_days_of_the_agreement(client, officer):
    late = make_incident(THAT_DAY.replace(hour=22, minute=30))

    heads = row_heads(parsed(client.get(LIST, {"from": "2021-03-06", "to": "2021-03-07"})))

    assert heads == [f"{late.reference} DEMO"]


def test_staff_sort_the_table(client, officer):
    fire, air = make_incident(), make_incident(THAT_DAY + timedelta(days=1), act=Act.AIR)

    for sort, expected in (("act", [air, fire]), ("-begin", [fire, air]), ("begin", [air, fire])):
        heads = row_heads(parsed(client.get(LIST, {"sort": sort})))
        assert heads == [f"{each.reference} DEMO" for each in expected]


@pytest.mark.parametrize(
    "query", [{"state": "burnt"}, {"from": "0001-01-01"}, {"to": "9999-12-31"}]
)
def test_filter_that_cannot_be_read_is_refused(client, officer, query):
    make_field()

    assert client.get(LIST, query).status_code == 400


def test_table_is_put_in_place_by_htmx(client, officer):
    part = client.get(LIST, {"act": "air"}, HTTP_HX_REQUEST="true")

    assert [each.get("id") for each in parsed_part(part)] == ["results"]


def test_empty_table_says_what_to_do(client, officer):
    assert "Open one from a report" in text_of(parsed(client.get(LIST)))


# --- The working page ---
def test_page_shows_every_account_unchanged_side_by_side(client, officer):
    one = make_report(narrative="Three shells.", language="en", killed=(1, 3))
    two = make_report(narrative="ثلاث قذائف", language="ar", act=Act.AIR)
    incident = make_incident(reports=[one, two])

    accounts = section(page_of(client, incident), "accounts-title")

    quoted = list(elements(accounts, "blockquote"))
    assert [(each.get("lang"), each.get("dir"), text_of(each)) for each in quoted] == [
        ("en", "auto", "Three shells."),
        ("ar", "auto", "ثلاث قذائف"),
    ]
    cards = [text_of(each) for each in elements(accounts, "li", class_="account")]
    assert "1–3 civilians, killed" in cards[0]
    assert "Attack or flight from the air" in cards[1]
    assert one.author.name not in cards[0]


def test_times_of_the_page_are_of_the_agreement(client, officer):
    told = facts(page_of(client, make_incident()))

    assert told["When"] == "5 March 2021, 11:30 – 11:31 (Etc/GMT-2) to the minute"


def test_two_accounts_of_one_happening_give_a_range_and_are_not_added(client, officer):
    incident = make_incident(reports=[make_report(killed=(1, 3)), make_report(killed=(2, 5))])

    table = section(page_of(client, incident), "casualties-title")

    assert [text_of(row) for row in body_rows(table)] == ["civilians, killed 1–5"]


def test_answer_is_shown_with_what_it_rests_on_and_who_gave_it(client, officer):
    incident = make_incident(reports=[make_report()])
    verify(incident, by=officer)

    told = text_of(section(page_of(client, incident), "happened-title"))

    assert told.startswith(
        "Did it happen? verified Two craters were seen. Evidence: own observation. "
        "Rests on: Account 1. Bela, "
    )


def test_answer_tells_why_it_could_not_be_checked_and_those_before_it(client, officer):
    incident = make_incident()
    unable = {
        "value": IncidentState.UNABLE_TO_VERIFY,
        "unable_because": UnableBecause.NO_ACCESS,
        "evidence": (),
    }
    verify(incident, sentence="Nobody got through.", **unable)
    change_incident(incident=incident, facts=incident_facts(act=Act.AIR), reason="x", by=officer)
    before = text_of(section(page_of(client, incident), "happened-title"))
    verify(incident, sentence="Nobody gets through.", **unable)

    told = text_of(section(page_of(client, incident), "happened-title"))

    assert "Something has changed since this was verified." in before
    assert told.startswith("Did it happen? could not be checked: no access Nobody gets through.")
    assert "Earlier answers could not be checked. Nobody got through." in told


def test_grades_are_shown_to_officers_alone(client, officer):
    incident = make_verified()
    told = text_of(section(page_of(client, incident), "accounts-title"))
    assert "Source F: cannot be judged" in told
    assert "This account 2: probably true" in told

    for role in (Role.ADJUDICATOR, Role.AUDITOR):
        sign_in(client, make_user(role))
        told = text_of(first(page_of(client, incident), "main"))
        assert "cannot be judged" not in told
        assert "probably true" not in told


def test_adjudicator_sees_accounts_redacted_and_the_auditor_whole(client):
    report = make_report(narrative="I stood on the mill.", relayed_from="a miller")
    incident = make_incident(reports=[report])
    secrets = ("I stood on the mill.", "a miller", report.receipt)

    sign_in(client, make_user(Role.ADJUDICATOR))
    redacted = text_of(section(page_of(client, incident), "accounts-title"))
    sign_in(client, make_user(Role.AUDITOR))
    whole = text_of(section(page_of(client, incident), "accounts-title"))

    assert [each in redacted for each in secrets] == [False] * 3
    assert [each in whole for each in secrets] == [True] * 3
    assert "5 March 2021, morning (06:00–12:00)" in redacted
    assert Source.objects.get().pseudonym not in redacted + whole


@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.AUDITOR])
def test_only_officers_are_offered_steps(client, role):
    incident = make_published()
    sign_in(client, make_user(role))

    main = first(page_of(client, incident), "main")

    assert list(main.iter("button")) == []
    own = [each for each in links(main) if each.startswith(path(incident))]
    assert own == [path(incident, "story/")]


def test_account_whose_author_stopped_it_is_shown_as_such_without_its_words(client, officer):
    report = make_report(narrative="Forget it.")
    incident = make_incident(reports=[report])
    stop_report(report=report, by=report.author)

    told = text_of(section(page_of(client, incident), "accounts-title"))

    assert "Its author has stopped its use" in told
    assert "Forget it." not in told


def test_allegations_stand_in_the_order_of_the_agreement(client, officer):
    incident = make_incident()
    later = make_admitted("SOUTH", incident=incident)
    first_party = make_admitted("NORTH", incident=incident)

    alleged = section(page_of(client, incident), "alleged-title")

    assert [text_of(each) for each in alleged.iter("li")] == [
        f"{first_party.reference} Northern Command accuses Southern Command not put to the accused",
        f"{later.reference} Southern Command accuses Northern Command not put to the accused",
    ]


def scope_of(client, incident):
    scope = section(page_of(client, incident), "scope-title")
    return [text_of(row) for row in body_rows(scope)]


def test_scope_is_told_for_each_provision_and_whoever_is_accused(client, officer):
    incident = make_incident()
    nobody = scope_of(client, incident)
    for accuser in ("SOUTH", "NORTH"):
        make_admitted(accuser, incident=incident)

    covering, outside = scope_of(client, incident)

    assert nobody[0].startswith("1 Cease fire nobody is accused undetermined under DEMO-1 1")
    assert covering.startswith(
        "1 Cease fire Northern Command or Southern Command "
        "in scope of DEMO-1 1; this is not a finding"
    )
    assert "Northern Command: Signatory, Confirmed according to" in covering
    assert "this says nothing about other obligations" in outside


def test_parties_of_whom_the_result_differs_stand_apart_in_the_order_of_the_agreement(
    client, officer
):
    incident = make_incident()
    for accuser in ("NORTH", "SOUTH"):
        make_admitted(accuser, incident=incident)
    incident.agreement.participations.filter(party__code="NORTH").delete()

    told = scope_of(client, incident)[:2]

    assert [row.partition(" DEMO-1 1")[0] for row in told] == [
        "1 Cease fire Southern Command in scope of",
        "1 Cease fire Northern Command undetermined under",
    ]


def test_relations_are_told_from_both_sides(client, officer):
    one, two = make_incident(), make_incident()
    relate_incidents(incident=one, other=two, kind=LinkKind.RESPONSE_TO, by=officer)

    here = text_of(section(page_of(client, one), "others-title"))
    there = text_of(section(page_of(client, two), "others-title"))

    assert f"This one is said to be a response to {two.reference}" in here
    assert f"{one.reference} is said to be a response to this one" in there


def test_merged_incident_says_so_and_its_accounts_stand_with_the_other(client, officer):
    part = make_incident(reports=[make_report(narrative="From the mill.")])
    whole = make_incident(reports=[make_report()])
    merge_incidents(incident=part, into=whole, reason="Same.", by=officer)

    merged, other = page_of(client, part), page_of(client, whole)

    assert path(whole) in links(first(merged, "p", class_="notice"))
    assert "From the mill." in text_of(section(other, "accounts-title"))
    assert path(part, "undo-merge/") in links(other)
    offered = {each for each in links(merged) if each.startswith(path(part))}
    assert offered == {path(part, "undo-merge/"), path(part, "story/")}


def test_page_tells_whether_readers_see_what_the_record_says(client, officer):
    incident = make_published()
    shown = text_of(section(page_of(client, incident), "shown-title"))
    change_incident(
        incident=incident, facts=incident_facts(act=Act.GROUND_ATTACK), reason="x", by=officer
    )

    changed = section(page_of(client, incident), "shown-title")

    assert "It is as the record stands." in shown
    assert "The record says otherwise now." in text_of(changed)
    assert "confirm it first" in text_of(changed)
    assert links(changed) == ["?published=1", path(incident, "withdraw/")]


# --- Where the mandate lets the mechanism record only ---
WORDS = ("verif", "did it happen", "not confirmed", "publish", "attribut", "finding", "refuted")


def test_record_only_mandate_shows_no_word_button_or_form_of_more(client, officer):
    make_field(acts=RECORD_ONLY)
    incident = make_incident(reports=[make_report()])
    make_admitted("NORTH", incident=incident)

    for tree in (page_of(client, incident), parsed(client.get(LIST))):
        main = first(tree, "main")
        told = text_of(main).lower().replace("may be published", "").replace(officer_word(), "")
        assert [word for word in WORDS if word in told] == [], told
        assert list(first(tree, "main").iter("button")) == [] or tree is not main


def officer_word():
    """The name of the role, which is not the mechanism's power."""
    return str(Role.OFFICER.label).lower()
