"""What people do with allegations through the pages, and what each step tells whom."""

from datetime import timedelta

import pytest

from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import AllegationState, ResponseKind
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
from tests.builders.field import RECORD_ONLY, THAT_DAY, make_field, make_incident
from tests.ceasefire.web.pages import elements, facts, first, links, parsed, text_of

pytestmark = pytest.mark.django_db
LATER = THAT_DAY + timedelta(hours=3)
STEPS = ("admit", "refuse", "notify", "hold-back", "withdraw", "answer")


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


@pytest.mark.parametrize("step", ["refuse", "hold-back", "withdraw"])
def test_step_without_a_reason_is_not_taken(client, step):
    lodged = make_allegation()
    who = {"refuse": Role.OFFICER, "hold-back": Role.ADJUDICATOR}.get(step)
    sign_in(client, make_user(who) if who else liaison_of("NORTH"))

    answer = client.post(address_of(lodged, step), {"reason": " "})

    assert (answer.status_code, errors(answer)) == (400, ["This field is required."])
    assert state_of(lodged) == AllegationState.LODGED


def test_officer_reads_word_for_word_what_is_put_and_then_puts_it(client, officer):
    admitted = make_admitted(words="Our cook saw the gun.")
    shown = parsed(client.get(address_of(admitted, "notify")))

    answer = client.post(address_of(admitted, "notify"))

    assert answer.url == address_of(admitted)
    sign_in(client, make_liaison("SOUTH"))
    assert facts(parsed(client.get(answer.url))) == facts(shown)
    assert "Our cook" not in text_of(shown)
    assert "Readers are shown the same" in text_of(shown)


def test_officer_is_not_told_of_readers_where_the_mandate_lets_nobody_publish(client, officer):
    make_field(acts=RECORD_ONLY)
    admitted = make_admitted()

    shown = text_of(parsed(client.get(address_of(admitted, "notify"))))

    assert "An answer is asked for within 7 days." in shown
    assert "Readers" not in shown


def test_what_was_put_is_not_put_again(client, officer):
    notified = make_notified()

    answer = client.post(address_of(notified, "notify"))

    assert answer.status_code == 409
    assert errors(answer) == ["This allegation was put to the accused before."]
    assert address_of(notified, "notify") not in links(parsed(client.get(address_of(notified))))


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


@pytest.mark.parametrize("kind", list(ResponseKind))
def test_accused_answers_in_its_own_words(client, kind):
    notified = make_notified()
    sign_in(client, liaison_of("SOUTH"))

    answer = client.post(
        address_of(notified, "answer"), {"kind": kind, "words": "هذا ردنا", "language": "ar"}
    )

    assert answer.url == address_of(notified)
    sign_in(client, make_user())
    given = first(parsed(client.get(address_of(notified))), "blockquote")
    assert text_of(given) == "هذا ردنا"
    assert given.find("p").get("lang") == "ar"


def test_answer_page_shows_what_is_asked_and_nothing_of_the_accuser(client):
    notified = make_notified(words="Our cook saw the gun.")
    sign_in(client, liaison_of("SOUTH"))

    page = parsed(client.get(address_of(notified, "answer")))

    assert facts(page)["Alleged"] == "Indirect fire"
    assert "The Commands cease fire in the valley." in text_of(page)
    assert "Our cook" not in text_of(page)
    choices = [each.get("value") for each in elements(page, "input", type="radio")]
    assert choices == list(ResponseKind)


def test_answer_of_no_kind_is_asked_back_and_words_stay(client):
    notified = make_notified()
    sign_in(client, liaison_of("SOUTH"))

    answer = client.post(address_of(notified, "answer"), {"words": "We slept.", "language": "en"})

    assert (answer.status_code, errors(answer)) == (400, ["This field is required."])
    assert "We slept." in text_of(first(parsed(answer), "textarea"))


def test_answer_is_given_once(client):
    answered = make_answered()
    sign_in(client, liaison_of("SOUTH"))

    again = client.post(address_of(answered, "answer"), {"kind": "admit", "language": "en"})

    assert (again.status_code, errors(again)) == (409, ["Your party has answered this before."])
    assert address_of(answered, "answer") not in links(parsed(client.get(address_of(answered))))


@pytest.mark.parametrize(
    ("make", "allowed"),
    [
        (lambda: make_user(Role.OFFICER), {"admit", "refuse", "notify"}),
        (lambda: make_user(Role.ADJUDICATOR), {"hold-back"}),
        (lambda: make_user(Role.AUDITOR), set()),
        (lambda: liaison_of("NORTH"), {"withdraw"}),
        (lambda: liaison_of("SOUTH"), {"answer"}),
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

    for step in ("withdraw", "answer"):
        foreign = client.post(address_of(lodged, step))
        absent = client.post(f"/allegations/00000000-0000-4000-8000-000000000000/{step}/")
        assert (foreign.status_code, foreign.content) == (404, absent.content)


@pytest.mark.parametrize(
    ("make", "role", "steps"),
    [
        (make_allegation, Role.OFFICER, {"admit", "refuse"}),
        (make_admitted, Role.OFFICER, {"notify"}),
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
