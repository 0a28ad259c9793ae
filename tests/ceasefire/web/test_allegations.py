"""Who is told what of an allegation, over HTTP."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from ceasefire.allegations.deadlines import last_day
from ceasefire.allegations.services import (
    admit_allegation,
    hold_back_allegation,
    withdraw_allegation,
)
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import (
    liaison_of,
    make_allegation,
    make_answered,
    make_guarantor,
    make_liaison,
    make_notified,
    put,
)
from tests.builders.field import RECORD_ONLY, make_field, make_incident, make_report
from tests.ceasefire.web.pages import (
    facts,
    first,
    links,
    parsed,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/allegations/"
WHERE = {"place": None, "place_text": "yellow barn", "latitude": 0.51234, "longitude": 0.52345}
STATEMENT = {
    "Lodged for": "Northern Command",
    "Against": "Southern Command",
    "Alleged": "Indirect fire",
    "When": "5 March 2021, morning (06:00–12:00)",
    "Agreement": "Valley ceasefire DEMO-1",
}


def address_of(allegation):
    return f"{LIST}{allegation.public_id}/"


def nothing(tree):
    """What stands where the list is empty."""
    return text_of(first(tree, "p", class_="empty"))


@pytest.fixture
def seen(client):
    """`seen(person, address, **query)`: the page as this person reads it."""

    def opened(person, address, status=200, **query):
        answer = sign_in(client, person).get(address, query)
        assert answer.status_code == status
        return parsed(answer)

    return opened


@pytest.fixture
def case():
    """North accuses South of what a monitor has seen; it was put to South, and not published."""
    make_field()
    nora, olga = make_liaison("NORTH", name="Nora Lodging"), make_user(Role.OFFICER, name="Olga")
    monitor = make_user(Role.MONITOR, name="Mona Watching")
    report = make_report(by=monitor, narrative="I stood at the mill.")
    incident = make_incident(reports=[report], by=olga)
    lodged = make_allegation(by=nora, words="Our cook saw the gun.", language="en", **WHERE)
    admit_allegation(allegation=lodged, incident=incident, by=olga)
    hold_back_allegation(
        allegation=lodged, reason="The cook is there", by=make_user(Role.ADJUDICATOR)
    )
    put(lodged, by=olga)
    lodged.refresh_from_db()
    return SimpleNamespace(allegation=lodged, incident=incident, report=report, nora=nora)


def secrets(case):
    """What would tell who told us, by what it is."""
    return {
        "words": "Our cook",
        "place in words": "yellow barn",
        "point": "0.51234",
        "time": "11:30",
        "who lodged it": "Nora Lodging",
        "officer": "Olga",
        "monitor": "Mona",
        "narrative": "I stood",
        "receipt": case.report.receipt,
        "incident": case.incident.reference,
        "incident's page": str(case.incident.public_id),
        "reason": "The cook is there",
    }


def told(tree, case):
    """Which secrets the page tells, wherever they may stand in it."""
    everything = "".join(tree.itertext()) + " ".join(
        value for each in tree.iter() for value in each.attrib.values()
    )
    return {name for name, words in secrets(case).items() if words in everything}


@pytest.mark.parametrize("make", [make_liaison, make_guarantor])
def test_accused_side_is_told_what_was_put_to_it_and_nothing_else(seen, case, make):
    person = make("SOUTH")

    tree, listed = seen(person, address_of(case.allegation)), seen(person, LIST)

    assert (told(tree, case), told(listed, case)) == ({"incident", "incident's page"}, set())
    shown = facts(tree)
    assert shown.pop("Where").startswith("a cell of about 36 km²")
    assert shown == STATEMENT
    assert "Provision 1" in text_of(section(tree, "provisions-title"))
    assert "cease fire" in text_of(section(tree, "provisions-title"))


@pytest.mark.parametrize("make", [make_liaison, make_guarantor])
def test_accused_side_reads_the_incident_redacted_before_readers_do(seen, case, make):
    address = f"/incidents/{case.incident.public_id}/"

    tree = seen(make("SOUTH"), address)

    assert told(tree, case) == {"incident", "incident's page"}
    assert "Readers are not shown it yet." in text_of(first(tree, "main"))
    assert first(tree, "section", class_="history") is None
    seen(case.nora, address, status=404)
    seen(make_user(Role.DELEGATE), address, status=404)


def test_accused_is_told_by_when_and_how_to_answer(seen, case):
    tree = seen(make_liaison("SOUTH"), address_of(case.allegation))

    due = last_day(case.allegation.notification.due_at, "Etc/GMT-2")
    [asked] = [each for each in tree.iter("strong") if each.find("time") is not None]
    assert text_of(asked).startswith(date_format(due, "j F Y"))
    assert f"{address_of(case.allegation)}answer/" in links(tree)


def test_guarantor_reads_and_does_not_answer(seen, case):
    tree = seen(make_guarantor("SOUTH"), address_of(case.allegation))

    assert f"{address_of(case.allegation)}answer/" not in links(tree)


def test_complainant_reads_its_own_words_and_not_what_became_of_them_inside(seen, case):
    tree = seen(make_liaison("NORTH"), address_of(case.allegation))

    assert told(tree, case) == {"words", "place in words", "point", "time"}
    assert "answer awaited" in text_of(first(tree, "p", class_="verdict"))
    assert "Southern Command" in text_of(section(tree, "put-title"))
    assert f"{address_of(case.allegation)}withdraw/" in links(tree)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADJUDICATOR, Role.AUDITOR])
def test_staff_read_everything_but_reports(seen, case, role):
    tree = seen(make_user(role), address_of(case.allegation))

    assert told(tree, case) == set(secrets(case)) - {"monitor", "narrative", "receipt"}
    scope = text_of(section(tree, "incident-title"))
    assert "in scope of DEMO-1 1; this is not a finding" in scope
    assert "put an allegation to the accused" in text_of(section(tree, "history-title"))


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_guarantor("NORTH"),
        lambda: make_user(Role.LIAISON),
        *(lambda role=role: make_user(role) for role in (
            Role.DELEGATE, Role.MONITOR, Role.MEDIATOR, Role.CUSTODIAN, Role.ADMINISTRATOR)),
    ],
)  # fmt: skip
def test_nobody_else_learns_that_it_exists(client, case, make):
    sign_in(client, make())

    foreign = client.get(address_of(case.allegation))
    absent = client.get(f"{LIST}00000000-0000-4000-8000-000000000000/")

    assert (foreign.status_code, foreign.content) == (404, absent.content)
    assert case.allegation.reference not in client.get(LIST).content.decode()


def test_lodged_is_not_known_to_the_accused(client):
    lodged = make_allegation("NORTH")
    sign_in(client, make_liaison("SOUTH"))

    assert client.get(address_of(lodged)).status_code == 404
    listed = parsed(client.get(LIST))
    assert nothing(listed) == "Nothing was lodged for your side, and nothing was put to it."


def test_one_who_no_longer_speaks_for_a_party_sees_nothing(client, case):
    gone = make_liaison("SOUTH")
    gone.liaisons.update(until=timezone.now())

    assert sign_in(client, gone).get(address_of(case.allegation)).status_code == 404


def test_readers_are_told_what_the_accused_was_told_and_the_answer(seen):
    make_field()
    answered = make_answered(words="We were at supper.", **WHERE)

    tree = seen(make_user(), address_of(answered))

    case = SimpleNamespace(report=SimpleNamespace(receipt="none"), incident=answered.incident)
    assert told(tree, case) - {"receipt"} == set()
    assert {name: facts(tree)[name] for name in STATEMENT} == STATEMENT
    answer = text_of(section(tree, "answer-title"))
    assert "We did not do this" in answer
    assert "We were at supper." in answer
    assert "disputed" in text_of(first(tree, "p", class_="verdict"))


def test_silence_is_no_response_and_no_admission(seen, time_machine):
    silent = make_notified()
    time_machine.move_to(timezone.now() + timedelta(days=9))

    tree = seen(make_user(), address_of(silent))

    assert "no response · Silence is not an admission." in text_of(
        first(tree, "p", class_="verdict")
    )


def test_readers_see_that_it_was_withdrawn(seen):
    notified = make_notified()
    withdraw_allegation(allegation=notified, reason="A mistake", by=liaison_of("NORTH"))

    tree = seen(make_user(), address_of(notified))

    assert "withdrawn by who lodged it" in text_of(first(tree, "p", class_="verdict"))
    assert "withdrawn before an answer" in text_of(section(tree, "answer-title"))


def test_reason_of_a_withdrawal_is_not_on_the_page_of_the_accused(seen):
    notified = make_notified()
    withdraw_allegation(allegation=notified, reason="The cook erred", by=liaison_of("NORTH"))

    assert "The cook" not in text_of(seen(make_liaison("SOUTH"), address_of(notified)))
    assert "The cook" in text_of(seen(liaison_of("NORTH"), address_of(notified)))


def test_opposed_allegations_stand_together_in_the_order_of_participants(seen):
    south = make_notified("SOUTH")
    north = make_notified("NORTH", incident=south.incident)
    third = make_notified("SOUTH", incident=south.incident)

    for reader in (make_user(), make_user(Role.OFFICER)):
        there = [each for each in links(seen(reader, address_of(third))) if each in {
            address_of(north), address_of(south)}]  # fmt: skip
        assert there == [address_of(north), address_of(south)]


def test_staff_may_read_what_readers_read(seen):
    notified = make_notified(words="Our cook saw the gun.")
    officer = make_user(Role.OFFICER)

    assert "Our cook" in text_of(seen(officer, address_of(notified)))
    assert "Our cook" not in text_of(seen(officer, address_of(notified), published=1))
    assert "Our cook" not in text_of(seen(officer, address_of(notified), version=1))


def test_mandate_that_lets_nobody_publish_leaves_no_word_of_it(seen, client):
    make_field(acts=RECORD_ONLY)
    notified = make_notified()
    adjudicator = make_user(Role.ADJUDICATOR)

    tree = seen(adjudicator, address_of(notified))

    assert f"{address_of(notified)}hold-back/" not in links(tree)
    assert "?published=1" not in links(first(tree, "main"))
    assert sign_in(client, make_user()).get(address_of(notified)).status_code == 404


def test_no_page_says_that_something_was_a_violation(seen):
    answered = make_answered()
    readers = [make_user(), make_user(Role.OFFICER), make_liaison("NORTH"), make_liaison("SOUTH")]

    for person in readers:
        for address in (LIST, address_of(answered)):
            words = text_of(first(seen(person, address), "main")).casefold()
            assert "violation" not in words.replace("alleged violation", "")
