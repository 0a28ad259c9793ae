import re
from html import unescape

import pytest

from ceasefire.accounts.models import User
from ceasefire.codes.roles import Role
from ceasefire.monitoring.choices import DateBasis
from ceasefire.monitoring.oddities import AreaCountFacts, SideFacts, ViewFacts
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.services import withdraw
from tests.builders.accounts import make_user, sign_in
from tests.builders.monitoring import (
    correct_bulletin,
    make_bulletin,
    make_series,
    side_facts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    return sign_in(client, make_user())


@pytest.fixture
def read(reader):
    """The words of a bulletin's page, or of the list."""

    def words(bulletin=None, **parameters):
        address = f"/bulletins/{bulletin.public_id}/" if bulletin else "/bulletins/"
        answer = reader.get(address, parameters)
        assert answer.status_code == 200
        return words_of(answer)

    return words


def words_of(answer):
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return spoken(f"<main{main}")


def spoken(markup):
    """What a reader reads of it: elements apart, each run of spaces one."""
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())
    return re.sub(r" ([.,;:'])", r"\1", text)


def rows_of(answer):
    """The cells of each row of the page's first table, in words."""
    table = answer.content.decode().split("<table")[1].split("</table>")[0]
    return [
        [spoken(cell) for cell in re.split(r"<t[hd][^>]*>", row)[1:]]
        for row in table.split("<tr")[1:]
    ]


def test_list_shows_totals_side_by_side_in_the_series_order(reader):
    make_series(sides=("SOUTH", "NORTH"))
    make_bulletin("2021-03-05", north=3, south=2)
    make_bulletin("2021-03-06", north=SideFacts("NORTH", None), south=0)

    head, later, earlier = rows_of(reader.get("/bulletins/"))

    assert head[1:3] == ["registered by the Southern Command", "registered by the Northern Command"]
    assert later[0].startswith("6 March 2021")
    assert later[1:3] == ["0", "not stated"]
    assert earlier[1:3] == ["2", "3"]


@pytest.mark.parametrize(
    ("inferred", "shown"),
    [
        ("2021-02-03", "about 3 February 2021"),
        ("2021-02", "about February 2021"),
        ("2021", "about 2021"),
        ("", "undated"),
    ],
)
def test_inferred_day_is_shown_as_far_as_it_goes(read, inferred, shown):
    bulletin = make_bulletin(None, date_basis=DateBasis.INFERRED, inferred_date=inferred)

    assert f"Bulletin: {shown}" in read(bulletin)


def test_list_says_how_a_day_is_known_and_what_is_odd(read):
    make_bulletin("2021-03-05", date_basis=DateBasis.ARTICLE)
    make_bulletin(None, date_basis=DateBasis.INFERRED, inferred_date="2021-02")
    make_bulletin(None)

    words = read()

    assert "5 March 2021 the page's date: that day or the day before" in words
    assert "about February 2021 inferred, not stated" in words
    assert "undated not known" in words
    assert "The source does not say the day." in words


def test_side_that_the_source_has_not_is_not_stated_and_never_blank(reader):
    bulletin = make_bulletin(north=3, south=None)

    _, listed = rows_of(reader.get("/bulletins/"))
    rows = rows_of(reader.get(f"/bulletins/{bulletin.public_id}/"))

    assert listed[1:3] == ["3", "not stated"]
    assert ["Total stated", "3", "not stated"] in rows


def test_list_keeps_series_apart_under_their_own_sides(reader):
    make_bulletin("2021-03-05")
    make_series("DEMO-1-WEEKLY", sides=("SOUTH", "NORTH"), names={"en": "Weekly bulletins"})
    make_bulletin("2021-03-06", series="DEMO-1-WEEKLY")
    make_bulletin("2021-03-07")

    page = reader.get("/bulletins/").content.decode()

    assert page.count("<table") == 2
    assert page.index("Daily bulletins of the valley") < page.index("Weekly bulletins")


def test_list_narrows_by_day_oddity_and_period(read):
    make_bulletin("2021-03-05", north=side_facts("NORTH", 5, {"DV-1": 6}))
    make_bulletin("2021-03-06")
    make_bulletin(None)

    assert " 1 bulletin " in read(flag="breakdown_over")
    assert " 1 bulletin " in read(dated="no")
    assert " 1 bulletin " in read(**{"from": "2021-03-06", "to": "2021-03-07"})
    assert " 3 bulletins " in read(agreement="DEMO-1")
    assert "Nothing matches these filters" in read(flag="side_missing")


def test_list_says_beside_a_filter_what_cannot_be_read(reader):
    answer = reader.get("/bulletins/", {"from": "2021-03-06", "to": "2021-03-05"})

    assert answer.status_code == 400
    assert "The period must end after it begins." in words_of(answer)


def test_page_shows_both_sides_on_the_same_lines(reader):
    bulletin = make_bulletin(
        north=side_facts("NORTH", 4, {"DV-1": 3, "DV-3": 1}),
        south=SideFacts("SOUTH", 2, (AreaCountFacts("DV-3", 0), AreaCountFacts("DV-2", None))),
    )

    rows = rows_of(reader.get(f"/bulletins/{bulletin.public_id}/"))

    assert rows[0][1:] == [
        "registered by the Northern Command",
        "registered by the Southern Command",
    ]
    assert rows[1:5] == [
        ["Upper Valley", "3", "not stated"],
        ["Lower Valley", "not stated", "not stated"],
        ["Weir Bridge district", "1", "0"],
        ["Total stated", "4", "2"],
    ]
    assert rows[5] == [
        "Check",
        "the areas add up to the total",
        "the areas add up to 0, 2 less than the total",
    ]


@pytest.mark.parametrize(
    ("north", "check"),
    [
        (side_facts("NORTH", 5, {"DV-1": 7}), "the areas add up to 7, 2 more than the total"),
        (SideFacts("NORTH", None, (AreaCountFacts("DV-1", 7),)), "no total is stated"),
        (side_facts("NORTH", 5, {}), "not broken down by area"),
        (None, "nothing of this side is in the source"),
    ],
)
def test_page_checks_the_areas_against_the_total(read, north, check):
    assert check in read(make_bulletin(north=north, south=side_facts("SOUTH", 1, {"DV-1": 1})))


def test_page_says_whose_word_a_view_is(read):
    lines = (AreaCountFacts("DV-1", 9, not_confirmed=6, confirmed=2, excluded_target=1),)
    views = (
        ViewFacts("SOUTH", confirmed=2, not_confirmed=6, excluded_target=1),
        ViewFacts("MAYOR", confirmed=4),
    )

    words = read(make_bulletin(north=SideFacts("NORTH", 10, lines, views), south=0))

    assert "6 of 10 not confirmed by the Southern Command" in words
    assert "2 of 10 confirmed by the Southern Command" in words
    assert "1 of 10 fire at a group outside the agreement, says the Southern Command" in words
    assert "of 1 the Southern Command says nothing" in words
    assert "4 of 10 confirmed by the Mayor of the valley" in words
    assert "its author's word, and no more" in words
    assert "6 not confirmed 2 confirmed 1 said to be outside" in words
    assert "“Not confirmed” is one side's word" in words


def test_page_says_only_what_is_true_of_its_source(read):
    both = read(make_bulletin("2021-03-05", north=5, south=2))
    one_view = read(
        make_bulletin("2021-03-06", north=side_facts("NORTH", 5, view={"confirmed": 1}), south=2)
    )
    alone = read(make_bulletin("2021-03-07", north=5, south=None))

    north_on_south = (
        "the Northern Command's view of the Southern Command's records is not in this source"
    )
    south_on_north = (
        "the Southern Command's view of the Northern Command's records is not in this source"
    )
    assert (
        f"Both as published by the Joint Office of the valley; {south_on_north};"
        f" {north_on_south}; neither column says who fired." in both
    )
    assert north_on_south in one_view
    assert south_on_north not in one_view
    assert "As published by the Joint Office of the valley" in alone
    assert "the column does not say who fired." in alone
    assert north_on_south not in alone


def test_page_names_the_accused_where_the_source_does(read):
    accusing = make_bulletin(north=side_facts("NORTH", 1, {"DV-1": 1}, accused="SOUTH"))

    words = read(accusing)

    assert "Accused, says the source Southern Command not stated" in words
    assert "says who fired" not in words
    assert "Accused" not in read(make_bulletin("2021-03-06"))


def test_page_keeps_oddities_and_notes_word_for_word(read):
    note = 'lead says 7; headline says "9" <and> 8'
    bulletin = make_bulletin(None, north=side_facts("NORTH", 7, {"DV-1": 6}, notes=(note,)))

    words = read(bulletin)

    assert "The source does not say the day." in words
    assert "The governorates add up to less than the total." in words
    assert f"Notes on the figures of the Northern Command {note}" in words


def test_page_shows_what_else_the_source_states(read):
    words = read(make_bulletin(context={"humanitarian_actions": "1234.50", "bridges_mended": "2"}))

    assert "humanitarian actions 1,234.5" in words
    assert "bridges_mended 2" in words
    assert "What else" not in read(make_bulletin("2021-03-06"))


@pytest.mark.parametrize(
    ("source", "is_followed"),
    [
        ("https://valley.invalid/1", True),
        ("(no address) valley flash, 11:00", False),
        ("javascript:alert(1)", False),
    ],
)
def test_source_is_followed_only_where_it_is_an_address(reader, source, is_followed):
    bulletin = make_bulletin(source_url=source)

    page = reader.get(f"/bulletins/{bulletin.public_id}/").content.decode()

    assert (f'href="{source}"' in page) is is_followed
    assert source in page


def test_page_leads_to_the_bulletins_of_its_series_before_and_after(reader):
    make_bulletin(None)
    before = make_bulletin("2021-03-04")
    bulletin = make_bulletin("2021-03-05")
    after = make_bulletin("2021-03-07")
    make_series("DEMO-1-WEEKLY")
    make_bulletin("2021-03-06", series="DEMO-1-WEEKLY")

    page = reader.get(f"/bulletins/{bulletin.public_id}/").content.decode()

    assert re.findall(r'rel="(\w+)" href="/bulletins/([^/]+)/"', page) == [
        ("prev", str(before.public_id)),
        ("next", str(after.public_id)),
    ]


def test_undated_bulletin_has_no_neighbours(reader):
    undated = make_bulletin(None)
    make_bulletin("2021-03-04")

    page = reader.get(f"/bulletins/{undated.public_id}/").content.decode()

    assert "neighbours" not in page


def test_corrected_bulletin_keeps_its_first_version(read):
    bulletin = make_bulletin(north=3)
    correct_bulletin(bulletin, north=4)

    assert "Total stated 4" in read(bulletin)
    assert "Total stated 3" in read(bulletin, version=1)


def test_staff_see_who_imported_a_bulletin_and_delegates_do_not(client):
    bulletin = make_bulletin()
    address = f"/bulletins/{bulletin.public_id}/"

    delegate = words_of(sign_in(client, make_user()).get(address))
    officer = words_of(sign_in(client, make_user(Role.OFFICER)).get(address))

    assert "imported a bulletin" not in delegate
    assert "imported a bulletin" in officer


def test_withdrawn_bulletin_shows_its_reason_and_no_figures(reader):
    bulletin = make_bulletin(north=12345)
    withdraw(
        kind=PublishedKind.BULLETIN, subject=bulletin, by=User.objects.system(), reason="a copy"
    )

    words = words_of(reader.get(f"/bulletins/{bulletin.public_id}/"))

    assert "a copy" in words
    assert "12,345" not in words


def test_visitor_is_sent_to_sign_in_and_missing_bulletin_is_not_found(client):
    bulletin = make_bulletin()

    assert client.get(f"/bulletins/{bulletin.public_id}/").status_code == 302
    assert sign_in(client, make_user()).get("/bulletins/none/").status_code == 404


def test_every_page_of_an_invented_bulletin_says_demo(read):
    bulletin = make_bulletin()

    assert "DEMO" in read(bulletin)
    assert "DEMO" in read()


def test_pages_speak_arabic(reader):
    bulletin = make_bulletin()
    reader.cookies["django_language"] = "ar"

    page = reader.get(f"/bulletins/{bulletin.public_id}/").content.decode()

    assert 'dir="rtl"' in page
    assert "القيادة الشمالية" in page
