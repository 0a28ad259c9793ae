"""What people do with findings through the pages, from the draft to what came of it."""

import pytest

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.verification.models import Finding, Recommendation
from tests.builders.accounts import make_user, sign_in
from tests.builders.answers import attribute
from tests.builders.cases import liaison_of, make_admitted
from tests.builders.field import make_incident, make_verified
from tests.builders.findings import (
    BECAUSE,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_full,
    make_put,
    make_reviewed,
    make_signed,
    recommend,
)
from tests.ceasefire.web.pages import elements, first, links, parsed, section, text_of

pytestmark = pytest.mark.django_db
NO_VIOLATION = FindingOutcome.NO_VIOLATION
TEXT = {"outcome": "violation", "reasoning": BECAUSE}


def address_of(finding, step=""):
    return f"/findings/{finding.public_id}/" + (f"{step}/" if step else "")


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


def stands(finding):
    finding.refresh_from_db()
    return finding.state


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Olga")
    sign_in(client, person)
    return person


@pytest.fixture
def adjudicator(client):
    person = make_user(Role.ADJUDICATOR, name="Aram")
    sign_in(client, person)
    return person


def test_third_question_has_a_row_for_each_provision_and_party_named(client, officer):
    incident = make_verified()
    make_admitted("NORTH", incident=incident, provisions=("1", "2"))
    made = make_drafted(NO_VIOLATION, incident=incident)

    tree = parsed(client.get(f"/incidents/{incident.public_id}/"))

    asked = section(tree, "clause-title")
    told = [text_of(each) for each in asked.find(".//tbody").iter("tr")]
    assert told == [
        f"1 Southern Command {made.reference} proposed: no violation · draft "
        "waits to be given to legal review",
        "2 Southern Command none yet Draft…",
    ]
    new = f"/incidents/{incident.public_id}/findings/new/"
    assert f"{new}?provision=2&accused=SOUTH" in links(asked)


def test_third_question_says_why_nothing_can_be_drafted_yet(client, officer):
    incident = make_incident()

    asked = section(parsed(client.get(f"/incidents/{incident.public_id}/")), "clause-title")

    assert "before its verification ends" in text_of(asked)
    assert [each for each in links(asked) if "/new/" in each] == []


def test_finding_is_drafted_from_the_incident(client, officer):
    incident = make_verified()
    attribute(incident)
    address = f"/incidents/{incident.public_id}/findings/new/"
    form = first(parsed(client.get(f"{address}?provision=2&accused=SOUTH")), "main")
    chosen = [each.get("value") for each in form.iter() if "checked" in each.attrib]

    answer = client.post(address, {**TEXT, "provision": "2", "accused": "SOUTH"})

    made = Finding.objects.get()
    assert (chosen, answer.url) == (["2"], address_of(made))
    assert (made.provision.number, made.accused.code, made.drafted_by) == ("2", "SOUTH", officer)


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"accused": ""}, 400, "A violation names the party that committed it."),
        ({"outcome": "permitted"}, 400, "Choose the ground of this outcome."),
        ({"accused": "NORTH"}, 409,
         "A violation is found only where it is at least probable that this party did it."),
    ],
)  # fmt: skip
def test_draft_that_is_refused_keeps_what_was_typed(client, officer, sent, status, said):
    incident = make_verified()
    attribute(incident)
    full = {**TEXT, "provision": "1", "accused": "SOUTH"}

    answer = client.post(f"/incidents/{incident.public_id}/findings/new/", {**full, **sent})

    assert (answer.status_code, errors(answer)) == (status, [said])
    assert text_of(first(parsed(answer), "textarea")) == BECAUSE


def test_draft_goes_to_review_and_back(client, officer):
    finding = make_drafted()
    client.post(address_of(finding, "change"), {**TEXT, "reasoning": "Three craters."})
    client.post(address_of(finding, "submit"))
    sign_in(client, make_user(Role.ADJUDICATOR))

    silent = client.post(address_of(finding, "review"), {"verdict": "returned"})
    client.post(address_of(finding, "review"), {"verdict": "returned", "reason": "No dates."})

    assert errors(silent) == ["Say what is to be changed."]
    assert (stands(finding), finding.state_because) == ("draft", "No dates.")
    assert finding.reasoning == "Three craters."


def test_author_is_not_offered_to_review_and_is_refused(client, officer):
    finding = make_drafted(by=officer)
    client.post(address_of(finding, "submit"))

    page = parsed(client.get(address_of(finding)))
    answer = client.post(address_of(finding, "review"), {"verdict": "sound"})

    assert address_of(finding, "review") not in links(page)
    assert (answer.status_code, stands(finding)) == (409, "legal_review")


def test_party_is_shown_just_what_the_officer_saw_and_replies(client, officer):
    finding = make_reviewed()
    seen = first(parsed(client.get(address_of(finding, "notify"))), "div", class_="preview")

    client.post(address_of(finding, "notify"))
    sign_in(client, liaison_of("SOUTH"))
    page = parsed(client.get(address_of(finding, "reply")))
    answer = client.post(address_of(finding, "reply"), {"words": "لم نطلق النار", "language": "ar"})

    assert text_of(first(page, "div", class_="preview")) == text_of(seen)
    assert (answer.url, stands(finding)) == (address_of(finding), "notified")
    assert (finding.reply, finding.reply_language) == ("لم نطلق النار", "ar")
    assert address_of(finding, "reply") not in links(parsed(client.get(answer.url)))


def test_reply_is_not_awaited_only_with_a_reason(client, officer):
    finding = make_put()

    empty = client.post(address_of(finding, "deliberate"), {"reason": ""})
    client.post(address_of(finding, "deliberate"), {"reason": "The talks open tomorrow."})

    assert (empty.status_code, stands(finding)) == (400, "deliberation")
    assert finding.not_awaited_because == "The talks open tomorrow."


def test_two_adopt_and_one_dissents(client, adjudicator):
    finding = make_deliberated()
    client.post(address_of(finding, "dissent"), {"words": "Too little is known."})

    client.post(address_of(finding, "sign"))
    alone = client.post(address_of(finding, "adopt"))
    sign_in(client, make_user(Role.ADJUDICATOR))
    client.post(address_of(finding, "adopt"))

    assert (alone.status_code, stands(finding)) == (409, "adopted")
    assert (finding.adopted_by, finding.dissent) == (adjudicator, "Too little is known.")


def test_adopted_by_one_may_be_returned(client, adjudicator):
    finding = make_signed()

    client.post(address_of(finding, "return"), {"reason": "It answers no word of the reply."})

    assert (stands(finding), finding.adopted_by) == ("draft", None)


def test_correction_asks_for_no_outcome_and_shows_the_reply(client, officer):
    finding = make_adopted()
    page = parsed(client.get(address_of(finding, "correct")))

    answer = client.post(
        address_of(finding, "correct"), {"reasoning": "Three craters.", "reason": "A third."}
    )

    assert [each.get("name") for each in page.iter("select") if each.get("name") == "outcome"] == []
    assert "We fired at nobody." in text_of(section(page, "replied-title"))
    assert (answer.url, stands(finding)) == (address_of(finding), "deliberation")


def test_another_is_drafted_in_its_place(client, officer):
    old = make_adopted()
    sent = {"outcome": "no_violation", "reasoning": "Older.", "provision": "1", "accused": "SOUTH"}

    answer = client.post(address_of(old, "supersede"), sent)

    made = Finding.objects.get(supersedes=old)
    assert (answer.url, made.outcome) == (address_of(made), "no_violation")
    told = text_of(first(parsed(client.get(address_of(old))), "p", class_="notice"))
    assert made.reference in told


@pytest.mark.parametrize(
    ("role", "make", "status"),
    [
        (Role.OFFICER, make_drafted, 302),
        (Role.OFFICER, make_adopted, 403),
        (Role.ADJUDICATOR, make_adopted, 302),
    ],
)
def test_what_two_adopted_only_an_adjudicator_withdraws(client, role, make, status):
    finding = make()
    sign_in(client, make_user(role))

    answer = client.post(address_of(finding, "withdraw"), {"reason": "The photo was forged."})

    assert answer.status_code == status
    assert (stands(finding) == "withdrawn") is (status == 302)


def test_recommendations_are_added_dropped_and_followed_up(client, officer):
    finding = make_drafted()
    sent = {"addressed_to": "SOUTH", "text": "Withdraw the mortars.", "due_on": "2021-04-01"}
    client.post(address_of(finding, "recommendations/new"), sent)
    extra = recommend(finding, "Leave the valley.")
    client.post(address_of(finding, f"recommendations/{extra.public_id}/drop"))
    full = make_full(make_verified())
    [asked] = Recommendation.objects.filter(finding=full)
    told = {"state": "followed", "words": "All three left."}

    answer = client.post(address_of(full, f"recommendations/{asked.public_id}/follow-up"), told)

    made = finding.recommendations.standing().get()
    assert (made.text, str(made.due_on)) == ("Withdraw the mortars.", "2021-04-01")
    asked.refresh_from_db()
    assert (answer.url, asked.state) == (address_of(full), "followed")
    foreign = client.get(address_of(finding, f"recommendations/{asked.public_id}/follow-up"))
    assert foreign.status_code == 404
