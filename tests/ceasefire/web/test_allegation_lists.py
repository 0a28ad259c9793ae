"""The lists of allegations: what each reader finds in them, narrowed and in which order."""

from datetime import timedelta

import pytest

from ceasefire.codes.allegations import ResponseKind
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import (
    make_admitted,
    make_allegation,
    make_answered,
    make_guarantor,
    make_liaison,
    make_notified,
)
from tests.builders.field import THAT_DAY, make_field
from tests.builders.statements import captured_statements
from tests.ceasefire.web.pages import (
    elements,
    first,
    links,
    parsed,
    parsed_part,
    row_heads,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/allegations/"


@pytest.fixture
def seen(client):
    """`seen(person, address, **query)`: the page as this person reads it."""

    def opened(person, address, status=200, **query):
        answer = sign_in(client, person).get(address, query)
        assert answer.status_code == status
        return parsed(answer)

    return opened


def nothing(tree):
    """What stands where the list is empty."""
    return text_of(first(tree, "p", class_="empty"))


def test_what_is_asked_of_one_side_first_waits_longest(seen, time_machine):
    make_field()
    time_machine.move_to(THAT_DAY + timedelta(days=1))
    late = make_notified("NORTH")
    time_machine.shift(timedelta(days=1))
    later, done = make_notified("NORTH"), make_answered("NORTH")
    own = make_allegation("SOUTH")

    heads = row_heads(seen(make_liaison("SOUTH"), LIST))

    order = [late, later, done, own]
    assert heads == [f"{each.reference} DEMO" for each in order]


@pytest.mark.parametrize(
    ("who", "query", "found"),
    [
        ("SOUTH", {"direction": "put"}, ["denied", "silent"]),
        ("SOUTH", {"direction": "ours"}, ["own"]),
        ("SOUTH", {"standing": "disputed"}, ["denied"]),
        ("SOUTH", {"standing": "awaited"}, ["silent"]),
        ("SOUTH", {"state": "lodged"}, ["own"]),
        ("SOUTH", {"agreement": "DEMO-9"}, []),
        ("staff", {"complainant": "SOUTH"}, ["own"]),
        ("staff", {"accused": "SOUTH"}, ["denied", "silent"]),
        ("staff", {"standing": "not_asked"}, ["own"]),
        ("staff", {"agreement": "DEMO-1"}, ["denied", "own", "silent"]),
    ],
)
def test_working_list_is_narrowed(seen, who, query, found):
    made = {
        "silent": make_notified("NORTH"),
        "denied": make_answered("NORTH", kind=ResponseKind.DENY),
        "own": make_allegation("SOUTH"),
    }
    person = make_user(Role.OFFICER) if who == "staff" else make_liaison(who)

    tree = seen(person, LIST, **query)

    references = {each.reference: name for name, each in made.items()}
    assert sorted(references[head.split()[0]] for head in row_heads(tree)) == found
    assert found or nothing(tree) == "Nothing matches these filters. Show everything"


def test_working_list_sorts_by_every_head_that_leads(seen):
    make_notified()
    for person in (make_user(Role.OFFICER), make_liaison("SOUTH")):
        tree = seen(person, LIST)
        heads = [links(each)[0] for each in elements(tree, "th", scope="col") if links(each)]
        sorted_by = [
            text_of(each)
            for address in heads
            for each in seen(person, f"{LIST}{address}").iter("th")
            if each.get("aria-sort")
        ]
        assert len(sorted_by) == len(heads) > 2


def test_unreadable_filter_is_refused_with_words(seen):
    tree = seen(make_user(Role.OFFICER), LIST, status=400, state="settled")

    assert nothing(tree).startswith("A filter cannot be read")


def test_list_is_put_in_place_by_htmx(client):
    notified = make_notified()
    sign_in(client, make_user(Role.OFFICER))

    answer = client.get(LIST, headers={"HX-Request": "true"})

    assert row_heads(parsed_part(answer)) == [f"{notified.reference} DEMO"]


def test_whoever_has_cases_finds_what_is_published_and_stays_there(seen):
    make_notified()
    make_admitted()
    officer = make_user(Role.OFFICER)

    tree = seen(officer, LIST, published=1)

    assert "?published=1" in links(seen(officer, LIST))
    assert len(row_heads(tree)) == 1
    assert first(tree, "input", name="published").get("value") == "1"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"complainant": "NORTH"}, 1),
        ({"complainant": "SOUTH"}, 0),
        ({"accused": "SOUTH"}, 1),
        ({"act": "indirect_fire"}, 1),
        ({"act": "air"}, 0),
        ({"area": "DV-N"}, 1),
        ({"area": "DV-S"}, 0),
        ({"from": "2021-03-05", "to": "2021-03-06"}, 1),
        ({"to": "2021-03-05"}, 0),
    ],
)
def test_published_list_is_narrowed(seen, query, found):
    make_notified()

    assert len(row_heads(seen(make_user(), LIST, **query))) == found


@pytest.mark.parametrize("make", [
    lambda: make_user(Role.OFFICER), lambda: make_liaison("SOUTH"), lambda: make_guarantor("SOUTH"),
])  # fmt: skip
def test_long_list_asks_no_more_than_a_short_one(client, make):
    make_answered()
    sign_in(client, make()).get(LIST)

    with captured_statements() as asked_short:
        client.get(LIST)
    for _ in range(3):
        make_notified()
        make_allegation("SOUTH")
    with captured_statements() as asked_long:
        client.get(LIST)

    assert len(asked_long()) == len(asked_short())
