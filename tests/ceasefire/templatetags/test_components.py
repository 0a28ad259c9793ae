"""The pieces that pages are made of, `ceasefire/templates/ui/`."""

import html5lib
from django.template.loader import render_to_string

from tests.ceasefire.web.pages import elements, first, links, text_of


def shown(component, **context):
    """A component as a tree; it must be well-formed."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(render_to_string(f"ui/_{component}.html", context))


def test_figure_is_a_number_with_what_it_is_a_number_of():
    tree = shown("figure", value=1200, label="facts of fire", note="says the North", url="/rows/")

    assert text_of(tree) == "1,200 facts of fire says the North"
    assert links(tree) == ["/rows/"]


def test_figure_that_is_not_stated_is_not_nought():
    assert text_of(shown("figure", value=None, label="killed")) == "not stated killed"


def test_verdict_is_one_sentence_and_what_it_rests_on():
    tree = shown("verdict", sentence="Cannot say.", because="3 of 25 bulletins are held")

    assert text_of(first(tree, "strong")) == "Cannot say."
    assert text_of(tree) == "Cannot say. 3 of 25 bulletins are held"


def test_flag_says_in_words_what_is_odd():
    assert text_of(shown("flag", words="Disputed")) == "Disputed"
    assert text_of(shown("flag", words="Disputed", because="by whom")) == "Disputed: by whom"


def test_accounts_stand_in_the_order_given():
    source = {"title": "Gazette", "url": "", "note": ""}
    accounts = [{"value": value, "source": source} for value in ("second", "first")]

    tree = shown("accounts", accounts=accounts, each="agreements/_term.html")

    assert [text_of(each) for each in elements(tree, "li", class_="account")] == [
        "second Gazette", "first Gazette",
    ]  # fmt: skip


def test_source_names_who_says_so_who_relays_it_and_where():
    source = {"title": "Gazette 4", "url": "https://example.invalid/4", "note": "Read aloud."}
    fact = {"asserted_by": "The North", "relayed_by": "The Gazette", "source": source}

    tree = shown("source", fact=fact, has_place=True)

    assert text_of(tree) == (
        "according to The North, relayed by The Gazette · Gazette 4 Read aloud."
    )
    assert first(tree, "a").get("rel") == "noopener noreferrer external"


def test_source_known_by_its_address_alone_is_named_by_it():
    fact = {"source": {"title": "", "url": "https://example.invalid/4", "note": ""}}

    assert text_of(shown("source", fact=fact, has_place=True)) == "https://example.invalid/4"
