"""What goes between the mechanism and the accused through the pages, and what each is told."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.allegations.extending import ask_for_time, decide_time_request
from ceasefire.allegations.models import Allegation, Notification, TimeRequest
from ceasefire.codes.allegations import AllegationState, ResponseKind
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import (
    check_for_harm,
    liaison_of,
    make_admitted,
    make_answered,
    make_liaison,
    make_notified,
    make_unput,
    make_unsafe,
)
from tests.builders.field import RECORD_ONLY, make_field
from tests.ceasefire.web.pages import (
    elements,
    facts,
    first,
    links,
    parsed,
    row_heads,
    rows,
    section,
    sent_to,
    text_of,
)

pytestmark = pytest.mark.django_db
PUT = datetime(2021, 3, 8, 10, tzinfo=UTC)
PROOF = {"proof": "Handed to the duty officer at the bridge."}
OF_THE_ACCUSED = ("acknowledge", "more-time", "answer")


def address_of(allegation, step=""):
    return f"/allegations/{allegation.public_id}/" + (f"{step}/" if step else "")


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


def steps_on(tree, allegation):
    """The steps that the page offers with an allegation."""
    there, own = {*links(tree), *sent_to(tree)}, address_of(allegation)
    return {each.removeprefix(own).strip("/") for each in there if each and each.startswith(own)}


@pytest.fixture
def officer(client):
    make_field()
    person = make_user(Role.OFFICER, name="Olga")
    sign_in(client, person)
    return person


@pytest.fixture
def put_now(time_machine):
    """Put to Southern Command at this moment."""
    time_machine.move_to(PUT, tick=False)
    return make_notified()


def test_officer_reads_word_for_word_what_is_put_and_then_puts_it(client, officer):
    admitted = make_admitted(words="Our cook saw the gun.")
    check_for_harm(admitted)
    shown = parsed(client.get(address_of(admitted, "notify")))

    answer = client.post(address_of(admitted, "notify"), PROOF)

    assert answer.url == address_of(admitted)
    assert PROOF["proof"] in text_of(section(parsed(client.get(answer.url)), "put-title"))
    page = parsed(sign_in(client, make_liaison("SOUTH")).get(answer.url))
    assert facts(page) == facts(shown)
    assert PROOF["proof"] not in text_of(page)
    assert "Our cook" not in text_of(shown)
    assert "Readers are shown the same" in text_of(shown)


def test_officer_is_not_told_of_readers_where_the_mandate_lets_nobody_publish(
    client, officer, time_machine
):
    time_machine.move_to(PUT, tick=False)
    make_field(acts=RECORD_ONLY)
    admitted = make_admitted()

    shown = text_of(parsed(client.get(address_of(admitted, "notify"))))

    assert "Last day to answer: 16 March 2021 (Etc/GMT-2)." in shown
    assert "Readers" not in shown


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_notified, "This allegation was put to the accused before."),
        (make_admitted,
         "Another officer must find first that nobody is harmed if this is put to the party."),
    ],
)  # fmt: skip
def test_what_cannot_be_put_is_refused_and_what_was_typed_stays(client, officer, make, said):
    allegation = make()

    answer = client.post(address_of(allegation, "notify"), PROOF)

    assert (answer.status_code, errors(answer)) == (409, [said])
    assert first(parsed(answer), "input", name="proof").get("value") == PROOF["proof"]
    assert "notify" not in steps_on(parsed(client.get(address_of(allegation))), allegation)


def test_nothing_is_put_without_saying_how(client, officer):
    admitted = make_admitted()
    check_for_harm(admitted)

    answer = client.post(address_of(admitted, "notify"), {"proof": " "})

    assert (answer.status_code, errors(answer)) == (400, ["This field is required."])
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    ("make", "offered"),
    [
        (make_admitted, {"harm-check"}),
        (lambda: check_for_harm(make_admitted()).allegation, {"notify", "harm-check"}),
        (make_unsafe, {"not-put"}),
        (lambda: check_for_harm(make_admitted(), wording="unsure").allegation, set()),
        (make_notified, set()),
        (make_unput, set()),
        (make_answered, {"translate"}),
        (lambda: make_answered(words=""), set()),
    ],
)
def test_officer_is_offered_what_comes_next(client, officer, make, offered):
    allegation = make()

    assert steps_on(parsed(client.get(address_of(allegation))), allegation) == offered


def test_what_must_not_be_put_ends_and_readers_are_told_its_month(client, officer):
    unsafe = make_unsafe(words="Our cook saw the gun.")

    client.post(address_of(unsafe, "not-put"), {"reason": "The cook is there."})

    assert Allegation.objects.get(pk=unsafe.pk).state == AllegationState.NOT_PUT
    told = text_of(parsed(client.get(address_of(unsafe))))
    assert "The cook is there." in told
    sign_in(client, make_user())
    page = parsed(client.get(address_of(unsafe)))
    assert facts(page)["Month"] == "March 2021"
    assert "recorded, not put to the party for safety" in text_of(
        first(page, "p", class_="verdict")
    )
    [row] = rows(parsed(client.get("/allegations/")))
    for secret in ("cook", "Command", "Weir", "Indirect", "5 March"):
        assert secret not in text_of(first(page, "main")) + row
    assert "March 2021" in row


def test_whoever_lodged_it_is_not_told_why_it_is_not_put(client):
    unput = make_unput()

    told = text_of(parsed(sign_in(client, liaison_of("NORTH")).get(address_of(unput))))

    assert "recorded, not put to the party for safety" in told
    assert "A child tells." not in told
    assert "alone on the bank" not in told


def test_accused_is_offered_to_acknowledge_to_ask_for_time_and_to_answer(client, put_now):
    sign_in(client, make_liaison("SOUTH"))
    page = parsed(client.get(address_of(put_now)))

    client.post(address_of(put_now, "acknowledge"))

    after = parsed(client.get(address_of(put_now)))
    assert steps_on(page, put_now) == set(OF_THE_ACCUSED)
    assert steps_on(after, put_now) == {"more-time", "answer"}
    assert "at the latest on 9 March 2021, 12:00" in text_of(page)
    assert "Last day to answer: 16 March 2021" in text_of(page)
    assert "Acknowledged on 8 March 2021, 12:00" in text_of(after)
    assert "Last day to answer: 15 March 2021" in text_of(after)


def test_what_nobody_acknowledged_counts_as_delivered(client, put_now, time_machine):
    time_machine.move_to(PUT + timedelta(days=2), tick=False)

    for person in (make_liaison("SOUTH"), liaison_of("NORTH"), make_user(Role.OFFICER)):
        told = text_of(parsed(sign_in(client, person).get(address_of(put_now))))
        assert "It counts as delivered since 9 March 2021, 12:00" in told


def test_accused_asks_for_more_time_and_an_officer_gives_it(client, put_now):
    south, officer = liaison_of("SOUTH"), make_user(Role.OFFICER)
    sign_in(client, south).post(address_of(put_now, "more-time"), {"words": "Our patrol is away."})
    waiting = parsed(client.get(address_of(put_now)))
    sign_in(client, officer)
    page = parsed(client.get(address_of(put_now)))
    form = parsed(client.get(address_of(put_now, "more-time/decide")))
    client.post(address_of(put_now, "more-time/decide"), {"is_granted": "yes"})

    assert "more-time" not in steps_on(waiting, put_now)
    assert "Nobody has decided on it yet." in text_of(waiting)
    assert "more-time/decide" in steps_on(page, put_now)
    assert "Our patrol is away." in text_of(section(form, "asked-title"))
    after = parsed(client.get(address_of(put_now)))
    assert "more-time/decide" not in steps_on(after, put_now)
    assert "Last day to answer: 23 March 2021 (Etc/GMT-2). More time was given" in text_of(after)


def test_time_that_is_refused_is_refused_with_a_reason_told_to_that_side_only(client, put_now):
    ask_for_time(allegation=put_now, words="Away", by=liaison_of("SOUTH"))
    sign_in(client, make_user(Role.OFFICER))

    empty = client.post(address_of(put_now, "more-time/decide"), {"is_granted": "no"})
    client.post(
        address_of(put_now, "more-time/decide"), {"is_granted": "no", "because": "It is enough."}
    )

    assert (empty.status_code, errors(empty)) == (400, ["Say why no more time is given."])
    assert TimeRequest.objects.get().is_granted is False
    told = {
        party: text_of(parsed(sign_in(client, liaison_of(party)).get(address_of(put_now))))
        for party in ("NORTH", "SOUTH")
    }
    assert "No more time is given: It is enough." in told["SOUTH"]
    assert "enough" not in told["NORTH"]


def test_nothing_is_decided_or_translated_that_is_not_there(client, officer):
    notified = make_notified()

    for step in ("more-time/decide", "translate"):
        assert client.get(address_of(notified, step)).status_code == 404


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
    assert steps_on(parsed(client.get(address_of(answered))), answered) == set()


def test_translation_stands_beside_the_answer_and_says_what_it_is(client, officer):
    answered = make_answered(words="We were not there.")

    client.post(address_of(answered, "translate"), {"language": "ar", "words": "لم نكن هناك."})

    for person in (officer, liaison_of("SOUTH"), make_user()):
        page = parsed(sign_in(client, person).get(address_of(answered)))
        given = [text_of(each) for each in section(page, "answer-title").iter("blockquote")]
        assert given == ["We were not there.", "لم نكن هناك."]
        assert "Translation by the mechanism: Arabic." in text_of(first(page, "figcaption"))


def test_answer_is_not_translated_into_its_own_language(client, officer):
    answered = make_answered()

    answer = client.post(
        address_of(answered, "translate"), {"language": "en", "words": "We slept."}
    )

    assert (answer.status_code, errors(answer)) == (
        400,
        ["The answer was given in this language."],
    )
    assert "We slept." in text_of(first(parsed(answer), "textarea"))


def test_list_tells_the_last_day_as_it_stands(client, put_now):
    request = ask_for_time(allegation=put_now, words="Away", by=liaison_of("SOUTH"))
    officer = make_user(Role.OFFICER)
    decide_time_request(request=request, is_granted=True, because="", by=officer)

    listed = parsed(sign_in(client, liaison_of("SOUTH")).get("/allegations/"))

    assert row_heads(listed) == [f"{put_now.reference} DEMO"]
    assert "23 March 2021" in rows(listed)[0]
