"""Shows of the journey: a mutual accusation is one incident and one allegation in each direction;
two incidents that were merged and parted again are as they were."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.test import Client

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.models import Allegation, Notification, Response
from ceasefire.codes.allegations import ResponseKind
from ceasefire.codes.incidents import LinkKind
from ceasefire.codes.observations import PermittedUse
from ceasefire.codes.roles import Role
from ceasefire.incidents.models import Incident, IncidentRelation, IncidentVersion, ReportLink
from ceasefire.incidents.opening import link_report, relate_incidents
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import CasualtyStatement, MonitorReport, Source
from ceasefire.parties.models import Party
from ceasefire.publication.models import PublishedVersion
from ceasefire.verification.models import Answer
from reports.figures.field import field_part, read_field
from reports.rollups.models import DailyMarginal
from reports.rollups.services import recount_dirty_days
from reports.statistics.periods import week_of
from tests.builders.accounts import make_token, make_user, sign_in
from tests.builders.cases import (
    OTHER,
    check_for_harm,
    make_admitted,
    make_answered,
    make_liaison,
)
from tests.builders.entries import kinds_of
from tests.builders.field import (
    THAT_DAY,
    make_coverage,
    make_field,
    make_incident,
    make_published,
    make_report,
    make_verified,
)
from tests.builders.summaries import make_draft
from tests.ceasefire.web.pages import (
    body_rows,
    elements,
    first,
    parsed,
    row_heads,
    text_of,
    without_history,
)

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 5)
API, OVERVIEW = "/api/v1/", "/overview/DEMO-1/?on=2021-03-05"
CLAIM = {
    "act": "indirect_fire",
    "provisions": "1",
    "begins_at": "2021-03-05T11:30",
    "time_precision": "minute",
    "place": "Weir Bridge",
    "place_precision": "exact",
    "words": "They fired at the bridge before noon.",
    "language": "en",
}
PARTIES = {"complainant", "accused"}
NORTH_SOUTH, SOUTH_NORTH = ("NORTH", "SOUTH"), ("SOUTH", "NORTH")
OUTCOME = {"verified": 1, "disputed": 0, "answered": 0, "no_response": 0}


def reading():
    """A delegate, signed in."""
    return sign_in(Client(), make_user())


def asking():
    """A program that reads the API."""
    return Client(headers={"Authorization": f"Bearer {make_token()}"})


def listed(resource):
    return asking().get(f"{API}{resource}/").json()["results"]


# --- Mutual accusation: counted once as incident, once per direction ---


def accuse(people, accuser, incident):
    """A liaison accuses the other Command; an officer admits it and puts it to them. Its page."""
    claim = {**CLAIM, "accused": OTHER[accuser]}
    page = people[accuser].post("/allegations/new/", claim).headers["Location"]
    admitted = people["officer"].post(f"{page}admit/", {"reference": incident.reference})
    check_for_harm(Allegation.objects.get(public_id=page.rstrip("/").rpartition("/")[2]))
    put = people["officer"].post(f"{page}notify/", {"proof": "Handed over at the bridge."})
    assert (admitted.status_code, put.status_code) == (302, 302)
    return page


@pytest.fixture(params=[NORTH_SOUTH, SOUTH_NORTH], ids="-".join)
def incident(request):
    """Both Commands accuse each other of it, whichever comes first; Southern Command accepts."""
    make_field()
    people = {side: sign_in(Client(), make_liaison(side)) for side in OTHER}
    people["officer"] = sign_in(Client(), make_user(Role.OFFICER))
    incident = make_published(reports=[make_report(), make_report()])
    pages = {accuser: accuse(people, accuser, incident) for accuser in request.param}
    answer = {"kind": "admit", "words": "We fired, by mistake.", "language": "en"}
    assert people["SOUTH"].post(f"{pages['NORTH']}answer/", answer).status_code == 302
    return incident


def marginals_of_the_day():
    """The marginals of the day as the worker leaves them, with the codes of parties."""
    recount_dirty_days()
    codes = {str(each.public_id): each.code for each in Party.objects.all()}
    rows = DailyMarginal.objects.filter(day=DAY)
    return {
        (row.dimension, tuple(codes.get(each, each) for each in row.key.split("/")), row.state):
        row.count
        for row in rows.filter(dimension__in=["incident_act", "incident_area", "allegation"])
    }  # fmt: skip


def test_day_counts_the_incident_once_and_one_allegation_in_each_direction(incident):
    assert marginals_of_the_day() == {
        ("incident_act", ("indirect_fire",), "verified"): 1,
        ("incident_area", ("DV-N",), "verified"): 1,
        ("allegation", NORTH_SOUTH, "alleged"): 1,
        ("allegation", NORTH_SOUTH, "verified"): 1,
        ("allegation", NORTH_SOUTH, "accepted"): 1,
        ("allegation", SOUTH_NORTH, "alleged"): 1,
        ("allegation", SOUTH_NORTH, "verified"): 1,
        ("allegation", SOUTH_NORTH, "awaited"): 1,
    }


def direction(record):
    return record["complainant"]["code"], record["accused"]["code"]


def test_drafted_summary_counts_and_lists_them_so(incident):
    figures = make_draft(week_of(DAY)).figures

    assert figures["field"]["incidents"]["shown"] == 1
    assert [each["reference"] for each in figures["incidents"]] == [incident.reference]
    matrix = figures["field"]["allegations"]["matrix"]
    counts = [{name: each[name] for name in each if name not in PARTIES} for each in matrix]
    assert [direction(each) for each in matrix] == [NORTH_SOUTH, SOUTH_NORTH]
    assert counts == [
        {**OUTCOME, "alleged": 1, "accepted": 1, "awaited": 0},
        {**OUTCOME, "alleged": 1, "accepted": 0, "awaited": 1},
    ]
    assert sorted(map(direction, figures["allegations"])) == [NORTH_SOUTH, SOUTH_NORTH]


def accusations_in(page):
    """The table of accusations: of each direction the numbers by the heads of their columns."""
    [table] = [each for each in elements(page, "table") if "Who accuses whom" in text_of(each)]
    heads = [text_of(each) for each in elements(table, "th", scope="col")]
    cells = [[text_of(each) for each in row] for row in body_rows(table)]
    return {row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in cells}


def test_overview_and_page_of_the_summary_tell_them_so(incident):
    summary = make_draft(week_of(DAY))
    address = f"/summaries/{summary.public_id}/"
    drafted = sign_in(Client(), make_user(Role.ADJUDICATOR)).get(address)

    for page in (parsed(reading().get(OVERVIEW)), parsed(drafted)):
        [ours, theirs] = accusations_in(page).values()
        [kinds] = [each for each in elements(page, "table") if "each once" in text_of(each)]
        assert text_of(body_rows(kinds)[0]) == "Indirect fire 1 1"
        assert (ours["alleged"], ours["accepted by the accused"]) == ("1", "1")
        assert (theirs["alleged"], theirs["accepted by the accused"]) == ("1", "0")
        assert (ours["answer awaited"], theirs["answer awaited"]) == ("0", "1")
        assert list(accusations_in(page)) == [
            "Northern Command accuses Southern Command",
            "Southern Command accuses Northern Command",
        ]


def test_readers_find_one_incident_and_both_allegations_on_its_page(incident):
    delegate = reading()

    page = parsed(delegate.get(f"/incidents/{incident.public_id}/"))

    assert len(row_heads(parsed(delegate.get("/incidents/")))) == 1
    assert len(row_heads(parsed(delegate.get("/allegations/")))) == 2
    told = text_of(first(page, "main", id="main"))
    for words in ("Northern Command accuses", "Southern Command accuses"):
        assert told.count(words) == 1


def test_api_tells_one_incident_and_an_allegation_in_each_direction(incident):
    incidents, allegations = listed("incidents"), listed("allegations")

    answers = {direction(each): each["response"] for each in allegations}
    assert [each["reference"] for each in incidents] == [incident.reference]
    assert {each["incident"]["reference"] for each in allegations} == {incident.reference}
    assert len(allegations) == 2
    assert answers[NORTH_SOUTH]["kind"] == ResponseKind.ADMIT
    assert answers[SOUTH_NORTH] is None


# --- Merge two incidents and undo it: every statement, link and figure as before ---

KEPT = (
    MonitorReport, CasualtyStatement, Source, ReportLink, IncidentRelation, Answer,
    Answer.rests_on.through, Allegation, Allegation.provisions.through, Notification, Response,
    PublishedVersion, Incident,
)  # fmt: skip


@dataclass
class Two:
    """The two incidents, and whoever looks at them."""

    part: Incident
    whole: Incident
    officer: Client = field(default_factory=lambda: sign_in(Client(), make_user(Role.OFFICER)))
    reader: Client = field(default_factory=reading)
    program: Client = field(default_factory=asking)

    def merge(self):
        sent = {"reference": self.whole.reference, "reason": "One barrage, told twice."}
        self._post("merge/", sent)

    def undo(self):
        self._post("undo-merge/", {"reason": "Two bridges after all."})

    def _post(self, step, sent):
        answer = self.officer.post(f"/incidents/{self.part.public_id}/{step}", sent, follow=True)
        assert [status for _address, status in answer.redirect_chain] == [302]

    def picture(self):
        """Every row, every figure, and every page that tells of either of them."""
        return {"rows": rows(), "figures": figures(), **self.pages()}

    def pages(self):
        ids = [each.public_id for each in (self.part, self.whole)]
        paths = ["/incidents/", "/allegations/", *(f"/incidents/{each}/" for each in ids)]
        paths += [f"/allegations/{each.public_id}/" for each in Allegation.objects.all()]
        return {
            "officer": {path: shown(self.officer.get(path)) for path in [*paths, OVERVIEW]},
            "readers": {path: shown(self.reader.get(path)) for path in [*paths, OVERVIEW]},
            "API": {path: shown(self.program.get(f"/api/v1{path}")) for path in paths},
        }


def rows():
    return {each.__name__: list(each.objects.order_by("pk").values()) for each in KEPT}


def figures():
    """The marginals once the work is done, what readers are told from them, and the draft."""
    recount_dirty_days()
    counted = DailyMarginal.objects.values_list("day", "dimension", "key", "state", "count")
    told = field_part(read_field(Agreement.objects.get(code="DEMO-1"), week_of(DAY)))
    return sorted(counted), told, make_draft(week_of(DAY)).figures


def shown(answer):
    """Status and text of a page without its history, which grows, and without the form's token."""
    return answer.status_code, without_history(answer)


def make_two(make_whole):
    """Both with several accounts, people harmed, allegations, answers and relations."""
    make_field()
    make_coverage()
    stopped_short = make_report(killed=(1, 2), permitted_use=PermittedUse.COUNT_ONLY)
    part = make_verified(reports=[make_report(killed=(2, 5)), stopped_short])
    whole = make_whole(reports=[make_report(killed=(4, 9)), make_report()])
    officer, other = make_user(Role.OFFICER), make_incident(THAT_DAY + timedelta(hours=3))
    contradicting = make_report(THAT_DAY + timedelta(hours=1))
    link_report(incident=part, report=contradicting, kind=LinkKind.CONTRADICTS, by=officer)
    for incident in (part, whole):
        relate_incidents(incident=incident, other=other, kind=LinkKind.RESPONSE_TO, by=officer)
    make_answered("NORTH", incident=part)
    make_admitted("SOUTH", incident=part)
    make_answered("SOUTH", incident=whole, kind=ResponseKind.ADMIT)
    return Two(Incident.objects.get(pk=part.pk), Incident.objects.get(pk=whole.pk))


def changed_fields(before, after):
    """The rows and fields that differ between two pictures."""
    return {
        (model, row["id"], name)
        for model, found in before["rows"].items()
        for row, now in zip(found, after["rows"][model], strict=True)
        for name in row
        if row[name] != now[name]
    }


def test_undone_merge_leaves_every_statement_link_figure_and_page_as_before():
    two = make_two(make_incident)
    before = two.picture()

    two.merge()
    merged = two.picture()
    two.undo()

    assert changed_fields(before, merged) == {("Incident", two.part.pk, "merged_into_id")}
    for name in ("figures", "officer", "readers"):
        assert merged[name] != before[name], name
    assert two.picture() == before


@pytest.mark.parametrize("make_whole", [make_verified, make_published])
def test_undone_merge_leaves_what_was_verified_as_before_and_marked_as_changed(make_whole):
    two = make_two(make_whole)
    before = two.picture()

    two.merge()
    merged = two.picture()
    two.undo()
    after = two.picture()

    marked = {("Incident", two.whole.pk, "changed_since_verification")}
    joined = ("Incident", two.part.pk, "merged_into_id")
    assert changed_fields(before, merged) == marked | {joined}
    assert changed_fields(before, after) == marked
    for name in ("figures", "readers", "API"):
        assert after[name] == before[name], name
    different = {path for path, page in after["officer"].items() if before["officer"][path] != page}
    assert different == {"/incidents/", f"/incidents/{two.whole.public_id}/"}, "they show the mark"


def test_history_of_both_only_grows():
    two = make_two(make_published)
    subjects = (two.part, two.whole)
    entries, versions = LedgerEntry.objects.order_by("pk"), IncidentVersion.objects.order_by("pk")
    before = [list(each.values()) for each in (entries, versions)]
    kinds = [kinds_of(each) for each in subjects]

    two.merge()
    two.undo()

    assert [kinds_of(each)[len(old) :] for each, old in zip(subjects, kinds, strict=True)] == [
        ["incident.merged", "incident.parted"]
    ] * 2
    for rows_now, old in zip((entries, versions), before, strict=True):
        assert list(rows_now.values())[: len(old)] == old
