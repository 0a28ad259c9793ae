"""Where a case is on its ladder: what staff read on its page and in the list, what officers do."""

import pytest

from ceasefire.allegations.models import Referral
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import make_incident
from tests.builders.referrals import make_ladder, make_referred, refer, settle
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    first,
    links,
    parsed,
    row_heads,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/referrals/"
NO_FAULT = "It says nothing of fault."


@pytest.fixture
def officer(client, time_machine):
    time_machine.move_to("2021-03-09T08:00:00Z", tick=False)
    person = make_user(Role.OFFICER, name="Olga")
    sign_in(client, person)
    return person


def later(client, person, time_machine, moment):
    time_machine.move_to(moment, tick=False)
    sign_in(client, person)


def path(incident, step=""):
    return f"/incidents/{incident.public_id}/{step}"


def on_page(client, incident):
    return section(parsed(client.get(path(incident))), "referrals-title")


def offered(answer):
    form = first(parsed(answer), "form", class_="form")
    return [text_of(each) for each in elements(form, "label") if each.find("input") is not None]


def told(answer):
    return text_of(first(parsed(answer), "main"))


# --- A case ---
def test_officer_refers_a_case_up_and_settles_it(client, officer, time_machine):
    ladder, incident = make_ladder(), make_incident()
    forms = [offered(client.get(path(incident, "refer/")))]
    chosen = [{"level": str(each.public_id), "reason": "No answer."} for each in ladder]
    steps = (("refer/", chosen[0]), ("refer/", chosen[1]), ("settle/", {"outcome": "They met."}))

    for step, answers in steps:
        assert path(incident, step) in links(on_page(client, incident))
        client.post(path(incident, step), answers)
        later(client, officer, time_machine, "2021-03-14T09:30:00Z")

    shown = on_page(client, incident)
    assert [text_of(row) for row in body_rows(shown)] == [
        "Local team 9 March 2021, 10:00 (Etc/GMT-2) 14 March 2021, 11:30 (Etc/GMT-2)"
        " 5 days, 1 hour 12 March 2021 too late No answer. referred by Olga",
        "Sector commission 14 March 2021, 11:30 (Etc/GMT-2) 14 March 2021, 11:30 (Etc/GMT-2)"
        " less than an hour 21 March 2021 No answer. referred by Olga"
        " Settled: They met. said by Olga",
    ]
    assert "Settled: it is at no level now." in text_of(shown)
    forms.append(offered(client.get(path(incident, "refer/"))))
    lowest = "Local team (answers within 3 days)"
    assert forms == [[lowest], [lowest, "Sector commission (answers within 7 days)"]]


def test_second_officer_is_told_and_loses_nothing_typed(client, officer):
    incident = make_referred(by=officer)
    lowest = Referral.objects.get().level
    late = {"level": str(lowest.public_id), "reason": "They are silent."}

    refused = client.post(path(incident, "refer/"), late)
    empty = client.post(path(incident, "settle/"))

    assert (refused.status_code, empty.status_code) == (409, 400)
    assert "Olga came first, 9 March 2021, 10:00" in told(refused)
    assert "They are silent." in told(refused)
    assert offered(refused) == ["Sector commission (answers within 7 days)"]


def test_highest_level_offers_settling_alone(client, officer):
    ladder, incident = make_ladder(), make_incident()
    for each in ladder:
        refer(incident, each)

    page = links(on_page(client, incident))
    form = told(client.get(path(incident, "refer/")))

    assert (path(incident, "refer/") in page, path(incident, "settle/") in page) == (False, True)
    assert "Nothing is asked of you here any more." in form


def test_page_says_that_nothing_was_referred_so_far(client, officer):
    make_ladder()

    shown = text_of(on_page(client, make_incident()))

    assert ("It was not referred so far." in shown, NO_FAULT in shown) == (True, True)


def test_no_word_of_it_where_the_agreement_has_no_ladder(client, officer):
    make_ladder()
    incident = make_incident(agreement="DEMO-2")

    assert on_page(client, incident) is None
    assert client.get(path(incident, "refer/")).status_code == 404


def test_other_staff_read_and_take_no_step(client):
    incident = make_referred()
    sign_in(client, make_user(Role.ADJUDICATOR))

    shown = on_page(client, incident)

    assert ("Local team" in text_of(shown), links(shown)) == (True, [])


# --- The list ---
def test_list_has_what_is_not_settled_with_time_and_due_day(client, officer, time_machine):
    ladder, low, high, done = make_ladder(), make_referred(), make_referred(), make_referred()
    later(client, officer, time_machine, "2021-03-13T08:00:00Z")
    refer(high, ladder[1])
    settle(done)

    page = parsed(client.get(LIST))

    cases, levels = elements(page, "tbody")
    rows = [text_of(row) for row in cases]
    assert rows[0].startswith(f"{high.reference} DEMO Sector commission 13 March 2021, 10:00")
    assert rows[0].endswith("less than an hour 20 March 2021 DEMO-1")
    assert rows[1].endswith("4 days 12 March 2021 overdue DEMO-1")
    assert [text_of(row) for row in levels] == [
        "Local team 3 3 4 4",
        "Sector commission 7 1 0 0",
        "Board – 0 – –",
    ]
    orders = {"since": low, "due": low, "-level": low, "agreement": high}
    heads = {sort: row_heads(parsed(client.get(LIST, {"sort": sort})))[0] for sort in orders}
    assert heads == {sort: f"{each.reference} DEMO" for sort, each in orders.items()}


def test_list_is_narrowed_by_agreement_and_level(client, officer):
    low = make_referred()
    other = make_referred(agreement="DEMO-2")
    level = str(low.referrals.get().level.public_id)

    by_agreement = client.get(LIST, {"agreement": "DEMO-2"})
    by_level = client.get(LIST, {"level": level})
    neither = client.get(LIST, {"agreement": "DEMO-2", "level": level})

    assert row_heads(parsed(by_agreement))[0] == f"{other.reference} DEMO"
    assert "Valley ceasefire DEMO-1" not in text_of(
        first(parsed(by_agreement), "div", id="results")
    )
    assert row_heads(parsed(by_level))[0] == f"{low.reference} DEMO"
    assert "Nothing matches these filters." in told(neither)
    assert client.get(LIST, {"level": "nobody"}).status_code == 400


def test_empty_list_says_so(client, officer):
    nothing = told(client.get(LIST))
    make_ladder()

    empty = told(client.get(LIST))

    assert ("No agreement here has a referral ladder." in nothing, NO_FAULT in nothing) == (
        True,
        True,
    )
    assert "Nothing is referred and not settled." in empty
