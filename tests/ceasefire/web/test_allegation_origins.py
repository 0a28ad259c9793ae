"""What pages tell of allegations that no party lodged, that name nobody, or oneself."""

import pytest

from ceasefire.allegations.models import Allegation
from ceasefire.allegations.services import admit_allegation
from ceasefire.codes.allegations import LodgedAs
from ceasefire.codes.roles import Role
from tests.builders.accounts import make_user, sign_in
from tests.builders.cases import (
    make_allegation,
    make_claim,
    make_liaison,
    make_self_report,
    put,
)
from tests.ceasefire.web.pages import (
    body_rows,
    facts,
    first,
    links,
    parsed,
    row_heads,
    section,
    text_of,
)

pytestmark = pytest.mark.django_db
LIST = "/allegations/"


def address_of(allegation):
    return f"{LIST}{allegation.public_id}/"


@pytest.fixture
def seen(client):
    """`seen(person, address)`: the page as this person reads it."""

    def opened(person, address, status=200):
        answer = sign_in(client, person).get(address)
        assert answer.status_code == status
        return parsed(answer)

    return opened


def test_monitor_reads_what_they_lodged_and_takes_it_back(seen):
    monitor = make_user(Role.MONITOR, name="Mona Watching")
    own = make_claim(LodgedAs.MONITOR, by=monitor, words="I saw the gun.")
    other = make_claim(LodgedAs.MONITOR)

    listed, page = seen(monitor, LIST), seen(monitor, address_of(own))

    assert row_heads(listed) == [f"{own.reference} DEMO"]
    assert "by a monitor" in text_of(listed)
    assert "I saw the gun." in text_of(page)
    assert f"{address_of(own)}withdraw/" in links(page)
    assert (
        text_of(first(seen(make_user(Role.MONITOR), LIST), "p", class_="empty"))
        == "You have lodged no allegation."
    )
    seen(monitor, address_of(other), status=404)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADJUDICATOR])
def test_staff_are_not_told_which_monitor_lodged_it(seen, role):
    claim = make_claim(LodgedAs.MONITOR, by=make_user(Role.MONITOR, name="Mona Watching"))

    told = text_of(seen(make_user(role), address_of(claim)))

    assert "Alleged by a monitor against Southern Command: Indirect fire" in told
    assert "Mona" not in told


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: make_claim(LodgedAs.THIRD_PARTY, accused=None),
         "Alleged by a third party, and nobody is named: Indirect fire"),
        (lambda: make_allegation("NORTH", accused=None),
         "Northern Command alleges, and names nobody: Indirect fire"),
    ],
)  # fmt: skip
def test_where_nobody_is_accused_pages_say_so_and_offer_to_put_it_to_nobody(seen, make, said):
    officer, claim = make_user(Role.OFFICER), make()
    admit_allegation(allegation=claim, by=officer)

    page, listed = seen(officer, address_of(claim)), seen(officer, LIST)

    assert said in text_of(page)
    assert "undetermined under DEMO-1 1: the actor is not named" in text_of(page)
    steps = {f"{address_of(claim)}{step}/" for step in ("harm-check", "notify")}
    assert steps.isdisjoint(links(page))
    assert "nobody named" in text_of(listed)


@pytest.mark.parametrize(
    ("admits", "said", "standing"),
    [
        (True, "Its liaison has ticked: we carried this out.", "accepted by the accused"),
        (False, "It tells of this, and does not say that it carried it out.", "admissible"),
    ],
)
def test_readers_are_shown_what_a_party_reports_on_itself(seen, admits, said, standing):
    report = make_self_report("NORTH", admits=admits)
    admit_allegation(allegation=report, by=make_user(Role.OFFICER))
    reader = make_user()

    page, [row] = seen(reader, address_of(report)), list(body_rows(seen(reader, LIST)))

    assert said in text_of(section(page, "answer-title"))
    verdict = text_of(first(page, "p", class_="verdict"))
    assert verdict.startswith("Northern Command reports of itself: Indirect fire")
    assert standing in verdict
    assert ("accepted by the accused" in text_of(row)) == admits


def test_whoever_is_put_what_a_third_party_alleges_is_told_that_and_no_more(seen):
    put(admit_allegation(
        allegation=make_claim(LodgedAs.THIRD_PARTY, words="A teacher told."),
        by=make_user(Role.OFFICER),
    ))  # fmt: skip
    claim = Allegation.objects.get()

    for reader in (make_liaison("SOUTH"), make_user()):
        page = seen(reader, address_of(claim))
        assert facts(page)["Lodged"] == "by a third party"
        assert "teacher" not in text_of(page)


def test_party_reads_back_what_it_reported_on_itself(seen):
    report = make_self_report("NORTH", admits=False)

    page = seen(report.lodged_by, address_of(report))

    assert text_of(section(page, "claim-title")).startswith("What your party reports on itself")
    assert facts(page)["We carried this out"] == "not ticked: an account, and no admission"
    assert "is put to nobody" in text_of(section(page, "put-title"))
    assert f"{address_of(report)}withdraw/" in links(page)
