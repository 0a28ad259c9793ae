from datetime import timedelta

import pytest

from ceasefire.accounts.services import suspend
from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.web import ledger
from tests.builders.accounts import make_administrator, make_user, sign_in
from tests.builders.parties import make_party
from tests.ceasefire.web.pages import first, parsed, parsed_part, rows, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    person = make_user(Role.AUDITOR, name="Audrey")
    sign_in(client, person)
    return person


def shown(client, **query):
    return rows(parsed(client.get("/ledger/", query)))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_only_the_auditor_reads_the_whole_ledger(client, role):
    sign_in(client, make_user(role))

    assert client.get("/ledger/").status_code == 403


def test_entries_are_shown_newest_first_with_who_what_and_why(client, auditor):
    admin = make_administrator(name="Ada")
    suspend(person=make_user(), by=admin, reason="Lost phone")

    newest, before = shown(client)[:2]

    assert "Ada Administrator suspended an account" in newest
    assert newest.endswith("Lost phone")
    assert "opened an account" in before


def test_entries_are_narrowed_by_kind_subject_and_day(client, auditor, time_machine):
    time_machine.move_to("2026-03-02T23:59:59Z", tick=False)
    party = make_party()
    time_machine.shift(timedelta(seconds=1))
    sign_in(client, auditor)
    person = make_user()

    assert len(shown(client, kind="party.recorded")) == 1
    assert len(shown(client, subject=str(party.public_id))) == 2
    assert len(shown(client, subject=str(person.public_id))) == 1
    assert len(shown(client, subject="user")) == 2
    assert len(shown(client, day="2026-03-02")) == 2
    assert len(shown(client, day="2026-03-03")) == 1
    assert shown(client, day="2026-03-01") == ["No entry matches these filters."]


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"day": "yesterday"}])
def test_unreadable_filter_is_refused(client, auditor, query):
    assert client.get("/ledger/", query).status_code == 400


def test_pages_go_by_position_so_that_new_entries_push_nothing(client, auditor, monkeypatch):
    monkeypatch.setattr(ledger, "ROWS_PER_PAGE", 3)
    for _ in range(6):
        make_user()
    total = LedgerEntry.objects.count()
    seen, query = [], ""
    while query is not None:
        tree = parsed(client.get(f"/ledger/{query}"))
        seen += rows(tree)
        make_user()
        older = first(tree, "a", rel="next")
        query = older.get("href") if older is not None else None

    assert len(seen) == total
    assert text_of(first(tree, "nav", class_="pager")) == "Newest"


@pytest.mark.parametrize("word", ["", "nonsense", "cD14", "\u0661", "cD0tMQ"])
def test_position_that_we_did_not_write_shows_the_newest(client, auditor, word):
    assert shown(client, before=word)[0] == shown(client)[0]


def test_page_gives_away_no_key_of_a_row(client, auditor, monkeypatch):
    monkeypatch.setattr(ledger, "ROWS_PER_PAGE", 1)
    make_user()

    page = client.get("/ledger/")

    last = LedgerEntry.objects.order_by("-pk")[0]
    assert f"={last.pk}" not in page.content.decode()


def test_htmx_puts_a_part_in_place(client, auditor):
    answer = client.get("/ledger/", headers={"HX-Request": "true"})

    assert first(parsed_part(answer), "div").get("id") == "results"
