"""How officers say what belongs together, and take it back."""

from datetime import timedelta

import pytest

from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.roles import Role
from ceasefire.incidents.accounts import links_of
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident, IncidentRelation
from ceasefire.incidents.opening import relate_incidents
from tests.builders.accounts import make_user, sign_in
from tests.builders.field import THAT_DAY, make_incident, make_published, make_report
from tests.ceasefire.web.pages import elements, first, links, parsed, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    person = make_user(Role.OFFICER)
    sign_in(client, person)
    return person


def path(incident, step=""):
    return f"/incidents/{incident.public_id}/{step}"


def errors(answer):
    return [text_of(each) for each in elements(parsed(answer), "ul", class_="errorlist")]


def now(incident):
    return Incident.objects.get(pk=incident.pk)


# --- Accounts ---
def test_report_is_parted_with_a_reason(client, officer):
    one, two = make_report(narrative="From the mill."), make_report()
    incident = make_incident(reports=[one, two])
    step = path(incident, f"accounts/{one.receipt}/part/")
    assert step in links(parsed(client.get(path(incident))))
    asked = text_of(first(parsed(client.get(step)), "main"))

    answer = client.post(step, {"reason": "Another bridge."})

    assert "From the mill." in asked
    assert answer.headers["Location"] == path(incident)
    assert [link.report for link in links_of(incident)] == [two]
    assert client.get(step).status_code == 404


def test_report_that_belongs_to_another_incident_is_not_found(client, officer):
    report = make_report()
    make_incident(reports=[report])
    other = make_incident()

    assert client.get(path(other, f"accounts/{report.receipt}/part/")).status_code == 404


def test_account_of_a_merged_incident_is_parted_there_only(client, officer):
    report, whole = make_report(), make_incident()
    part = make_incident(reports=[report])
    merge_incidents(incident=part, into=whole, reason="Same.", by=officer)
    offered = [each for each in links(parsed(client.get(path(whole)))) if "/part/" in each]

    refused = client.post(path(part, f"accounts/{report.receipt}/part/"), {"reason": "x"})

    assert offered == []
    assert (refused.status_code, "merged into another" in errors(refused)[0]) == (409, True)


# --- Relations ---
def test_incident_is_related_to_one_that_is_offered(client, officer):
    incident, other = make_incident(), make_incident()

    sent = {"incident": str(other.public_id), "kind": LinkKind.RESPONSE_TO}
    answer = client.post(path(incident, "relate/"), sent)

    assert answer.headers["Location"] == path(incident)
    relation = IncidentRelation.objects.get()
    assert (relation.incident, relation.other, relation.kind) == (incident, other, "response_to")


def test_incident_itself_and_merged_ones_are_not_offered(client, officer):
    incident, other, merged = make_incident(), make_incident(), make_incident()
    merge_incidents(incident=merged, into=other, reason="Same.", by=officer)

    tree = parsed(client.get(path(incident, "relate/")))

    offered = [each.get("value") for each in elements(tree, "input", name="incident")]
    assert offered == [str(other.public_id)]
    sent = {"reference": incident.reference, "kind": "same"}
    assert client.post(path(incident, "relate/"), sent).status_code == 400


def test_relation_that_stands_is_not_said_twice(client, officer):
    incident, other = make_incident(), make_incident()
    sent = {"reference": other.reference, "kind": "contradicts"}
    client.post(path(incident, "relate/"), sent)

    again = client.post(path(incident, "relate/"), sent)

    assert (again.status_code, IncidentRelation.objects.count()) == (409, 1)


def test_relation_is_taken_back_and_stays_on_record(client, officer):
    incident, other = make_incident(), make_incident()
    relate_incidents(incident=incident, other=other, kind=LinkKind.PART_OF, by=officer)
    step = path(incident, f"relations/{other.public_id}/part_of/part/")
    assert step in links(parsed(client.get(path(incident))))
    assert client.get(step).status_code == 200

    client.post(step)

    assert IncidentRelation.objects.get().parted_at is not None
    assert client.post(step).status_code == 404


# --- Merging ---
def test_incident_is_merged_into_another_and_parted_again(client, officer):
    part, whole = make_incident(reports=[make_report()]), make_incident()
    sent = {"reference": whole.reference, "reason": "One barrage."}

    merged = client.post(path(part, "merge/"), sent)
    inside = now(part).merged_into
    parted = client.post(path(part, "undo-merge/"), {"reason": "Two after all."})

    assert (merged.headers["Location"], inside) == (path(whole), whole)
    assert (parted.headers["Location"], now(part).merged_into) == (path(part), None)


def test_merging_needs_a_reason(client, officer):
    part, whole = make_incident(), make_incident()

    answer = client.post(path(part, "merge/"), {"reference": whole.reference, "reason": " "})

    assert (answer.status_code, now(part).merged_into) == (400, None)


def test_incident_that_readers_are_shown_is_not_merged(client, officer):
    part, whole = make_published(), make_incident(THAT_DAY + timedelta(hours=1))

    answer = client.post(
        path(part, "merge/"), {"reference": whole.reference, "reason": "One barrage."}
    )

    assert (answer.status_code, "withdraw it first" in errors(answer)[0]) == (409, True)


def test_nothing_is_parted_that_was_not_merged(client, officer):
    answer = client.post(path(make_incident(), "undo-merge/"), {"reason": "x"})

    assert answer.status_code == 409


@pytest.mark.parametrize("step", ["relate/", "merge/", "undo-merge/"])
@pytest.mark.parametrize("role", [Role.ADJUDICATOR, Role.AUDITOR, Role.DELEGATE])
def test_links_are_made_by_officers(client, role, step):
    incident = make_incident()
    sign_in(client, make_user(role))

    assert client.get(path(incident, step)).status_code == 403
