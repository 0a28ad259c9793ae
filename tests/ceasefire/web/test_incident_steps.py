"""What officers do with one incident: change, verify, publish and withdraw it."""

import pytest

from ceasefire.codes.agreements import Act, MandateAct
from ceasefire.codes.incidents import IncidentState, LinkKind
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident
from ceasefire.incidents.opening import change_incident, link_report
from ceasefire.ledger.models import LedgerEntry
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.models import Answer
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import (
    RECORD_ONLY,
    THAT_DAY,
    incident_facts,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
)
from tests.ceasefire.web.pages import elements, facts, first, parsed, sent_to, text_of

pytestmark = pytest.mark.django_db
VERIFYING = ("take-up", "answer", "by-whom", "reopen")
PUBLISHING = ("publish", "withdraw")
AS_IT_IS = {
    "begins_at": "2021-03-05T11:30", "time_precision": "minute", "place": "Weir Bridge",
    "area": "DV-N", "place_precision": "exact", "act": "indirect_fire",
}  # fmt: skip


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER, name="Bela")
    sign_in(client, person)
    return person


def path(incident, step=""):
    return f"/incidents/{incident.public_id}/{step}{'/' if step else ''}"


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


def answered(*reports, **words):
    """The form of the answer: it happened, as was seen; it rests on these reports."""
    told = {"value": "verified", "evidence": ["own_observation"], "sentence": "Two craters."}
    for report in reports:
        told |= {f"rests-{report.receipt}": "on", f"grade-{report.receipt}": "2"}
    return told | words


def now(incident):
    return Incident.objects.get(pk=incident.pk)


# --- Change ---
def test_incident_is_changed_with_a_reason(client, officer):
    incident = make_incident()

    client.post(path(incident, "change"), {**AS_IT_IS, "act": "air", "reason": "Misread."})

    assert now(incident).act == Act.AIR
    assert LedgerEntry.objects.get(kind="incident.changed").reason == "Misread."


def test_form_of_a_change_shows_the_incident_as_it_is(client, officer):
    incident = make_incident(by=officer)
    shown = parsed(client.get(path(incident, "change")))
    filled = {each.get("name"): each.get("value") for each in elements(shown, "input")}

    answer = client.post(path(incident, "change"), {**AS_IT_IS, "reason": "Nothing."})

    assert (filled["begins_at"], filled["ends_at"]) == ("2021-03-05T11:30", None)
    assert answer.status_code == 302
    assert not LedgerEntry.objects.filter(kind="incident.changed").exists()


def test_change_without_a_reason_is_refused(client, officer):
    incident = make_incident()

    answer = client.post(path(incident, "change"), {**AS_IT_IS, "act": "air"})

    assert (answer.status_code, now(incident).act) == (400, Act.INDIRECT_FIRE)


def test_change_after_an_answer_is_marked_and_bars_publication(client, officer):
    incident = make_verified()

    client.post(path(incident, "change"), {**AS_IT_IS, "act": "air", "reason": "Misread."})

    assert "changed since" in text_of(parsed(client.get("/incidents/")))
    assert client.post(path(incident, "publish")).status_code == 409


# --- Verify ---
def test_officer_begins_to_verify(client, officer):
    incident = make_incident()

    answer = client.post(path(incident, "take-up"), follow=True)

    assert now(incident).state == IncidentState.UNDER_VERIFICATION
    assert path(incident, "take-up") not in answer.content.decode()
    assert client.post(path(incident, "take-up")).status_code == 409


def test_answer_is_kept_with_grades_evidence_and_accounts(client, officer):
    one, two = make_report(), make_report()
    incident = make_incident(reports=[one, two])

    reply = client.post(path(incident, "answer"), answered(one))

    assert reply.headers["Location"] == path(incident)
    answer = Answer.objects.get()
    assert (answer.value, answer.evidence, answer.sentence, answer.given_by) == (
        "verified", ["own_observation"], "Two craters.", officer,
    )  # fmt: skip
    assert [link.report for link in answer.rests_on.all()] == [one]
    grades = dict(incident.links.values_list("report__receipt", "credibility"))
    assert grades == {one.receipt: "2", two.receipt: ""}


def test_grade_that_stays_is_not_given_again(client, officer):
    report = make_report()
    incident = make_verified(reports=[report])
    change_incident(incident=incident, facts=incident_facts(act=Act.AIR), reason="x", by=officer)

    client.post(path(incident, "answer"), answered(report))

    assert LedgerEntry.objects.filter(kind="incident.report_graded").count() == 1
    assert Answer.objects.count() == 2


def test_grade_is_lost_with_an_answer_that_is_refused(client, officer):
    report = make_report()
    incident = make_incident(reports=[report])

    client.post(path(incident, "answer"), answered(report, evidence=[]))

    assert incident.links.get().credibility == ""


def test_form_shows_every_account_beside_its_grade(client, officer):
    report = make_report(narrative="Three shells.")
    incident = make_incident(reports=[report])

    card = first(parsed(client.get(path(incident, "answer"))), "li", class_="account")

    assert "Three shells." in text_of(card)
    names = {each.get("name") for tag in ("input", "select") for each in card.iter(tag)}
    assert names == {f"rests-{report.receipt}", f"grade-{report.receipt}"}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"value": ""}, "This field is required."),
        ({"value": "reported"}, "Select a valid choice. reported is not one of the"),
        ({"sentence": " "}, "This field is required."),
        ({"evidence": []}, "Tick what the answer rests on."),
        ({"value": "unable_to_verify"}, "Say why it could not be checked."),
        ({"unable_because": "no_access"}, "Only for what could not be checked."),
    ],
)
def test_answer_that_is_not_complete_is_refused_beside_its_field(client, officer, words, fault):
    report = make_report()
    incident = make_incident(reports=[report])

    reply = client.post(path(incident, "answer"), answered(report, **words))

    assert reply.status_code == 400
    assert errors(reply)[0].startswith(fault)
    assert not Answer.objects.exists()


def test_account_that_the_answer_rests_on_must_be_graded(client, officer):
    report = make_report()
    incident = make_incident(reports=[report])
    sent = answered(report, **{f"grade-{report.receipt}": ""})

    reply = client.post(path(incident, "answer"), sent)

    assert (reply.status_code, errors(reply)) == (400, ["Grade it: the answer rests on it."])


def test_answer_that_names_no_account_is_refused(client, officer):
    incident = make_incident(reports=[make_report()])

    reply = client.post(path(incident, "answer"), answered())

    assert errors(reply) == ["Name the accounts that this rests on."]


def test_incident_without_accounts_can_be_answered(client, officer):
    incident = make_incident()

    client.post(path(incident, "answer"), answered(value="refuted"))

    assert now(incident).state == IncidentState.REFUTED


def test_what_could_not_be_checked_says_why(client, officer):
    incident = make_incident(reports=[make_report()])
    sent = answered(value="unable_to_verify", unable_because="too_late", evidence=[])

    client.post(path(incident, "answer"), sent)

    assert (now(incident).state, now(incident).unable_because) == ("unable_to_verify", "too_late")


def test_second_answer_is_refused_until_something_changes(client, officer):
    report = make_report()
    incident = make_verified(reports=[report])
    refused = client.post(path(incident, "answer"), answered(report))
    other = make_report()
    link_report(incident=incident, report=other, kind=LinkKind.SAME, by=officer)

    another = client.post(path(incident, "answer"), answered(report, other, value="refuted"))
    taken = client.post(path(incident, "answer"), answered(report, other, sentence="Still so."))

    statuses = [each.status_code for each in (refused, another, taken)]
    assert (statuses, now(incident).state) == ([409, 409, 302], IncidentState.VERIFIED)
    assert "came first" in errors(refused)[0]
    assert "ask to reopen" in errors(another)[0]


def test_nobody_verifies_what_they_reported(client, officer):
    author = make_user(Role.MONITOR)
    report = make_report(by=author)
    incident = make_incident(reports=[report])
    author.role = Role.OFFICER
    author.save()
    sign_in(client, author)

    reply = client.post(path(incident, "answer"), answered(report))

    assert (reply.status_code, errors(reply)) == (
        409, ["Nobody verifies what they themselves reported."],
    )  # fmt: skip


# --- Publish and withdraw ---
def test_officer_sees_what_readers_will_see_and_then_publishes(client, officer):
    incident = make_verified(reports=[make_report(narrative="From the mill.", killed=(1, 2))])
    preview = first(parsed(client.get(path(incident, "publish"))), "main")
    assert not PublishedVersion.objects.of_kind(PublishedKind.INCIDENT).exists()

    answer = client.post(path(incident, "publish"))

    assert answer.headers["Location"] == path(incident)
    assert facts(preview)["Day"] == "5 March 2021, morning (06:00–12:00)"
    assert "1–2 civilians, killed" in text_of(preview)
    assert "From the mill." not in text_of(preview)
    version = PublishedVersion.objects.of_kind(PublishedKind.INCIDENT).get()
    assert (version.public_id, version.by) == (str(incident.public_id), officer)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: make_incident(reports=[make_report()]), "whose verification has ended"),
        (
            lambda: make_verified(reports=[make_report(permitted_use=PermittedUse.PUT_TO_ACCUSED)]),
            "allows that it be published",
        ),
    ],
)
def test_what_stands_in_the_way_of_publication_is_said(client, officer, made, words):
    incident = made()

    shown = parsed(client.get(path(incident, "publish")))
    refused = client.post(path(incident, "publish"))

    assert words in text_of(first(shown, "p", class_="flag"))
    assert words in text_of(parsed(client.get(path(incident))))
    assert path(incident, "publish") not in sent_to(parsed(client.get(path(incident))))
    assert (refused.status_code, words in errors(refused)[0]) == (409, True)


def test_what_was_confirmed_anew_is_published_again(client, officer):
    report = make_report()
    incident = make_published(reports=[report])
    assert path(incident, "publish") not in sent_to(parsed(client.get(path(incident))))
    client.post(path(incident, "change"), {**AS_IT_IS, "act": "air", "reason": "Misread."})
    client.post(path(incident, "answer"), answered(report))

    shown = parsed(client.get(path(incident)))
    client.post(path(incident, "publish"))

    assert path(incident, "publish") in sent_to(shown)
    versions = PublishedVersion.objects.of_kind(PublishedKind.INCIDENT).order_by("version")
    assert [each.document["act"] for each in versions] == ["indirect_fire", "air"]


def test_incident_is_withdrawn_with_a_reason(client, officer):
    incident = make_published()
    assert client.post(path(incident, "withdraw"), {"reason": ""}).status_code == 400

    client.post(path(incident, "withdraw"), {"reason": "Two became one."})

    version = PublishedVersion.objects.of_kind(PublishedKind.INCIDENT).get()
    assert version.withdrawn_because == "Two became one."
    assert "Two became one." in text_of(parsed(client.get(path(incident))))
    assert client.post(path(incident, "withdraw"), {"reason": "x"}).status_code == 409


def test_withdrawing_what_was_never_published_is_refused(client, officer):
    assert client.post(path(make_verified(), "withdraw"), {"reason": "x"}).status_code == 409


# --- What the mandate does not give is not there ---
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", [*VERIFYING, *PUBLISHING])
def test_step_that_a_record_only_mandate_does_not_give_is_missing(client, officer, step, method):
    make_field(acts=RECORD_ONLY)
    incident = make_incident(reports=[make_report()])
    before = now(incident).state

    status = getattr(client, method)(path(incident, step), {"reason": "x"}).status_code

    assert status == (405 if (step, method) == ("take-up", "get") else 404)
    assert now(incident).state == before


@pytest.mark.parametrize("step", PUBLISHING)
def test_mandate_to_verify_gives_no_publication(client, officer, step):
    make_field(acts=(MandateAct.RECORD, MandateAct.VERIFY))
    incident = make_verified()

    assert client.get(path(incident, step)).status_code == 404
    assert "readers are shown" not in text_of(parsed(client.get(path(incident)))).lower()


def test_mandate_that_is_asked_is_that_of_the_day_it_began(client, officer):
    make_field()
    before_it = make_incident(THAT_DAY.replace(day=1, hour=5))

    assert client.get(path(before_it, "answer")).status_code == 404


@pytest.mark.parametrize("step", ["change", *VERIFYING, *PUBLISHING])
@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.AUDITOR, Role.DELEGATE])
def test_steps_are_for_officers(client, role, step):
    incident = make_published()
    sign_in(client, make_user(role))

    assert client.post(path(incident, step), {"reason": "x"}).status_code == 403
