"""What was sent, as each may read it; correcting it, and stopping it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from ceasefire.codes.casualties import CasualtyOutcome, CasualtyStatus
from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import Coverage, MonitorReport
from ceasefire.monitoring.reports import CasualtyFacts, return_report
from ceasefire.monitoring.sources import confirm_letter, propose_letter
from tests.builders.accounts import make_team, make_user, sign_in
from tests.builders.field import make_coverage, make_field, make_published, make_report
from tests.builders.parties import make_party
from tests.ceasefire.web.pages import facts, first, links, parsed, text_of
from tests.ceasefire.web.sending import (
    BY_RECEIPT,
    REPORT,
    START,
    faults,
    filled_in,
    report_page,
    sent_rows,
    typed,
)

pytestmark = pytest.mark.django_db
CANARIES = {
    "place_text": "by the yellow mill",
    "latitude": 0.123456,
    "longitude": 0.654321,
    "narrative": "I stood on the roof of the school.",
    "relayed_from": "Cousin of the miller",
}


@pytest.fixture
def reads(client_factory):
    """`reads(person, address)`: the page as this person sees it, in a browser of their own."""
    return lambda person, address: sign_in(client_factory(), person).get(address)


# --- The first page ---


def test_first_page_has_the_three_ways_first(client, monitor):
    tree = parsed(client.get(START))

    ways = [each.get("href") for each in first(tree, "ul", class_="choices").iter("a")]
    assert ways == [REPORT, "/monitor-reports/nothing/", "/monitor-reports/could-not-look/"]


def test_first_page_shows_what_one_sent_within_48_hours(client, monitor):
    with travel(timezone.now() - timedelta(hours=49), tick=False):
        make_report(by=monitor)
        make_coverage(by=monitor)
    make_report()
    own, coverage = make_report(by=monitor), make_coverage(by=monitor, hindrance="mines")

    tree = parsed(client.get(START))

    day = "5 March 2021, 11:30 – 11:31 (Etc/GMT-2)"
    where = "5 March 2021, 11:30 – 13:30 (Etc/GMT-2)"
    assert sent_rows(tree) == [
        f"{own.receipt} {day} Weir Bridge, North Valley submitted",
        f"{coverage.receipt} {where} North Valley could not look: mines or unexploded ordnance "
        "· stop",
    ]
    assert report_page(own) in links(tree)


def test_lead_sees_what_the_team_sent_and_by_whom(client, monitor):
    mate = make_user(Role.MONITOR, name="Bela Mate")
    make_team(members=[monitor, mate])
    report, coverage = make_report(by=mate), make_coverage(by=mate)

    shown = parsed(client.get(START))
    page = parsed(client.get(report_page(report)))

    assert [row.split(" 5 March")[0] for row in sent_rows(shown)] == [
        f"{report.receipt} Bela Mate",
        f"{coverage.receipt} Bela Mate",
    ]
    assert report_page(report, "stop/") not in links(page)
    for step in ("correct/", "stop/"):
        assert client.get(report_page(report, step)).status_code == 403


def test_liaison_finds_what_they_sent_however_old(client):
    make_field()
    liaison = make_user(Role.LIAISON)
    with travel(timezone.now() - timedelta(days=40), tick=False):
        report = make_report(by=liaison)

    tree = parsed(sign_in(client, liaison).get(START))

    assert report_page(report) in links(tree)
    assert "48 hours" not in text_of(tree)


# --- One report ---


def test_receipt_is_said_and_shown_once_the_report_is_kept(client, monitor):
    answer = client.post(REPORT, filled_in(), follow=True)

    tree, report = parsed(answer), MonitorReport.objects.get()
    assert text_of(first(tree, "ul", class_="messages")) == (
        f"Received. Receipt: {report.receipt}. With it you can stop its use later."
    )
    assert text_of(first(tree, "h1")) == f"Report {report.receipt} DEMO"
    assert {report_page(report, "correct/"), report_page(report, "stop/")} <= set(links(tree))


def test_report_is_shown_in_full_to_whoever_sent_it(client, monitor):
    killed = CasualtyFacts(CasualtyOutcome.KILLED, CasualtyStatus.CIVILIAN, 1, 3, 2)
    report = make_report(
        by=monitor, count_low=3, count_high=5, fire_sign="impact", actor="SOUTH",
        casualties=(killed,), narrative="Two craters.", relayed_from="Valley Gazette",
    )  # fmt: skip

    tree = parsed(client.get(report_page(report)))

    shown = facts(tree)
    assert shown["When"] == "5 March 2021, 11:30 – 11:31 (Etc/GMT-2) to the minute"
    assert shown["Counted"] == "3–5 explosion: impact"
    assert shown["Concluded: by whom"] == "Southern Command"
    assert shown["People harmed"] == "1–3, best 2 civilians, killed"
    assert shown["Through whom it came"] == "Valley Gazette"
    assert text_of(first(tree, "blockquote")) == "Two craters."
    assert "Source" not in shown


def test_what_an_officer_asks_is_told_to_whoever_sent_it(client, monitor):
    report = make_report(by=monitor)
    return_report(report=report, question="Which bank?", by=make_user(Role.OFFICER))

    page = text_of(parsed(client.get(report_page(report))))

    assert "Returned with a question: Which bank?" in page


def test_officer_is_shown_everything_but_who_it_was(reads, monitor):
    report = make_report(by=monitor, place=None, **CANARIES)
    propose_letter(
        source=report.source, letter="B", reason="Often right", by=make_user(Role.OFFICER)
    )
    confirm_letter(source=report.source, by=make_user(Role.OFFICER))

    answer = reads(make_user(Role.OFFICER), report_page(report))

    tree = parsed(answer)
    words = text_of(tree)
    assert facts(tree)["Source"] == f"{report.source.pseudonym} B: usually reliable"
    assert CANARIES["narrative"] in words
    assert CANARIES["relayed_from"] in words
    assert "Ada Monitor" not in words
    assert report_page(report, "open-incident/") in links(tree)


def test_auditor_is_shown_everything_but_the_source(reads, monitor):
    report = make_report(by=monitor, place=None, **CANARIES)

    tree = parsed(reads(make_user(Role.AUDITOR), report_page(report)))

    words = text_of(tree)
    assert CANARIES["narrative"] in words
    assert "Source" not in facts(tree)
    assert report.source.pseudonym not in words
    assert report_page(report, "open-incident/") not in links(tree)


@pytest.mark.parametrize("place", [None, "demo:weir"])
def test_adjudicator_is_shown_nothing_that_could_betray_the_source(reads, monitor, place):
    until = timezone.now() + timedelta(days=1)
    report = make_report(
        by=monitor, place=place, still_there_until=until, count_low=3, actor="SOUTH", **CANARIES
    )

    answer = reads(make_user(Role.ADJUDICATOR), report_page(report))

    shown, page = facts(parsed(answer)), answer.content.decode()
    hidden = [
        *map(str, CANARIES.values()), report.receipt, report.source.pseudonym, "Ada Monitor",
        "11:30", "09:30", str(until.year), "0.1235", "0.6543", report.cell,
    ]  # fmt: skip
    assert [words for words in hidden if words in page] == []
    assert shown["Day"] == "5 March 2021, morning (06:00–12:00)"
    assert shown["Place"].startswith("Weir Bridge" if place else "in the map cell 86")
    assert (shown["Counted"], shown["Concluded: by whom"]) == ("3", "Southern Command")


@pytest.mark.parametrize("role", [Role.MONITOR, Role.LIAISON])
def test_report_of_another_is_nowhere(reads, monitor, role):
    report, stranger = make_report(by=monitor), make_user(role)

    for step in ("", "correct/", "stop/"):
        assert reads(stranger, report_page(report, step)).status_code == 404


# --- Correcting ---


def test_correction_begins_with_what_was_sent(client, monitor):
    harmed = (
        CasualtyFacts(CasualtyOutcome.KILLED, CasualtyStatus.CIVILIAN, 1, 3),
        CasualtyFacts(CasualtyOutcome.MISSING, CasualtyStatus.OTHER_PROTECTED, 2, 2),
    )
    report = make_report(
        by=monitor, count_low=3, actor="SOUTH", narrative="Two craters.", casualties=harmed
    )

    boxes = typed(client.get(report_page(report, "correct/")))

    assert (boxes["begins_at"], boxes["ends_at"]) == ("2021-03-05T11:30", "")
    assert (boxes["place"], boxes["area"], boxes["means"]) == ("Weir Bridge", "DV-N", "seen")
    assert (boxes["count_low"], boxes["count_high"], boxes["actor"]) == ("3", "3", "SOUTH")
    assert (boxes["basis"], boxes["permitted_use"]) == ("saw", "publish")
    assert boxes["narrative"] == "Two craters."
    assert (boxes["killed_civilian_low"], boxes["killed_civilian_best"]) == ("1", "")
    assert boxes["missing_other_protected_high"] == "2"


def test_what_was_sent_elsewhere_can_be_corrected_as_it_is(client, monitor):
    """By a program: with a party that takes no part, in a language that no page speaks."""
    make_party("BAND", names={"en": "Quarry Band"})
    until = timezone.now() + timedelta(hours=1)
    report = make_report(
        by=monitor, actor="BAND", target="BAND", language="ku", place=None, area="DV",
        ends_at=until - timedelta(days=1), still_there_until=until,
    )  # fmt: skip
    boxes = typed(client.get(report_page(report, "correct/")))

    client.post(report_page(report, "correct/"), boxes)

    correction = MonitorReport.objects.get(supersedes=report)
    assert (correction.actor.code, correction.language) == ("BAND", "ku")
    assert (correction.place, correction.area.code) == (None, "DV")
    assert correction.ends_at == report.ends_at.replace(second=0, microsecond=0)


def test_correction_takes_the_place_of_the_first_which_stays(client, monitor):
    report = make_report(by=monitor, narrative="Two craters.")
    boxes = {**typed(client.get(report_page(report, "correct/"))), "narrative": "Three craters."}

    answers = [client.post(report_page(report, "correct/"), boxes) for _ in range(2)]

    report.refresh_from_db()
    correction = report.superseded_by
    assert [each.url for each in answers] == [report_page(correction)] * 2
    assert (report.narrative, correction.narrative) == ("Two craters.", "Three craters.")
    old, later = (parsed(client.get(report_page(each))) for each in (report, correction))
    assert f"A later report takes its place: {correction.receipt}" in text_of(old)
    assert f"Takes the place of {report.receipt}" in text_of(later)
    assert report_page(report, "correct/") not in links(old)


def test_what_was_corrected_is_not_corrected_or_stopped_again(client, monitor):
    report = make_report(by=monitor)
    boxes = typed(client.get(report_page(report, "correct/")))
    client.post(report_page(report, "correct/"), boxes)

    again = client.post(report_page(report, "correct/"), {**boxes, "submission": ""})
    stopped = client.post(report_page(report, "stop/"))

    words = "Its author has stopped or corrected this report."
    for answer in (again, stopped):
        assert (answer.status_code, words in text_of(parsed(answer))) == (409, True)


# --- Stopping ---


def test_report_is_stopped_and_stays_readable(client, monitor):
    report = make_report(by=monitor)
    assert "Stop the use of this report?" in text_of(
        parsed(client.get(report_page(report, "stop/")))
    )

    answer = client.post(report_page(report, "stop/"), follow=True)

    report.refresh_from_db()
    assert report.stopped_at is not None
    assert sent_rows(parsed(answer))[0].endswith("stopped")
    assert "Stopped by whoever sent it" in text_of(parsed(client.get(report_page(report))))
    assert client.post(report_page(report, "stop/")).status_code == 409


def test_what_is_published_is_not_stopped(client, monitor):
    report = make_report(by=monitor)
    make_published(reports=[report])

    by_page = client.post(report_page(report, "stop/"))
    by_receipt = client.post(BY_RECEIPT, {"receipt": report.receipt})

    for answer in (by_page, by_receipt):
        words = text_of(parsed(answer))
        assert (answer.status_code, "What rests on this report is published" in words) == (
            409,
            True,
        )
    report.refresh_from_db()
    assert report.stopped_at is None


def spelt(receipt):
    return [receipt, receipt.lower(), f" {receipt.replace('-', '')} ", receipt.replace("-", " ")]


@pytest.mark.parametrize("spelling", range(4))
@pytest.mark.parametrize(
    ("make", "model"), [(make_report, MonitorReport), (make_coverage, Coverage)]
)
def test_receipt_stops_what_one_sent_however_long_ago(client, monitor, make, model, spelling):
    with travel(timezone.now() - timedelta(days=400), tick=False):
        sent = make(by=monitor)

    answer = client.post(BY_RECEIPT, {"receipt": spelt(sent.receipt)[spelling]})

    assert answer.url == START
    assert model.objects.get().stopped_at is not None


def test_receipt_of_another_is_answered_like_one_that_was_never_given(client, monitor):
    other = make_report()

    answers = [client.post(BY_RECEIPT, {"receipt": each}) for each in (other.receipt, "2222-222")]

    assert [(each.status_code, faults(each)) for each in answers] == [
        (400, {"receipt": "You have sent nothing with this receipt."})
    ] * 2
    assert MonitorReport.objects.get().stopped_at is None


def test_what_was_stopped_is_not_stopped_again_by_receipt(client, monitor):
    receipt = make_coverage(by=monitor).receipt
    client.post(BY_RECEIPT, {"receipt": receipt})

    answer = client.post(BY_RECEIPT, {"receipt": receipt})

    assert (answer.status_code, typed_receipt(answer)) == (409, receipt)


def typed_receipt(answer):
    return first(parsed(answer), "input", name="receipt").get("value")
