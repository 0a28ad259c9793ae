"""What people do with allegations through the pages, and what each step tells whom."""

from datetime import timedelta

import pytest

from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AllegationState
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident
from ceasefire.ledger.models import LedgerEntry
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_guarantor,
    make_liaison,
    make_notified,
)
from tests.builders.field import THAT_DAY, make_field, make_incident
from tests.ceasefire.web.pages import elements, first, links, parsed, section, text_of

pytestmark = pytest.mark.django_db
LATER = THAT_DAY + timedelta(hours=3)
STEPS = (
    "admit", "refuse", "harm-check", "notify", "not-put", "hold-back", "withdraw", "more-time",
    "answer",
)  # fmt: skip


def address_of(allegation, step=""):
    return f"/allegations/{allegation.public_id}/" + (f"{step}/" if step else "")


def state_of(allegation):
    return Allegation.objects.get(pk=allegation.pk).state


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


@pytest.fixture
def officer(client):
    make_field()
    person = make_user(Role.OFFICER, name="Olga")
    sign_in(client, person)
    return person


def offered(client, allegation):
    """The incidents that the page offers, each on its line."""
    page = parsed(client.get(address_of(allegation, "admit")))
    return [text_of(each) for each in page.iter("label") if each.find("input") is not None]


def test_officer_links_an_allegation_to_an_incident_that_is_offered(client, officer):
    lodged, incident = make_allegation(), make_incident(LATER)

    answer = client.post(address_of(lodged, "admit"), {"incident": incident.reference})

    assert answer.url == address_of(lodged)
    lodged.refresh_from_db()
    assert (lodged.state, lodged.incident) == (AllegationState.ADMISSIBLE, incident)
    assert LedgerEntry.objects.get(kind="allegation.admitted").actor_id == officer.public_id


def test_incidents_near_in_time_or_place_are_offered_nearest_first(client, officer):
    lodged = make_allegation()
    far, near = make_incident(THAT_DAY + timedelta(days=30)), make_incident(LATER)
    elsewhere = make_incident(THAT_DAY + timedelta(days=3), place=None, area="DV-S")
    other_ground = make_incident(agreement="DEMO-2")

    lines = offered(client, lodged)

    assert [line.split()[0] for line in lines] == [near.reference, far.reference, "None"]
    assert lines[0] == (
        f"{near.reference} · 5 March 2021, 14:30 · Weir Bridge · Indirect fire · reported"
    )
    assert {elsewhere.reference, other_ground.reference}.isdisjoint(" ".join(lines).split())


def test_any_incident_of_the_agreement_is_named_by_its_reference(client, officer):
    lodged = make_allegation()
    elsewhere = make_incident(THAT_DAY + timedelta(days=3), place=None, area="DV-S")
    typed = elsewhere.reference.lower().replace("-", "")

    client.post(address_of(lodged, "admit"), {"reference": typed})

    lodged.refresh_from_db()
    assert lodged.incident == elsewhere


def test_incident_is_opened_from_what_is_alleged(client, officer):
    lodged = make_allegation()

    client.post(address_of(lodged, "admit"), {"incident": "open"})

    opened = Incident.objects.get()
    lodged.refresh_from_db()
    assert lodged.incident == opened
    assert (opened.begins_at, opened.place, opened.act) == (THAT_DAY, lodged.place, lodged.act)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose the incident that this is about."),
        ({"reference": "ZZZZ-ZZZ"}, "No incident of this agreement has it."),
        ({"incident": "open", "reference": "ZZZZ-ZZZ"},
         "Choose one, or write a reference; not both."),
    ],
)  # fmt: skip
def test_admission_needs_one_incident(client, officer, sent, said):
    lodged = make_allegation()

    answer = client.post(address_of(lodged, "admit"), sent)

    assert (answer.status_code, errors(answer)) == (400, [said])
    assert state_of(lodged) == AllegationState.LODGED


def test_incident_of_another_agreement_is_not_found(client, officer):
    lodged, foreign = make_allegation(), make_incident(agreement="DEMO-2")

    answer = client.post(address_of(lodged, "admit"), {"reference": foreign.reference})

    assert errors(answer) == ["No incident of this agreement has it."]


def test_refusal_is_told_to_the_party_that_lodged_it(client, officer):
    lodged = make_allegation()

    answer = client.post(address_of(lodged, "refuse"), {"reason": "It names no day."})

    assert (answer.url, state_of(lodged)) == (address_of(lodged), AllegationState.INADMISSIBLE)
    sign_in(client, liaison_of("NORTH"))
    told = text_of(first(parsed(client.get(address_of(lodged))), "p", class_="notice"))
    assert told == "inadmissible: It names no day."


def scope_told(client, allegation, step):
    return [
        text_of(each)
        for each in section(parsed(client.get(address_of(allegation, step))), "scope-title").iter(
            "li"
        )
    ]


@pytest.mark.parametrize("step", ["admit", "refuse"])
def test_scope_test_is_told_for_each_provision_named(client, officer, step):
    lodged = make_allegation(provisions=("1", "2"))

    assert scope_told(client, lodged, step) == [
        "in scope of DEMO-1 1; this is not a finding",
        "outside DEMO-1 2 (the act is not one the provision forbids); "
        "this says nothing about other obligations",
    ]
    page = parsed(client.get(address_of(lodged, "refuse")))
    assert text_of(first(page, "textarea", name="reason")) == ""


def test_what_every_provision_leaves_out_is_not_admitted_and_the_reason_is_proposed(
    client, officer
):
    lodged = make_allegation(provisions=("2",))
    [why] = scope_told(client, lodged, "admit")

    page = parsed(client.get(address_of(lodged, "admit")))
    refused = client.post(address_of(lodged, "admit"), {"incident": "open"})
    proposed = first(parsed(client.get(address_of(lodged, "refuse"))), "textarea", name="reason")

    assert address_of(lodged, "refuse") in links(page)
    assert (refused.status_code, state_of(lodged)) == (409, AllegationState.LODGED)
    assert text_of(proposed) == why


@pytest.mark.parametrize("step", ["refuse", "hold-back", "withdraw"])
def test_step_without_a_reason_is_not_taken(client, step):
    lodged = make_allegation()
    who = {"refuse": Role.OFFICER, "hold-back": Role.ADJUDICATOR}.get(step)
    sign_in(client, make_user(who) if who else liaison_of("NORTH"))

    answer = client.post(address_of(lodged, step), {"reason": " "})

    assert (answer.status_code, errors(answer)) == (400, ["This field is required."])
    assert state_of(lodged) == AllegationState.LODGED


def test_adjudicator_holds_back_what_is_published(client):
    notified = make_notified()
    sign_in(client, make_user(Role.ADJUDICATOR))

    client.post(address_of(notified, "hold-back"), {"reason": "Somebody is in danger."})

    assert not PublishedVersion.objects.stands(PublishedKind.ALLEGATION, notified.public_id)
    shown = parsed(client.get(address_of(notified)))
    assert "Somebody is in danger." in text_of(first(shown, "p", class_="notice"))
    sign_in(client, make_liaison("SOUTH"))
    assert "danger" not in client.get(address_of(notified)).content.decode()


def test_party_withdraws_what_it_lodged(client):
    notified = make_notified()
    sign_in(client, liaison_of("NORTH"))

    client.post(address_of(notified, "withdraw"), {"reason": "We erred."})

    assert state_of(notified) == AllegationState.WITHDRAWN
    assert address_of(notified, "withdraw") not in links(parsed(client.get(address_of(notified))))
    again = client.post(address_of(notified, "withdraw"), {"reason": "We erred."})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("make", "allowed"),
    [
        (lambda: make_user(Role.OFFICER), {"admit", "refuse", "harm-check", "notify", "not-put"}),
        (lambda: make_user(Role.ADJUDICATOR), {"hold-back"}),
        (lambda: make_user(Role.AUDITOR), set()),
        (lambda: liaison_of("NORTH"), {"withdraw"}),
        (lambda: liaison_of("SOUTH"), {"answer", "more-time"}),
        (lambda: make_guarantor("SOUTH"), set()),
    ],
)
def test_whoever_sees_it_may_take_only_their_own_steps(client, make, allowed):
    notified = make_notified()
    sign_in(client, make())

    answers = {step: client.get(address_of(notified, step)).status_code for step in STEPS}

    assert answers == {step: 200 if step in allowed else 403 for step in STEPS}


def test_step_on_what_one_may_not_see_is_answered_like_a_missing_one(client):
    lodged = make_allegation()
    sign_in(client, make_liaison("SOUTH"))

    for step in ("withdraw", "answer", "more-time", "acknowledge"):
        foreign = client.post(address_of(lodged, step))
        absent = client.post(f"/allegations/00000000-0000-4000-8000-000000000000/{step}/")
        assert (foreign.status_code, foreign.content) == (404, absent.content)


@pytest.mark.parametrize(
    ("make", "role", "steps"),
    [
        (make_allegation, Role.OFFICER, {"admit", "refuse"}),
        (make_admitted, Role.OFFICER, {"harm-check"}),
        (make_notified, Role.OFFICER, set()),
        (make_allegation, Role.ADJUDICATOR, {"hold-back"}),
        (make_answered, Role.AUDITOR, set()),
    ],
)
def test_page_offers_the_steps_that_state_and_role_allow(client, make, role, steps):
    allegation = make()
    sign_in(client, make_user(role))

    there = set(links(parsed(client.get(address_of(allegation)))))

    assert {step for step in STEPS if address_of(allegation, step) in there} == steps
