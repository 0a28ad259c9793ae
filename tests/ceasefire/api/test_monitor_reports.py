from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import User
from ceasefire.codes.incidents import ReportState
from ceasefire.codes.roles import Role
from ceasefire.monitoring.models import MonitorReport
from ceasefire.monitoring.reports import return_report
from tests.builders.accounts import make_token, make_user, sign_in
from tests.builders.field import make_field, make_incident, make_published, make_report

pytestmark = pytest.mark.django_db
LIST = "/api/v1/monitor-reports/"


@pytest.fixture
def sender(client):
    """A partner system that may send in reports, under DEMO-1."""
    make_field()
    token = make_token([Scope.SUBMIT_REPORTS], program_name="Sends")
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


def told(**facts):
    return {
        "agreement": "DEMO-1",
        "begins_at": "2021-03-05T11:30:00+02:00",
        "time_precision": "minute",
        "place": "demo:weir",
        "basis": "saw",
        "means": ["seen"],
        "act": "indirect_fire",
        "narrative": "Two shells.",
        "casualties": [{"outcome": "killed", "status": "civilian", "low": 1, "high": 2}],
        **facts,
    }


def send(client, *, path=LIST, key=None, **facts):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client.post(path, told(**facts), content_type="application/json", headers=headers)


def program(name="Sends"):
    return User.objects.get(name=name)


def test_report_is_kept_as_it_was_sent(sender, described):
    answer = send(sender)

    sent = answer.json()
    assert (answer.status_code, described("monitor-reports/{id}", sent)) == (201, [])
    assert {name: sent[name] for name in ("place", "area", "narrative", "state")} == {
        "place": "demo:weir",
        "area": "DV-N",
        "narrative": "Two shells.",
        "state": "submitted",
    }
    assert (sent["begins_at"], sent["ends_at"]) == (
        "2021-03-05T09:30:00+00:00",
        "2021-03-05T09:31:00+00:00",
    )
    assert sender.get(f"{LIST}{sent['id']}/").json() == sent
    assert described("monitor-reports", sender.get(LIST).json()) == []


def test_sent_again_with_its_key_it_is_kept_once(sender):
    key = uuid4()
    first, again = send(sender, key=key), send(sender, key=key)

    other = send(sender, key=key, narrative="Three shells.")

    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["code"]) == (409, "submission_differs")
    assert MonitorReport.objects.count() == 1


def test_key_that_is_no_uuid_is_refused(sender):
    answer = send(sender, key="once")

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["Idempotency-Key"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"agreement": "NONE-1"}, "agreement"),
        ({"ends_at": "2021-03-05T09:00:00Z"}, "ends_at"),
        ({"begins_at": "2199-01-01T00:00:00Z"}, "begins_at"),
        ({"begins_at": "0001-01-01T00:00:00Z"}, "begins_at"),
        ({"place": "demo:nowhere"}, "place"),
        ({"place": None, "latitude": 60.5, "longitude": 60.5}, "latitude"),
        ({"place": None, "latitude": 0.5}, "longitude"),
        ({"place": None}, "place_text"),
        ({"place": None, "area": "DV-X"}, "area"),
        ({"count_low": 5, "count_high": 2}, "count_high"),
        ({"count_low": -1}, "count_low"),
        ({"actor": "NOBODY"}, "actor"),
        ({"still_there_until": "9999-12-31T23:59:59Z"}, "still_there_until"),
        ({"basis": "dreamt"}, "basis"),
        ({"casualties": [{"outcome": "killed", "status": "civilian", "low": 3, "high": 1}]}, "casualties"),
        ({"casualties": 2 * told()["casualties"]}, "casualties"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_field(sender, facts, field):
    answer = send(sender, **facts)

    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert not MonitorReport.objects.exists()


def test_reports_of_others_are_missing(sender):
    theirs = make_report()
    own = send(sender).json()

    assert [each["id"] for each in sender.get(LIST).json()["results"]] == [own["id"]]
    for address in (f"{LIST}{theirs.public_id}/", f"{LIST}{uuid4()}/", f"{LIST}x/"):
        assert sender.get(address).status_code == 404
    assert send(sender, path=f"{LIST}{theirs.public_id}/correct/").status_code == 404
    assert sender.post(f"{LIST}{theirs.public_id}/stop/").status_code == 404


def test_token_that_reads_does_not_send(partner):
    make_field()

    assert (partner.get(LIST).status_code, send(partner).status_code) == (403, 403)


def test_monitor_is_told_own_reports_for_two_days(time_machine):
    monitor = make_user(Role.MONITOR, password="x")
    time_machine.move_to(timezone.now() - timedelta(hours=49), tick=False)
    make_report(by=monitor)
    time_machine.shift(timedelta(hours=49))
    make_report()
    fresh = make_report(by=monitor)

    answer = sign_in(Client(), monitor).get(LIST)

    assert [each["id"] for each in answer.json()["results"]] == [str(fresh.public_id)]


def test_correction_takes_the_place_of_a_report_and_of_its_link(sender):
    first = send(sender).json()
    report = MonitorReport.objects.get(public_id=first["id"])
    incident = make_incident(reports=[report])

    answer = send(sender, path=f"{LIST}{first['id']}/correct/", narrative="One shell.")

    corrected = answer.json()
    assert (answer.status_code, corrected["supersedes"]) == (201, first["id"])
    [link] = incident.links.present()
    assert str(link.report.public_id) == corrected["id"]
    again = send(sender, path=f"{LIST}{first['id']}/correct/")
    assert (again.status_code, again.json()["code"]) == (409, "report_not_usable")


def test_stopped_report_says_since_when(sender):
    sent = send(sender).json()

    stopped = sender.post(f"{LIST}{sent['id']}/stop/")

    assert (stopped.status_code, stopped.json()["stopped_at"] is None) == (200, False)
    again = sender.post(f"{LIST}{sent['id']}/stop/")
    assert (again.status_code, again.json()["code"]) == (409, "already_stopped")


def test_what_a_publication_rests_on_is_not_stopped(sender):
    sent = send(sender, permitted_use="publish").json()
    make_published(reports=[MonitorReport.objects.get(public_id=sent["id"])])

    answer = sender.post(f"{LIST}{sent['id']}/stop/")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_published")


def test_returned_report_asks_its_question(sender):
    sent = send(sender).json()
    report = MonitorReport.objects.get(public_id=sent["id"])
    return_report(report=report, question="On which bank?", by=make_user(Role.OFFICER))

    told_again = sender.get(f"{LIST}{sent['id']}/").json()

    assert (told_again["state"], told_again["question"]) == (ReportState.RETURNED, "On which bank?")


def test_own_reports_are_found_by_agreement_state_and_receipt_and_paged(sender):
    sent = [send(sender).json() for _ in range(3)]

    def ids(**query):
        return [each["id"] for each in sender.get(LIST, query).json()["results"]]

    assert ids(receipt=sent[1]["receipt"]) == [sent[1]["id"]]
    assert (ids(state="linked"), ids(agreement="OTHER")) == ([], [])
    first = sender.get(LIST, {"page_size": 2}).json()
    rest = sender.get(first["next"]).json()
    found = [each["id"] for page in (first, rest) for each in page["results"]]
    assert found == [each["id"] for each in reversed(sent)]
    assert sender.get(LIST, {"colour": "red"}).status_code == 400
    assert sender.get(LIST, {"state": "lost"}).status_code == 400
