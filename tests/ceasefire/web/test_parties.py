import pytest

from ceasefire.parties.choices import AliasKind
from ceasefire.parties.services import AliasFacts
from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.parties import INVENTED, make_party
from tests.ceasefire.web.pages import links, row_heads, section, text_of

pytestmark = pytest.mark.django_db


def test_party_tells_its_names_with_their_language(page):
    party = make_everything()["party"]

    named = section(page(f"/parties/{party.public_id}/"), "names-title")

    alias = named.find(".//bdi[@lang='ar']")
    assert text_of(alias) == "جماعة المحجر"
    assert "Arabic What it calls itself according to Southern Command" in text_of(named)


def test_relation_is_somebodys_word_with_its_last_day(page):
    party = make_everything()["party"]

    told = text_of(section(page(f"/parties/{party.public_id}/"), "relations-title"))

    assert (
        "in joint operation with Southern Command against Northern Command, Weir Bridge,"
        " from 1 March 2021 until 31 March 2021 (included) according to Northern Command" in told
    )


def test_party_tells_where_it_is_named(page):
    everything = make_everything()
    north = everything["agreement"].participations.first().party

    named = section(page(f"/parties/{north.public_id}/"), "agreements-title")

    told = text_of(named)
    assert "Valley ceasefire DEMO-1: Signatory – Confirmed, since 1 March 2021" in told
    assert "1 round of talks" in told
    assert "1 statement" in told
    assert "2 control claims" in told
    assert "/rounds/?party=NORTH" in links(named)


def test_party_that_nobody_names_says_so(page):
    party = make_party("APART")
    make_agreement()

    told = text_of(section(page(f"/parties/{party.public_id}/"), "agreements-title"))

    assert told == "Where it is named No agreement names it."


def test_list_stands_in_the_order_of_recording_whatever_is_published_later(page):
    for code in ("C", "A", "B"):
        make_party(code, names={"en": code})

    make_party("C", names={"en": "C renamed"})

    assert row_heads(page("/parties/")) == ["C renamed DEMO", "A DEMO", "B DEMO"]


def test_list_is_narrowed_by_alias_and_agreement(page):
    alias = AliasFacts("Первая", "ru", AliasKind.SELF, INVENTED)
    make_party("FIRST", names={"en": "First"}, aliases=[alias])
    make_agreement()

    assert row_heads(page("/parties/", name="первая")) == ["First DEMO"]
    assert row_heads(page("/parties/", agreement="DEMO-1")) == [
        "Northern Command DEMO", "Southern Command DEMO",
    ]  # fmt: skip
