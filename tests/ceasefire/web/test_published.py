"""What is the same for the lists and pages of every kind."""

from datetime import date

import pytest
from django.urls import reverse

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import publish, withdraw
from ceasefire.talks.documents import round_document
from tests.builders.accounts import make_user, sign_in
from tests.builders.everything import make_bare_records, make_everything
from tests.builders.field import make_field
from tests.builders.talks import make_round, make_statement
from tests.ceasefire.web.pages import (
    elements,
    first,
    links,
    parsed,
    parsed_part,
    row_heads,
    rows,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db

KINDS = [
    PublishedKind.AGREEMENT,
    PublishedKind.ALLEGATION,
    PublishedKind.AREA,
    PublishedKind.CONTROL_CLAIM,
    PublishedKind.FINDING,
    PublishedKind.INCIDENT,
    PublishedKind.PARTY,
    PublishedKind.PLACE,
    PublishedKind.PROVISION,
    PublishedKind.ROUND,
    PublishedKind.STATEMENT,
    PublishedKind.ZONE,
]
every_kind = pytest.mark.parametrize("kind", KINDS)
every_language = pytest.mark.parametrize("language", ["en", "ar"])


def list_of(kind):
    return reverse(f"web:{kind.replace('_', '-')}-list")


def page_of(kind, row):
    name = str(getattr(row, "public_id", None) or row.code)
    return reverse(f"web:{kind.replace('_', '-')}-detail", args=[name])


@every_language
@every_kind
def test_pages_are_well_formed_in_both_directions(reader, kind, language):
    row = make_everything()[kind]
    make_bare_records()

    for address in (list_of(kind), page_of(kind, row)):
        answer = reader.get(address, headers={"Accept-Language": language})
        tree = parsed(answer)

        assert answer.status_code == 200
        assert (tree.get("lang"), tree.get("dir")) == (
            language,
            "rtl" if language == "ar" else "ltr",
        )


@every_kind
def test_pages_of_what_little_is_known_are_well_formed(page, kind):
    make_bare_records()

    for address in links(page(list_of(kind))):
        if address.startswith(list_of(kind)) and address != list_of(kind):
            assert text_of(first(page(address), "h1"))


@every_kind
def test_pages_say_demo(page, kind):
    row = make_everything()[kind]

    listed = page(list_of(kind))
    shown = page(page_of(kind, row))

    assert all("DEMO" in row for row in rows(listed))
    assert "DEMO" in text_of(first(shown, "h1"))
    assert "DEMO" in text_of(first(shown, "title"))


@every_kind
def test_every_link_inside_leads_somewhere(reader, kind):
    row = make_everything()[kind]
    own = parsed(reader.get(page_of(kind, row)))

    inside = {each for each in links(first(own, "main")) if each.startswith("/")}

    assert {each for each in inside if reader.get(each).status_code != 200} == set()


@every_kind
def test_empty_list_says_what_to_do(page, kind):
    if kind == PublishedKind.FINDING:  # shown only where a mandate lets the mechanism rule
        make_field()

    shown = text_of(first(page(list_of(kind)), "p", class_="empty"))

    assert "has been published yet" in shown


@every_kind
def test_list_that_filters_leave_empty_leads_back(page, kind):
    make_everything()
    query = {"words": "zzz"} if kind in {"statement", "provision"} else {"name": "zzz"}
    without_name = {"allegation", "control_claim", "finding", "incident", "round"}
    query = {"agreement": "DEMO-9"} if kind in without_name else query

    empty = first(page(list_of(kind), **query), "p", class_="empty")

    assert text_of(empty) == "Nothing matches these filters. Show everything"
    assert links(empty) == [list_of(kind)]


@every_kind
def test_every_sortable_head_sorts_and_turns_round(page, kind):
    make_everything()
    tree = page(list_of(kind))
    heads = [links(each)[0] for each in elements(tree, "th", scope="col") if links(each)]

    for address in heads:
        there = page(f"{list_of(kind)}{address}")
        [sorted_head] = [each for each in there.iter("th") if each.get("aria-sort")]
        [back] = links(sorted_head)
        [turned] = [
            each.get("aria-sort") for each in page(f"{list_of(kind)}{back}").iter("th")
            if each.get("aria-sort")
        ]  # fmt: skip
        assert {sorted_head.get("aria-sort"), turned} == {"ascending", "descending"}
    assert heads


@every_kind
def test_missing_record_has_no_page(reader, kind):
    name = "00000000-0000-4000-8000-000000000000"

    assert reader.get(f"{list_of(kind)}{name}/").status_code == 404


@every_kind
def test_visitor_is_sent_to_sign_in(client, kind):
    row = make_everything()[kind]

    for address in (list_of(kind), page_of(kind, row)):
        answer = client.get(address)

        assert (answer.status_code, answer["Location"].partition("?")[0]) == (
            302, reverse("account_login"),
        )  # fmt: skip


@every_kind
def test_withdrawn_record_leaves_the_list_and_its_page_says_why(reader, kind):
    row = make_everything()[kind]
    before = row_heads(parsed(reader.get(list_of(kind))))

    withdraw(kind=kind, subject=row, by=User.objects.system(), reason="Recorded by mistake.")

    assert len(row_heads(parsed(reader.get(list_of(kind))))) == len(before) - 1 or not before
    shown = text_of(first(parsed(reader.get(page_of(kind, row))), "main"))
    assert "Recorded by mistake." in shown
    assert shown.startswith("Withdrawn")


def test_withdrawn_words_are_shown_in_no_version(page):
    statement = make_statement("words", words="Secret words.")
    statement = make_statement("words", words="Other secret words.")
    reason = "Wrongly translated."
    withdraw(
        kind=PublishedKind.STATEMENT, subject=statement, by=User.objects.system(), reason=reason
    )

    for version in ("1", "2"):
        shown = text_of(page(page_of(PublishedKind.STATEMENT, statement), version=version))
        assert "secret" not in shown.lower()
        assert reason in shown


def test_version_that_was_withdrawn_stays_so_when_the_record_stands_again(page):
    statement = make_statement("words", words="Secret words.")
    withdraw(
        kind=PublishedKind.STATEMENT, subject=statement, by=User.objects.system(), reason="No."
    )
    make_statement("words", words="Corrected words.")
    address = page_of(PublishedKind.STATEMENT, statement)

    assert "Corrected words." in text_of(page(address))
    assert "Secret words." not in text_of(page(address, version="1"))


def test_older_version_is_shown_as_such(page, reader):
    talks = make_round("R1", city="Weir Bridge")
    make_round("R1", city="Old Mill")
    address = page_of(PublishedKind.ROUND, talks)

    older, current = page(address, version="1"), page(address)

    assert "Weir Bridge" in text_of(first(older, "dl"))
    assert "Version 2 has replaced it" in text_of(first(older, "p", class_="notice"))
    assert "Old Mill" in text_of(first(current, "dl"))
    assert first(current, "p", class_="notice") is None
    assert [reader.get(address, {"version": text}).status_code for text in ("3", "x", "")] == [
        404, 404, 404,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "is_told"),
    [
        (Role.OFFICER, True),
        (Role.ADJUDICATOR, True),
        (Role.AUDITOR, True),
        (Role.DELEGATE, False),
        (Role.LIAISON, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_who_did_what_is_told_to_staff_only(client, role, is_told):
    somebody = make_user(Role.ADJUDICATOR, name="Ada Weir")
    talks = make_round()
    corrected = round_document(talks)
    corrected.body["city"] = "Old Mill"
    publish(subject=talks, document=corrected, by=somebody, reason="The city was wrong.")

    shown = parsed(sign_in(client, make_user(role)).get(page_of(PublishedKind.ROUND, talks)))

    told = text_of(section(shown, "history-title"))
    assert ("Ada Weir" in told) is is_told
    assert "The city was wrong." in told  # the reason of a version is public


def test_htmx_gets_the_results_alone(reader):
    make_round()

    answer = reader.get("/rounds/", headers={"HX-Request": "true"})

    [results] = parsed_part(answer)
    assert (results.tag, results.get("id")) == ("div", "results")
    assert "HX-Request" in answer["Vary"]


def test_going_back_gets_the_whole_page(reader):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    answer = reader.get("/rounds/", headers=headers)

    assert first(parsed(answer), "h1") is not None


def test_long_list_has_pages_that_keep_filter_and_order(page):
    for day in range(1, 29):
        make_round(f"A{day}", first_day=date(2021, 2, day))
        make_round(f"B{day}", first_day=date(2021, 4, day))
    make_round("LAST", first_day=date(2022, 1, 1))
    query = {"from": "2021-02-02", "sort": "-day"}

    one = page("/rounds/", **query)
    [following] = links(first(one, "nav", class_="pager"))
    two = page(f"/rounds/{following}")

    assert text_of(first(one, "caption")) == "56 rounds"
    assert [len(row_heads(each)) for each in (one, two)] == [50, 6]
    assert "LAST" in row_heads(two)[-1]
    assert set(row_heads(one)).isdisjoint(row_heads(two))


@pytest.mark.parametrize("number", ["0", "9", "x", ""])
def test_page_that_is_not_there_is_the_nearest(page, number):
    make_round("R1")

    assert len(row_heads(page("/rounds/", page=number))) == 1


def test_unreadable_filter_is_told_beside_the_field(reader):
    make_round()

    answer = reader.get("/rounds/", {"from": "yesterday"})

    tree = parsed(answer)
    assert answer.status_code == 400
    assert "Enter a valid date" in text_of(first(tree, "form", class_="filters"))
    assert "A filter cannot be read" in text_of(first(tree, "div", id="results"))


def test_filters_offer_what_is_published_and_all(page):
    make_round("R1")
    filters = first(page("/statements/"), "form", class_="filters")

    [agreement] = elements(filters, "select", name="agreement")
    [round_] = elements(filters, "select", name="round")

    assert [text_of(each) for each in agreement.iter("option")] == [
        "all", "DEMO-1 · Valley ceasefire DEMO-1",
    ]  # fmt: skip
    assert [each.get("value") for each in round_.iter("option")] == ["", "R1"]
    assert text_of(round_) == "all Valley meeting R1 (DEMO)"


def test_filters_offer_nothing_that_was_withdrawn(page):
    talks = make_round("R1")
    withdraw(kind=PublishedKind.ROUND, subject=talks, by=User.objects.system(), reason="No.")

    assert "R1" not in text_of(first(page("/statements/"), "form", class_="filters"))


def test_menu_marks_the_page_and_the_section(page):
    make_everything()
    area = page("/areas/")

    marked = {
        text_of(each): each.get("aria-current")
        for each in first(area, "nav", class_="menu").iter("a")
        if each.get("aria-current")
    }

    assert marked == {"Places": "true"}
    assert (
        first(page("/places/"), "nav", class_="menu").find(".//a[@aria-current='page']") is not None
    )


def test_each_language_is_named_by_itself(reader):
    english = parsed(reader.get("/rounds/", headers={"Accept-Language": "en"}))
    arabic = parsed(reader.get("/rounds/", headers={"Accept-Language": "ar"}))

    offered = [
        [(each.get("lang"), text_of(each)) for each in elements(tree, "button", name="language")]
        for tree in (english, arabic)
    ]

    assert offered == [[("ar", "العربيّة")], [("en", "English")]]
