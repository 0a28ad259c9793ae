"""The pages of harm checks: another officer answers, the custodian sees little and decides."""

import pytest

from ceasefire.allegations.harm import draft_harm_check
from ceasefire.allegations.models import HarmCheck
from ceasefire.codes.allegations import HarmQuestion, HarmVerdict
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import check_for_harm, make_admitted
from tests.builders.field import make_incident, make_report
from tests.ceasefire.web.pages import elements, facts, first, links, parsed, row_heads, text_of

pytestmark = pytest.mark.django_db
LIST = "/harm-checks/"
SAFE = {each.value: "safe" for each in HarmQuestion}
WHY = "Only two people saw it."


def address_of(check, step=""):
    return f"{LIST}{check.public_id}/{step}"


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER)
    sign_in(client, person)
    return person


@pytest.fixture
def check():
    """Asked for by another officer than whoever reads."""
    report = make_report(narrative="I stood at the mill.", by=make_user(Role.MONITOR, name="Mona"))
    admitted = make_admitted(words="Our cook saw it.", incident=make_incident(reports=[report]))
    return draft_harm_check(allegation=admitted, by=make_user(Role.OFFICER, name="Olga"))


def test_officer_asks_for_a_check_of_what_the_accused_would_read(client, officer):
    admitted = make_admitted(words="Our cook saw it.")
    address = f"/allegations/{admitted.public_id}/harm-check/"
    shown = parsed(client.get(address))

    answer = client.post(address)

    assert answer.url == f"/allegations/{admitted.public_id}/"
    assert facts(shown)["Alleged"] == "Indirect fire"
    assert "Our cook" not in text_of(shown)
    asked = HarmCheck.objects.get()
    assert (asked.drafted_by, asked.verdict) == (officer, HarmVerdict.OPEN)
    assert client.post(address).status_code == 409


def test_another_officer_finds_it_in_the_list_and_answers(client, officer, check):
    listed = parsed(client.get(LIST))
    form = parsed(client.get(address_of(check)))

    answer = client.post(address_of(check), SAFE)

    assert row_heads(listed) == [f"{check.allegation.reference} DEMO"]
    assert address_of(check) in links(listed)
    names = [each.get("name") for each in elements(form, "input", type="radio")]
    assert list(dict.fromkeys(names)) == list(HarmQuestion)
    assert answer.url == f"/allegations/{check.allegation.public_id}/"
    told = parsed(client.get(answer.url))
    assert facts(told)["Could many people have known this?"] == "yes"
    assert "may be put to the party" in text_of(told)


def test_who_asked_for_it_reads_it_and_does_not_answer(client, officer):
    own = draft_harm_check(allegation=make_admitted(), by=officer)

    page, refused = parsed(client.get(address_of(own))), client.post(address_of(own), SAFE)

    assert "another officer answers: you asked for it" in text_of(parsed(client.get(LIST)))
    assert first(page, "input", type="radio") is None
    assert refused.status_code == 409
    assert errors(refused) == ["Another officer than who drafted the statement answers this."]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**SAFE, "wording": ""}, "This field is required."),
        ({**SAFE, "wording": "unsure"}, "Say what is not safe, or not sure."),
    ],
)
def test_every_question_is_answered_and_what_is_not_safe_is_said(
    client, officer, check, sent, said
):
    answer = client.post(address_of(check), sent)

    assert (answer.status_code, errors(answer)) == (400, [said])
    check.refresh_from_db()
    assert check.verdict == HarmVerdict.OPEN


def test_check_that_was_answered_asks_nothing_any_more(client, officer, check):
    client.post(address_of(check), {**SAFE, "wording": "unsafe", "because": WHY})

    page, again = parsed(client.get(address_of(check))), client.post(address_of(check), SAFE)

    assert first(page, "input", type="radio") is None
    assert "must not be put to the party" in text_of(page)
    assert again.status_code == 409
    assert text_of(first(parsed(client.get(LIST)), "p", class_="empty")) == "No harm check waits."


def test_custodian_sees_the_statement_and_the_answers_and_decides(client, officer, check):
    client.post(address_of(check), {**SAFE, "wording": "unsure", "because": WHY})
    sign_in(client, make_user(Role.CUSTODIAN))

    listed, page = parsed(client.get(LIST)), parsed(client.get(address_of(check, "settle/")))
    sent = {"may_be_put": "no", "because": "They are still there."}
    answer = client.post(address_of(check, "settle/"), sent)

    assert address_of(check, "settle/") in links(listed)
    told = facts(page)
    assert (told["Alleged"], told["Did every source allow this use?"]) == ("Indirect fire", "yes")
    assert WHY in text_of(page)
    for secret in ("Our cook", "I stood", "Mona", "Olga", "/incidents/", "/allegations/"):
        assert secret not in text_of(first(page, "main")) + " ".join(links(first(page, "main")))
    check.refresh_from_db()
    assert (answer.url, check.verdict) == (LIST, HarmVerdict.MUST_NOT)


def test_custodian_sees_no_other_check(client, check):
    sign_in(client, make_user(Role.CUSTODIAN))
    settled = check_for_harm(make_admitted())

    foreign = [client.get(address_of(each, "settle/")) for each in (check, settled)]

    absent = client.get(f"{LIST}00000000-0000-4000-8000-000000000000/settle/")
    assert [each.status_code for each in foreign] == [404, 404]
    assert {each.content for each in foreign} == {absent.content}


@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.LIAISON, Role.DELEGATE, Role.MONITOR])
def test_pages_are_for_officers_and_the_custodian(client, check, role):
    sign_in(client, make_user(role))

    for address in (LIST, address_of(check), address_of(check, "settle/")):
        assert client.get(address).status_code == 403
