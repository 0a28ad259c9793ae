import pytest

from ceasefire.talks.choices import StatementKind
from tests.builders.everything import make_everything
from tests.builders.talks import make_statement
from tests.ceasefire.web.pages import facts, first, row_heads, rows, text_of

pytestmark = pytest.mark.django_db


def address_of(statement):
    return f"/statements/{statement.public_id}/"


def test_words_are_quoted_in_their_own_direction(page):
    statement = make_statement(words="سكتت المدافع.", language="ar")

    quoted = first(page(address_of(statement)), "blockquote")

    assert (quoted.get("lang"), quoted.get("dir")) == ("ar", "auto")
    assert text_of(quoted) == "سكتت المدافع."


def test_account_of_what_was_said_is_not_a_quotation(page):
    statement = make_statement(words="They said it was quiet.", is_quotation=False)

    tree = page(address_of(statement))

    assert first(tree, "blockquote") is None
    assert "not the speaker's own words" in text_of(first(tree, "figure", class_="quotation"))


def test_speaker_capacity_place_time_and_relay_are_told(page):
    statement = make_everything()["statement"]

    shown = facts(page(address_of(statement)))

    assert (shown["Speaker"], shown["Capacity"]) == ("Colonel A. Weir", "spokesman")
    assert (shown["For"], shown["Said in"]) == ("Northern Command", "Weir Bridge")
    assert shown["Said on"] == "10 March 2021 (after the talks)"
    assert shown["Source"].startswith("according to Northern Command, relayed by Valley Gazette")
    assert (shown["Place"], shown["Area"]) == ("Weir Bridge", "North Valley")


@pytest.mark.parametrize(
    ("known", "who"),
    [
        ({"speaker": "A. Weir", "capacity": "officer", "body": "NORTH"},
         "A. Weir, officer (Northern Command)"),
        ({"speaker": "A. Weir"}, "A. Weir"),
        ({"body": "NORTH"}, "Northern Command"),
        ({"capacity": "an officer"}, "an officer"),
        ({}, "speaker not named"),
    ],
)  # fmt: skip
def test_whoever_is_known_to_have_spoken_is_named(page, known, who):
    make_statement(**known)

    [row] = rows(page("/statements/"))

    assert f"DEMO {who} Official statement" in row


def test_accusation_is_said_not_to_be_counted(page):
    accusation = make_statement(kind=StatementKind.ACCUSATION)
    official = make_statement()

    assert "not counted as an allegation" in text_of(page(address_of(accusation)))
    assert "not counted as an allegation" not in text_of(page(address_of(official)))


def test_time_that_is_not_known_is_said_to_be_so(page):
    vague = make_statement(said_on=None, said_when="in early March")
    nothing = make_statement(said_on=None)

    assert facts(page(address_of(vague)))["Said on"] == "in early March"
    assert facts(page(address_of(nothing)))["Said on"] == "day not stated"


def test_list_is_narrowed_by_words_and_kind(page):
    make_statement(words="Silence.")
    make_statement(words="Thunder.", kind=StatementKind.ACCUSATION)

    assert row_heads(page("/statements/", words="silen")) == ["Silence. DEMO"]
    assert row_heads(page("/statements/", kind="accusation")) == ["Thunder. DEMO"]
