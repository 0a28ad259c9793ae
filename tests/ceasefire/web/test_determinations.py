"""What a guarantor says of the other side's record, on pages."""

import pytest

from ceasefire.codes.roles import Role
from ceasefire.verification.models import Determination
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import liaison_of, make_guarantor, make_notified
from tests.builders.determinations import ASIDE, NOT_CONFIRMED, determine, speak_for
from tests.builders.field import make_field
from tests.ceasefire.web.pages import first, links, parsed, section, text_of

pytestmark = pytest.mark.django_db
SAID = {"result": "not_confirmed", "reason": "Nobody fired.", "made_on": "2021-03-06"}
NOTE = (
    "It is that side's own word on the other side's record: nothing is taken from any count by it, "
    "and that it is not confirmed does not mean that it did not happen."
)
INTEREST = (
    "Interest of its author: Command GUARANTOR-OF-SOUTH is guarantor of Southern Command (according "
    "to Invented for a test); of operations of its own around that day the record knows nothing."
)


@pytest.fixture
def put():
    """An allegation against Southern Command, for which a guarantor answers."""
    make_field()
    make_guarantor("SOUTH")
    return make_notified("NORTH")


def page_of(allegation):
    return f"/allegations/{allegation.public_id}/"


def form_of(allegation):
    return f"{page_of(allegation)}determine/"


def told(client, person, allegation, **query):
    """What the page of an allegation tells this person of determinations; None if nothing."""
    answer = sign_in(client, person).get(page_of(allegation), query)
    part = section(parsed(answer), "determined-title")
    return None if part is None else text_of(part)


def test_guarantor_says_it_and_everybody_reads_it(client, put):
    guarantor = make_guarantor("SOUTH")
    sign_in(client, guarantor)
    offered = links(parsed(client.get(page_of(put))))

    answer = client.post(form_of(put), SAID)

    assert form_of(put) in offered
    assert (answer.status_code, answer["Location"]) == (302, page_of(put))
    words = (
        "What the guarantor of the accused says Command GUARANTOR-OF-SOUTH: not confirmed · "
        f"6 March 2021 Nobody fired. {INTEREST} {NOTE}"
    )
    readers = [liaison_of("NORTH"), liaison_of("SOUTH"), make_user(), make_user(Role.AUDITOR)]
    assert [told(client, person, put) for person in readers] == [words] * 4
    assert told(client, guarantor, put) == f"{words} Record what the guarantor says"


def test_guarantor_that_steps_aside_is_shown_with_its_reason(client, put):
    determine(put, **ASIDE)

    words = told(client, make_user(), put)

    assert words.startswith(
        "What the guarantor of the accused says Command GUARANTOR-OF-SOUTH: steps aside, and does "
        "not judge this · 6 March 2021 Our own guns were at the bridge."
    )


def test_before_anything_is_said_it_is_said_so(client, put):
    assert told(client, make_user(), put) == (
        "What the guarantor of the accused says Nothing is recorded of it."
    )


def test_officer_quotes_what_was_stated_publicly(client, put):
    sign_in(client, make_user(Role.OFFICER))

    missing = client.post(form_of(put), SAID)
    answer = client.post(form_of(put), {**SAID, "stated_in": "Coast Gazette"})

    assert missing.status_code == 400
    assert "Nobody fired." in text_of(first(parsed(missing), "textarea", name="reason"))
    assert answer.status_code == 302
    assert "stated in Coast Gazette" in told(client, make_user(), put)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"result": "recused"}, "Say why it steps aside."),
        ({"recused_because": "We were there."}, "Only a guarantor that steps aside says this."),
        ({"made_on": "2100-01-01"}, "This day has not come yet."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(client, put, sent, field):
    sign_in(client, make_guarantor("SOUTH"))

    answer = client.post(form_of(put), {**SAID, **sent})

    assert answer.status_code == 400
    assert text_of(first(parsed(answer), "ul", class_="errorlist")) == field
    assert not Determination.objects.exists()


def test_guarantor_may_step_aside_on_the_page(client, put):
    sign_in(client, make_guarantor("SOUTH"))

    client.post(form_of(put), {**SAID, "result": "recused", "recused_because": "We were there."})

    assert Determination.objects.get().recused_because == "We were there."


def test_who_speaks_for_two_guarantors_says_for_which(client, put):
    guarantor = make_guarantor("SOUTH")
    put.agreement.participations.filter(party__code="SOUTH").update(
        role="guarantor", answers_for=put.accused
    )
    speak_for(guarantor, "SOUTH")
    sign_in(client, guarantor)

    unnamed = client.post(form_of(put), SAID)
    client.post(form_of(put), {**SAID, "guarantor": "SOUTH"})

    assert unnamed.status_code == 400
    assert Determination.objects.get().guarantor.code == "SOUTH"


def test_without_a_guarantor_there_is_nothing_to_record(client):
    make_field()
    put = make_notified("NORTH")
    sign_in(client, make_user(Role.OFFICER))

    offered = links(parsed(client.get(page_of(put))))

    assert form_of(put) not in offered
    assert client.get(form_of(put)).status_code == 404


def test_mandate_that_does_not_show_them_has_no_word_of_them(client):
    make_field(acts=("record", "verify", "publish"))
    guarantor = make_guarantor("SOUTH")
    put = make_notified("NORTH")

    seen = [told(client, person, put) for person in (guarantor, make_user(Role.OFFICER))]

    assert [*seen, told(client, make_user(), put)] == [None, None, None]
    sign_in(client, guarantor)
    assert client.post(form_of(put), SAID).status_code == 409


def test_superseded_words_are_not_shown(client, put):
    determine(put, NOT_CONFIRMED)
    determine(put)

    words = told(client, make_user(Role.OFFICER), put)

    assert (words.count("not confirmed"), words.count(": confirmed")) == (1, 1)
