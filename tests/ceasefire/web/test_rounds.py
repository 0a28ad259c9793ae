from datetime import date

import pytest

from tests.builders.agreements import make_agreement
from tests.builders.everything import make_everything
from tests.builders.talks import make_round, make_statement
from tests.ceasefire.web.pages import (
    body_rows,
    facts,
    first,
    links,
    row_heads,
    rows,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_closed", "line_up_disclosed", "said"),
    [
        (None, None, ("nobody says", "nobody says")),
        (True, False, ("closed", "not disclosed")),
        (False, True, ("open", "disclosed")),
    ],
)
def test_doors_and_line_up_are_told_or_nobody_says(page, is_closed, line_up_disclosed, said):
    talks = make_round(is_closed=is_closed, line_up_disclosed=line_up_disclosed)

    tree = page(f"/rounds/{talks.public_id}/")

    assert (facts(tree)["Doors"], facts(tree)["Line-up"]) == said
    assert said[0] in rows(page("/rounds/"))[0]


def test_each_delegation_is_told_with_who_says_so(page):
    talks = make_everything()["round"]

    table = section(page(f"/rounds/{talks.public_id}/"), "delegations-title")

    north, south = map(text_of, body_rows(table))
    assert north.startswith("Northern Command party attended according to Northern Command")
    assert "expected, for the first time" in south


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("agenda", "Access of monitors"),
        ("proposal", "A joint board (Southern Command)"),
        ("outcome", "They agreed to meet. according to Southern Command"),
        ("follow_up", "Lists of prisoners, due on 1 April 2021: not known"),
    ],
)
def test_items_stand_under_their_kind(page, kind, words):
    talks = make_everything()["round"]

    assert words in text_of(section(page(f"/rounds/{talks.public_id}/"), f"{kind}-title"))


def test_source_that_is_the_rounds_own_is_named_once(page):
    talks = make_everything()["round"]
    tree = page(f"/rounds/{talks.public_id}/")

    assert "Invented for a test" in facts(tree)["Source"]
    assert "Invented for a test" not in text_of(section(tree, "agenda-title"))


def test_statements_made_there_and_no_others_are_shown(page):
    talks = make_round("R1")
    make_statement(words="Said there.", round="R1")
    make_statement(words="Said elsewhere.")

    said = text_of(section(page(f"/rounds/{talks.public_id}/"), "words-title"))

    assert "Said there." in said
    assert "Said elsewhere." not in said


def test_rounds_before_and_after_are_of_the_same_agreement(page):
    make_agreement("DEMO-2")
    made = [make_round(f"R{day}", first_day=date(2021, 3, day)) for day in (1, 5, 9)]
    make_round("OTHER", agreement="DEMO-2", first_day=date(2021, 3, 4))

    around = [
        first(page(f"/rounds/{each.public_id}/"), "nav", class_="neighbours") for each in made
    ]

    assert [[link.strip("/").split("/")[1] for link in links(nav)] for nav in around] == [
        [str(made[1].public_id)],
        [str(made[0].public_id), str(made[2].public_id)],
        [str(made[1].public_id)],
    ]


def test_days_are_said_once_where_they_share_a_month(page):
    make_round("ONE", first_day=date(2021, 3, 1))
    make_round("TWO", first_day=date(2021, 3, 2), last_day=date(2021, 3, 3))
    make_round("LONG", first_day=date(2021, 3, 31), last_day=date(2021, 4, 1))

    said = [each.partition(" Valley")[0] for each in rows(page("/rounds/", sort="-day"))]

    assert said == ["1 March 2021", "2–3 March 2021", "31 March 2021 – 1 April 2021"]


def test_list_goes_from_new_to_old_and_back(page):
    for day in (1, 2):
        make_round(f"R{day}", first_day=date(2021, 3, day), names={"en": f"Meeting {day}"})

    newest, oldest = page("/rounds/"), page("/rounds/", sort="-day")

    assert row_heads(newest) == ["Meeting 2 DEMO", "Meeting 1 DEMO"]
    assert row_heads(oldest) == ["Meeting 1 DEMO", "Meeting 2 DEMO"]
    assert newest.find(".//th[@aria-sort='descending']") is not None
    assert oldest.find(".//th[@aria-sort='ascending']") is not None


def test_order_nobody_knows_is_the_usual_one(page):
    make_round()

    assert page("/rounds/", sort="colour").find(".//th[@aria-sort='descending']") is not None
