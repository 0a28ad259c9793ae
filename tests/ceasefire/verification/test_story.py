"""Nothing that was done about a case is missing from its story, and nothing else is in it."""

import pytest
from django.db.models import Q

from ceasefire.codes.roles import Role
from ceasefire.incidents.opening import part_report
from ceasefire.ledger.choices import EntryKind
from ceasefire.ledger.models import LedgerEntry
from ceasefire.verification.story import SUBJECTS, entries_about, rows_of_case
from tests.builders.accounts import make_user
from tests.builders.calls import make_call
from tests.builders.cases import make_admitted
from tests.builders.field import THAT_DAY, make_incident, make_report, make_verified
from tests.builders.stories import make_case

# The subject of each noun that is of a case, by its type.
OF_A_CASE = {
    "incident": "ceasefire.incident",
    "monitor_report": "ceasefire.monitorreport",
    "allegation": "ceasefire.allegation",
    "response": "ceasefire.allegation",
    "determination": "ceasefire.allegation",
    "mutual": "ceasefire.mutualaccusation",
    "finding": "ceasefire.finding",
    "recommendation": "ceasefire.finding",
    "call": "ceasefire.call",
}
OF_NO_CASE = {
    "person", "invitation", "team", "liaison", "token", "party", "area", "place", "zone",
    "agreement", "round", "statement", "control_claim", "series", "bulletin", "context",
    "monitor_figure", "source", "coverage", "ladder", "duty_point", "access", "summary",
}  # fmt: skip
OF_ANYTHING = {"version"}


def story(incident, user=None):
    user = user or make_user(Role.OFFICER)
    return entries_about(rows_of_case(incident, user), user)


def told(incident, user=None):
    return [(entry.kind, entry.subject_id) for entry in story(incident, user)]


def test_every_kind_of_entry_is_of_a_case_or_of_none():
    nouns = {kind.partition(".")[0] for kind in EntryKind}

    assert nouns == set(OF_A_CASE) | OF_NO_CASE | OF_ANYTHING, (
        "Say whether the new kind is of a case; if it is, find its rows in verification/story.py."
    )
    assert set(OF_A_CASE.values()) == set(SUBJECTS)


@pytest.mark.django_db
def test_story_of_the_one_case_is_everything_that_was_done_about_cases():
    incident = make_case()

    found = story(incident)

    of_cases = LedgerEntry.objects.filter(subject_type__in=SUBJECTS).order_by("pk")
    assert list(found) == list(of_cases)
    by_noun = {(entry.kind.partition(".")[0], entry.subject_type) for entry in of_cases}
    assert {pair for pair in by_noun if pair[0] not in OF_ANYTHING} == set(OF_A_CASE.items())
    nouns = Q()
    for noun in OF_A_CASE:
        nouns |= Q(kind__startswith=f"{noun}.")
    assert not LedgerEntry.objects.filter(nouns).exclude(subject_type__in=SUBJECTS).exists()


@pytest.mark.django_db
def test_story_tells_nothing_of_another_case():
    ours, other = make_incident(), make_verified()
    make_admitted(incident=other)
    make_call(THAT_DAY, incident=other.public_id)

    assert told(ours) == [("incident.opened", str(ours.public_id))]


@pytest.mark.django_db
def test_report_that_was_parted_stays_in_the_story():
    report = make_report()
    incident = make_incident(reports=[report])
    part_report(link=incident.links.get(), reason="Elsewhere", by=make_user(Role.OFFICER))

    assert told(incident)[0] == ("monitor_report.submitted", str(report.public_id))
    assert told(incident)[-1] == ("incident.report_parted", str(incident.public_id))


@pytest.mark.django_db
def test_what_was_done_about_reports_is_for_those_who_read_them_whole():
    incident = make_incident(reports=[make_report()])

    about_reports = {
        role: [kind for kind, _id in told(incident, make_user(role)) if "monitor_report" in kind]
        for role in (Role.OFFICER, Role.AUDITOR, Role.ADJUDICATOR)
    }

    assert about_reports == {
        Role.OFFICER: ["monitor_report.submitted"],
        Role.AUDITOR: ["monitor_report.submitted"],
        Role.ADJUDICATOR: [],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.DELEGATE, Role.LIAISON, Role.MONITOR])
def test_others_are_told_no_story(role):
    incident = make_incident(reports=[make_report()])

    assert told(incident, make_user(role)) == []
