"""A case's story: who did what, when, why, about what, and what it changed."""

import pytest

from ceasefire.codes.agreements import Act
from ceasefire.codes.roles import Role
from ceasefire.incidents.opening import change_incident
from ceasefire.ledger.choices import EntryKind
from ceasefire.monitoring.models import Source
from ceasefire.web.story_words import Reader, change_of, facts_of
from tests.builders.accounts import make_user, sign_in
from tests.builders.calls import make_call
from tests.builders.cases import make_admitted
from tests.builders.field import THAT_DAY, incident_facts, make_incident, make_report
from tests.builders.statements import captured_statements
from tests.builders.stories import make_case
from tests.ceasefire.web.pages import body_rows, elements, first, links, parsed, text_of

KNOWN = {"zone": "Etc/GMT-2", "names": {"S": "South"}, "levels": {1: "Local", 2: "Joint"}}
OFFICER = Reader(**KNOWN, is_officer=True, sees_receipts=True)
OTHERS = Reader(**KNOWN, is_officer=False, sees_receipts=False)


def address(incident):
    return f"/incidents/{incident.public_id}/story/"


def opened(client, role, incident, **query):
    sign_in(client, make_user(role))
    return first(parsed(client.get(address(incident), query)), "main")


def lines(page):
    return [text_of(row) for row in body_rows(page)]


# --- What an entry says ---
@pytest.mark.parametrize(
    ("kind", "details", "said"),
    [
        (EntryKind.INCIDENT_ANSWERED, {"question": "happened", "new": "verified"},
         {"Question": "Did it happen?"}),
        (EntryKind.INCIDENT_ANSWERED, {"question": "by_whom", "party": "S", "new": "probable"},
         {"Question": "By whom?", "Party": "South", "Answer": "probable"}),
        (EntryKind.INCIDENT_ANSWERED, {"question": "by_whom", "party": None,
         "new": "not_attributable"}, {"Question": "By whom?", "Answer": "not attributable"}),
        (EntryKind.INCIDENT_REPORT_LINKED, {"report": "K7Q2-MXF", "link": "same"},
         {"Report": "K7Q2-MXF", "How it stands to it": "tells of the same"}),
        (EntryKind.ALLEGATION_LODGED, {"lodged_as": "party", "provisions": ["1", "2"]},
         {"Lodged": "by a party", "Provisions": "1, 2"}),
        (EntryKind.ALLEGATION_NOTIFIED, {"due_at": "2021-03-13T22:00:00+00:00"},
         {"Answer due": "14 March 2021, 00:00 (Etc/GMT-2)"}),
        (EntryKind.ALLEGATION_TIME_DECIDED, {"is_granted": False}, {"More time": "refused"}),
        (EntryKind.ALLEGATION_TIME_DECIDED, {"is_granted": True}, {"More time": "given"}),
        (EntryKind.RESPONSE_TRANSLATED, {"language": "ar"}, {"Language": "Arabic"}),
        (EntryKind.DETERMINATION_RECORDED, {"guarantor": "S", "result": "recused"},
         {"Guarantor": "South", "Its word": "stepped aside"}),
        (EntryKind.FINDING_DRAFTED, {"provision": "1", "accused": None, "outcome": "violation"},
         {"Provision": "1", "Party": "nobody named", "Outcome": "violation"}),
        (EntryKind.INCIDENT_REFERRED, {"old": 1, "new": 2},
         {"From level": "Local", "To level": "Joint"}),
        (EntryKind.INCIDENT_REFERRED, {"old": None, "new": 1}, {"To level": "Local"}),
        (EntryKind.VERSION_PUBLISHED, {"version": 2}, {"Version": "2"}),
        (EntryKind.INCIDENT_TAKEN_UP, {}, {}),
    ],
)  # fmt: skip
def test_details_are_told_in_words(kind, details, said):
    assert {str(each.label): each.value for each in facts_of(kind, details, OFFICER)} == said


@pytest.mark.parametrize(
    ("kind", "details", "said"),
    [
        (EntryKind.RECOMMENDATION_FOLLOWED_UP, {"old": "open", "new": "partly"},
         [("What came of it", "open", "followed in part")]),
        (EntryKind.INCIDENT_REPORT_GRADED, {"old": "", "new": "2"},
         [("How credible it is", "not stated", "2: probably true")]),
        (EntryKind.MUTUAL_CONFIRMED, {"old": "parallel", "new": "parallel"}, []),
        (EntryKind.INCIDENT_CHANGED, {"changed": ["act"]}, []),
    ],
)  # fmt: skip
def test_change_is_told_in_words(kind, details, said):
    found = change_of(kind, details, OFFICER)

    assert [(str(each.label), each.old, each.new) for each in found] == said


def test_grades_and_receipts_stay_in_the_cell():
    details = {"report": "K7Q2-MXF", "old": "", "new": "2"}

    assert facts_of(EntryKind.INCIDENT_REPORT_GRADED, details, OTHERS) == []
    assert change_of(EntryKind.INCIDENT_REPORT_GRADED, details, OTHERS) == []


# --- The page ---
@pytest.mark.django_db(transaction=True)
def test_change_stands_beside_who_when_and_why(client):
    officer = make_user(Role.OFFICER, name="Bela")
    incident = make_incident(by=officer)
    wider = incident_facts(act=Act.GROUND_ATTACK)
    change_incident(incident=incident, facts=wider, reason="Misread.", by=officer)

    page = opened(client, Role.OFFICER, incident)

    first_line, second = lines(page)
    assert "Bela Verification officer opened an incident" in first_line
    assert "changed an incident What was done from Indirect fire to Ground attack" in second
    assert second.endswith(f"Incident {incident.reference} Misread.")
    assert "(Etc/GMT-2)" in second


@pytest.mark.django_db
def test_story_is_told_by_day_filtered_and_turned_round(client):
    incident = make_case()

    page = opened(client, Role.OFFICER, incident)
    turned = opened(client, Role.OFFICER, incident, order="newest")
    calls = opened(client, Role.OFFICER, incident, kind="call")

    assert lines(turned) == lines(page)[::-1]
    assert len(list(elements(page, "h2"))) == 1
    assert ["logged a call" in line for line in lines(calls)] == [True, False]
    assert "Did fire stop? from not known yet to it went on" in lines(calls)[1]
    grade = "How credible it is from not stated to 2: probably true"
    assert [line for line in lines(page) if grade in line] != []
    offered = [each.get("value") for each in elements(page, "input", name="kind")]
    assert offered == ["incident", "report", "allegation", "mutual", "finding", "call"]


@pytest.mark.django_db
def test_each_line_leads_to_the_record_it_is_about(client):
    incident = make_case()
    page = opened(client, Role.OFFICER, incident)

    led = {link.split("/")[1]: link for row in body_rows(page) for link in links(row)}

    assert {kind: client.get(link).status_code for kind, link in led.items()} == dict.fromkeys(
        ("incidents", "monitor-reports", "allegations", "mutual-accusations", "findings", "calls"),
        200,
    )
    assert address(incident) in links(parsed(client.get(f"/incidents/{incident.public_id}/")))


@pytest.mark.django_db
def test_monitor_is_a_pseudonym_to_officers_and_nobody_to_others(client):
    monitor = make_user(Role.MONITOR, name="Ada Weir")
    report = make_report(by=monitor)
    incident = make_incident(reports=[report])
    pseudonym = Source.objects.get(account=monitor).pseudonym

    told = {
        role: text_of(opened(client, role, incident))
        for role in (Role.OFFICER, Role.ADJUDICATOR, Role.AUDITOR)
    }

    assert {role: pseudonym in words for role, words in told.items()} == {
        Role.OFFICER: True, Role.ADJUDICATOR: False, Role.AUDITOR: False,
    }  # fmt: skip
    assert [role for role, words in told.items() if "Ada Weir" in words] == []
    assert [role for role, words in told.items() if report.receipt in words] == [
        Role.OFFICER, Role.AUDITOR,
    ]  # fmt: skip
    assert "stays with the verification officers" in told[Role.ADJUDICATOR]


@pytest.mark.django_db
def test_more_of_a_kind_asks_nothing_more(client):
    incident = make_incident(reports=[make_report()])
    counts = []
    for _round in range(2):
        make_admitted(incident=incident)
        make_call(THAT_DAY, incident=incident.public_id)
        sign_in(client, make_user(Role.OFFICER))
        client.get(address(incident))
        with captured_statements() as asked:
            client.get(address(incident))
        counts.append(len(asked()))

    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_filter_without_a_line_says_so(client):
    page = opened(client, Role.OFFICER, make_incident(), kind="call")

    assert "Nothing was done about records of this kind." in text_of(page)
