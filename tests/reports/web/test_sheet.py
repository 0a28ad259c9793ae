"""The accepted-and-disputed sheet, as a mediator and as staff read it."""

from datetime import date

import pytest

from ceasefire.allegations.translating import translate_response
from ceasefire.codes.allegations import LodgedAs, ResponseKind
from ceasefire.codes.incidents import IncidentState, UnableBecause
from ceasefire.codes.roles import Role
from reports.statistics.quotes import length_of
from tests.builders.accounts import make_user, sign_in
from tests.builders.agreements import make_agreement
from tests.builders.cases import (
    answer_for,
    make_admitted,
    make_answered,
    make_guarantor,
    make_notified,
)
from tests.builders.determinations import CONFIRMED, NOT_CONFIRMED, determine
from tests.builders.field import make_field, make_incident, make_report, verify
from tests.builders.talks import make_round
from tests.ceasefire.web.pages import elements, facts, first, links, parsed, section, text_of

pytestmark = pytest.mark.django_db
SHEET = "/sheets/DEMO-1/"
WEEK = {"first": "2021-03-01", "last": "2021-03-07"}
WHOLE_CLAIM = (
    "Indirect fire, Weir Bridge, North Valley, 5 March 2021, morning (06:00–12:00), "
    "against provision 1 (Cease fire)"
)


@pytest.fixture(autouse=True)
def valley():
    return make_field()


@pytest.fixture
def mediator(client):
    return sign_in(client, make_user(Role.MEDIATOR))


@pytest.fixture
def sheet(mediator):
    """`sheet(**query)`: the page as a mediator reads it."""

    def opened(**query):
        answer = mediator.get(SHEET, query)
        assert answer.status_code == 200
        return parsed(answer)

    return opened


def headings(tree):
    return [text_of(each) for tag in ("h2", "h3") for each in elements(tree, tag)]


def read(element):
    """What a reader reads, without the marks that keep the direction of words apart."""
    return text_of(element).translate({0x2068: None, 0x2069: None})


def quoted(tree):
    """Both accounts on each line: their titles and what is quoted."""
    accounts = [
        (text_of(first(each, "h5")), read(first(each, "blockquote")))
        for article in elements(tree, "article")
        for each in first(article, "ul", class_="accounts")
    ]
    return list(zip(accounts[::2], accounts[1::2], strict=True))


def are_even(tree):
    lengths = [[length_of(words) for _, words in pair] for pair in quoted(tree)]
    return bool(lengths) and all(10 * abs(a - b) <= min(a, b) for a, b in lengths)


def test_accepted_come_first_with_both_quotations_then_the_disputed(sheet):
    make_answered("NORTH", kind=ResponseKind.ADMIT, words="Our battery did, without orders.")
    make_answered("SOUTH", kind=ResponseKind.DENY, words="We were not there at all.")

    tree = sheet(**WEEK)

    assert quoted(tree) == [
        (
            ("Northern Command says", "Indirect fire, Weir Bridge, North Valley, 5 March 2021,…"),
            ("Southern Command answers", "We carried this out: Our battery did, without orders."),
        ),
        (
            ("Northern Command answers", "We did not do this: We were not there at all."),
            ("Southern Command says", "Indirect fire, Weir Bridge, North Valley, 5…"),
        ),
    ]
    assert are_even(tree)


def test_sections_and_directions_stand_in_their_order(sheet):
    make_answered("SOUTH")

    told = headings(sheet(**WEEK))

    assert told[:3] == ["Accepted by both", "Disputed", "Neither accepted nor disputed"]
    ours, theirs = told[3:5]
    assert ours == "Northern Command accuses Southern Command"
    assert theirs == "Southern Command accuses Northern Command"
    assert told[5:] == [ours, theirs]


def test_each_account_stands_in_full_below(sheet):
    make_answered("NORTH")

    [line] = elements(section(sheet(**WEEK), "disputed-title"), "article")

    whole = first(line, "details")
    said = [read(each) for each in elements(whole, "blockquote")]
    assert said == [WHOLE_CLAIM, "We did not do this: We were not there."]


def test_none_in_this_period_is_said_for_each_direction(sheet):
    empty = sheet(**WEEK)
    make_answered("NORTH")

    tree = sheet(**WEEK)

    none = "None in this period."
    assert text_of(section(empty, "accepted-title")) == f"Accepted by both {none}"
    assert text_of(section(tree, "accepted-title")) == (
        f"Accepted by both Northern Command accuses Southern Command {none} "
        f"Southern Command accuses Northern Command {none}"
    )


def test_what_would_settle_it_is_said_in_words(sheet):
    make_guarantor("SOUTH")
    incident = make_incident(reports=[make_report()])
    unable = {"value": IncidentState.UNABLE_TO_VERIFY, "unable_because": UnableBecause.NO_ACCESS}
    verify(incident, evidence=(), rests_on=(), **unable)
    make_answered("NORTH", incident=incident, kind=ResponseKind.NOT_OURS)

    line = first(sheet(**WEEK), "article")

    assert [text_of(each) for each in first(line, "ul", class_="assertions")] == [
        "Access to Weir Bridge, North Valley: the mechanism could not go there.",
        "The name of whoever did it: Southern Command says that others did.",
        "The word of Command GUARANTOR-OF-SOUTH, which answers for Southern Command.",
    ]


def test_guarantor_speaks_for_an_accused_that_does_not(sheet):
    determine(make_notified("NORTH"), NOT_CONFIRMED, reason="Nobody fired that day.")

    tree = sheet(**WEEK)

    [(_, answer)] = quoted(tree)
    assert answer == (
        "Command GUARANTOR-OF-SOUTH, which answers for Southern Command, says",
        "not confirmed: Nobody fired that day.",
    )
    assert "Interest of its author:" in text_of(first(tree, "article"))
    assert are_even(tree)


def test_confirmed_without_reason_and_own_deeds_are_accepted(sheet):
    determine(
        make_notified("NORTH", place=None, area="DV-N", place_precision="district"), CONFIRMED
    )
    make_admitted("SOUTH", accused="SOUTH", lodged_as=LodgedAs.SELF_REPORT, admits=True)

    tree = sheet(**WEEK)

    said = [pair[1] for pair in quoted(tree)]
    assert [words for _, words in said] == ["confirmed", "We carried this out"]
    assert said[1][0] == "Southern Command, by its liaison's tick"
    assert "Southern Command reports on itself" in headings(tree)


def test_answer_is_quoted_in_translation_where_there_is_one_and_marked(sheet):
    answered = make_notified("NORTH")
    answer_for("SOUTH", answered, words="لم نكن هناك.", language="ar")
    marked = "Translation by the mechanism; the words as given prevail."
    before = read(first(sheet(**WEEK), "article"))

    translate_response(
        allegation=answered, language="en", words="We were absent.", by=make_user(Role.OFFICER)
    )

    after = read(first(sheet(**WEEK), "article"))
    assert (marked in before, marked in after) == (False, True)
    assert "We did not do this: We were absent." in after


def test_counts_of_what_is_neither(sheet):
    make_notified("NORTH")
    make_admitted("SOUTH")

    counts = facts(section(sheet(**WEEK), "neither-title"))

    assert counts["withdrawn after it was put"] == "0"
    assert counts["admitted, not put to the accused"] == "fewer than 5"
    assert counts["answer awaited"] == "1"


def test_mediator_is_led_to_no_case_and_an_officer_is(client, sheet):
    answered = make_answered("NORTH")
    address = f"/allegations/{answered.public_id}/"

    seen = links(sheet(**WEEK))
    sign_in(client, make_user(Role.OFFICER))

    assert address not in seen
    assert address in links(parsed(client.get(SHEET, WEEK)))


def test_period_is_between_rounds_or_since_the_last(sheet):
    for code, day in (("R1", date(2021, 2, 26)), ("R2", date(2021, 3, 10))):
        make_round(code, first_day=day, names={"en": f"Meeting {code}"})
    make_answered("NORTH")

    since, between = sheet(), sheet(round="R2")

    offered = [text_of(each) for each in first(since, "select", name="round")]
    assert offered[1:] == [
        "27 February – 9 March 2021, before Meeting R2",
        offered[2],
    ]
    assert offered[0].endswith(", since the last round")
    assert offered[2].endswith(", since it took effect")
    assert (quoted(since), len(quoted(between))) == ([], 1)


def test_agreement_without_rounds_or_beginning_offers_this_month(mediator):
    make_agreement("NEW-1", effective_from=None, is_demo=False)

    tree = parsed(mediator.get("/sheets/NEW-1/"))

    [only] = [text_of(each) for each in first(tree, "select", name="round")]
    assert only.endswith(", this month")
    assert first(tree, "abbr", class_="demo") is None


@pytest.mark.parametrize(("where", "lines"), [("DV-S", 0), ("DV-N", 1), ("DZ-VALLEY", 1), ("", 1)])
def test_area_or_zone_narrows_the_lines(sheet, where, lines):
    make_answered("NORTH")

    assert len(quoted(sheet(area=where, **WEEK))) == lines


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"first": "2021-03-01"}, "Give both days, or neither."),
        ({"last": "2021-03-01"}, "Give both days, or neither."),
        ({"first": "2021-03-02", "last": "2021-03-01"}, "The last day is before the first."),
        ({"first": "yesterday", "last": "2021-03-01"}, "Enter a valid date."),
    ],
)
def test_fault_is_said_at_its_field_and_nothing_is_told(mediator, query, fault):
    answer = mediator.get(SHEET, query)

    tree = parsed(answer)
    assert answer.status_code == 400
    assert text_of(first(tree, "ul", class_="errorlist")) == fault
    assert section(tree, "accepted-title") is None


def test_list_leads_to_each_agreement(mediator):
    assert SHEET in links(parsed(mediator.get("/sheets/")))


def test_unknown_agreement_is_not_found(mediator):
    assert mediator.get("/sheets/NOWHERE/").status_code == 404


def test_sheet_in_arabic_is_even_too(client):
    words = "لم نكن هناك في ذلك الصباح، ولم نطلق النار على أحد."
    answer_for("SOUTH", make_notified("NORTH"), words=words, language="ar")
    sign_in(client, make_user(Role.MEDIATOR))

    tree = parsed(client.get(SHEET, WEEK, headers={"Accept-Language": "ar"}))

    assert tree.find(".").get("dir") == "rtl"
    assert are_even(tree)
