"""A finding tells what was decided and why, the reply in full, and nobody of ours."""

import json
from datetime import date

import pytest

from ceasefire.codes.roles import Role
from ceasefire.codes.verification import FindingOutcome
from ceasefire.verification.finding_adopting import dissent_from
from ceasefire.verification.finding_documents import finding_document, statement_of
from ceasefire.verification.finding_hearing import deliberate
from tests.builders.accounts import make_user
from tests.builders.findings import (
    BECAUSE,
    adopt,
    make_adopted,
    make_deliberated,
    make_drafted,
    make_put,
    recommend,
)

pytestmark = pytest.mark.django_db


def test_document_of_a_finding_with_everything():
    draft = make_drafted()
    recommend(draft, due_on=date(2021, 4, 1))
    waiting = make_deliberated(finding=draft)
    dissent_from(finding=waiting, words="Too little.", by=make_user(Role.ADJUDICATOR))
    finding = adopt(waiting)

    found = finding_document(finding)

    told = found.body
    assert (found.agreement, told["is_demo"], told["state"]) == ("DEMO-1", True, "adopted")
    assert told["incident"]["reference"] == finding.incident.reference
    assert (told["provision"]["number"], told["accused"]["code"]) == ("1", "SOUTH")
    assert (told["day"], told["part_of_day"], told["place"]["code"]) == (
        "2021-03-05", "morning", "demo:weir",
    )  # fmt: skip
    assert (told["outcome"], told["ground"], told["standard_of_proof"]) == (
        "violation", "", "reasonable_grounds",
    )  # fmt: skip
    assert (told["reasoning"], told["dissent"]) == (BECAUSE, "Too little.")
    assert told["reply"]["words"] == "We fired at nobody."
    assert told["recommendations"][0]["due_on"] == "2021-04-01"
    assert told["put_on"] <= told["adopted_on"] < told["due_on"]
    assert found.sort_at.date().isoformat() == told["adopted_on"]


def test_document_of_a_finding_with_little():
    finding = make_adopted(FindingOutcome.INCONCLUSIVE, accused=None)

    told = finding_document(finding).body

    empty = ("accused", "put_on", "due_on", "reply", "supersedes", "superseded_by")
    assert {told[name] for name in empty} == {None}
    assert (told["recommendations"], told["dissent"], told["not_awaited_because"]) == ([], "", "")


def test_reply_that_was_not_awaited_says_why():
    finding = make_put()
    deliberate(finding=finding, by=make_user(Role.OFFICER), reason="The talks open tomorrow.")

    told = finding_document(adopt(finding)).body

    assert (told["reply"], told["not_awaited_because"]) == (None, "The talks open tomorrow.")


def test_neither_statement_nor_document_tells_who_of_ours_made_it():
    finding = make_adopted()
    people = ("drafted_by", "reviewed_by", "adopted_by", "adopted_with", "replied_by")
    names = {getattr(finding, each).name for each in people}

    text = json.dumps([finding_document(finding).body, finding.statement])

    assert [name for name in names if name in text] == []


def test_statement_is_what_the_accused_may_know():
    statement = statement_of(make_drafted())

    assert {"dissent", "incident", "state", "reply"} & set(statement) == set()
