"""What outsiders are shown of an incident: nothing tells who told us, or how many did."""

import json
from datetime import UTC, datetime

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.codes.roles import Role
from ceasefire.incidents.merging import merge_incidents
from ceasefire.incidents.models import Incident, ReportLink
from ceasefire.monitoring.reports import CasualtyFacts
from ceasefire.places.redacted import redacted
from ceasefire.publication.choices import PublishedKind
from ceasefire.verification.documents import incident_document
from ceasefire.verification.models import Answer
from tests.builders.accounts import make_user
from tests.builders.answers import attribute
from tests.builders.cases import make_admitted, make_answered, make_notified, make_unput
from tests.builders.field import (
    RECORD_ONLY,
    make_field,
    make_incident,
    make_report,
    make_verified,
    verify,
)

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 5, 9, 47, 13, tzinfo=UTC)
ZONE = "Etc/GMT-2"


def body(incident):
    return incident_document(Incident.objects.get(pk=incident.pk)).body


def harmed(outcome, status, low, high):
    return {"outcome": outcome, "status": status, "low": low, "high": high}


def scope_of(provision, outcome, *reasons):
    return {
        "provision": {"id": str(provision.public_id), "number": provision.number},
        "outcome": outcome,
        "reasons": list(reasons),
    }


def head_of(incident):
    """What every document of an incident begins with, whatever was recorded."""
    return {
        "reference": incident.reference,
        "agreement": {"code": "DEMO-1", "names": incident.agreement.names},
        "is_demo": True,
        **redacted(incident, ZONE),
    }


def test_document_tells_one_happening():
    reports = [make_report(killed=(2, 3)), make_report(killed=(1, 2))]
    incident = make_verified(reports=reports, weapon="tank")

    found = incident_document(incident)

    one, two = Agreement.objects.get().provisions.order_by("position")
    assert found.body == {
        **head_of(incident),
        "act": "indirect_fire",
        "weapon": "tank",
        "severity": "serious",
        "casualties": [harmed("killed", "civilian", 1, 3)],
        "scope": [
            scope_of(one, "undetermined", "actor_not_named"),
            scope_of(two, "outside", "act_not_covered"),
        ],
        "state": "verified",
        "unable_because": "",
        "by_whom": {"state": "unattributed", "is_disputed": False, "parties": []},
    }


def test_document_is_ordered_by_the_local_day():
    found = incident_document(make_incident(datetime(2021, 3, 5, 22, 30, tzinfo=UTC)))

    assert (found.kind, found.agreement) == (PublishedKind.INCIDENT, "DEMO-1")
    assert found.sort_at == datetime(2021, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize("acts", [RECORD_ONLY, ("record", "publish")])
def test_without_a_mandate_to_verify_there_is_no_state(acts):
    make_field(acts=acts)

    found = body(make_incident())

    assert [name for name in ("state", "unable_because") if name in found] == []
    assert found["act"] == "indirect_fire"


@pytest.mark.parametrize(
    ("acts", "is_told"),
    [
        (RECORD_ONLY, False),
        (("record", "verify", "publish"), False),
        (("record", "verify", "attribute", "publish"), True),
    ],
)
def test_by_whom_stands_in_it_only_where_the_mandate_lets_the_mechanism_attribute(acts, is_told):
    make_field(acts=acts)

    assert ("by_whom" in body(make_incident())) == is_told


def test_by_whom_tells_each_party_in_the_order_of_the_agreement_and_no_word_of_who_answered():
    incident = make_verified()
    attribute(incident, "SOUTH", sentence="Our informant at the mill.")
    make_answered("SOUTH", incident=incident)
    make_admitted("NORTH", incident=incident)

    found = body(incident)["by_whom"]

    north, south = found["parties"]
    assert (found["state"], found["is_disputed"]) == ("probable", True)
    assert (north["party"]["code"], north["state"], north["is_disputed"]) == (
        "NORTH",
        "alleged",
        True,
    )
    assert (south["party"]["code"], south["state"], south["is_disputed"]) == (
        "SOUTH",
        "probable",
        False,
    )
    assert "mill" not in json.dumps(found)


def test_why_it_could_not_be_checked_is_told():
    incident = make_incident()
    verify(incident, value="unable_to_verify", unable_because="no_access", evidence=())

    found = body(incident)

    assert (found["state"], found["unable_because"]) == ("unable_to_verify", "no_access")


def test_casualties_are_ranges_of_killed_and_injured_and_the_unknown_are_not_civilians():
    casualties = [
        CasualtyFacts("missing", "civilian", 4, 4),
        CasualtyFacts("injured", "unknown", 2, 5, best=3),
        CasualtyFacts("killed", "unknown", 3, 3),
        CasualtyFacts("killed", "civilian", 1, 1),
        CasualtyFacts("detained", "civilian", 2, 2),
    ]

    found = body(make_incident(reports=[make_report(casualties=casualties)]))

    assert found["casualties"] == [
        harmed("killed", "civilian", 1, 1),
        harmed("killed", "unknown", 3, 3),
        harmed("injured", "unknown", 2, 5),
    ]


def test_what_nobody_counted_is_left_out_and_not_zero():
    assert body(make_incident(reports=[make_report()]))["casualties"] == []


def test_accounts_of_a_merged_part_are_told_with_the_whole():
    part = make_incident(reports=[make_report(killed=(4, 4))])
    whole = make_incident(reports=[make_report(killed=(1, 1))])
    merge_incidents(incident=part, into=whole, reason="One", by=make_user(Role.OFFICER))

    assert body(whole)["casualties"] == [harmed("killed", "civilian", 1, 4)]


def test_scope_tells_the_result_that_says_most_and_not_for_whom():
    incident = make_incident()
    make_notified("NORTH", incident=incident)
    make_notified("SOUTH", incident=incident)

    found = body(incident)["scope"]

    assert [(each["provision"]["number"], each["outcome"]) for each in found] == [
        ("1", "in_scope"),
        ("2", "outside"),
    ]
    assert [word for word in ("NORTH", "SOUTH", "Command") if word in json.dumps(found)] == []


def test_accusations_that_readers_are_not_shown_change_no_letter():
    incident = make_incident()
    before = body(incident)

    make_admitted("NORTH", incident=incident)
    make_unput("SOUTH", incident=incident)

    assert body(incident) == before


def test_another_account_that_says_the_same_changes_no_letter():
    incident = make_incident(reports=[make_report(killed=(1, 2))])
    before = body(incident)
    ReportLink.objects.create(
        incident=incident,
        report=make_report(killed=(1, 2)),
        kind="same",
        made_by=incident.opened_by,
    )

    assert body(incident) == before


def test_document_holds_no_word_that_tells_who_told():
    make_field()
    words = "Our informant at the mill saw it."
    monitor = make_user(Role.MONITOR, name="Canary Monitor")
    officer = make_user(Role.OFFICER, name="Canary Officer")
    where = {"place_text": "behind the mill", "latitude": 0.512345, "longitude": 0.498765}
    report = make_report(AT, by=monitor, narrative=words, relayed_from="Canary Miller", **where)
    incident = make_incident(AT, reports=[report], by=officer, **where)
    verify(incident, by=officer, sentence=words)

    text = json.dumps(body(incident))

    secrets = [words, "mill", "Canary", "invalid", "0.5123", "0.4987", "09:47", "11:47"]
    secrets += [report.cell, report.receipt, report.source.pseudonym, "own_observation"]
    secrets += [str(row.public_id) for row in (monitor, officer, report, report.source)]
    secrets += [str(Answer.objects.get().public_id), "credibility", "reliability"]
    assert [secret for secret in secrets if secret in text] == []
