"""Shows 9: each line of docs/seed-coverage.md is found as a published record with its source."""

import json
from pathlib import Path

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.incidents.models import ControlClaim
from ceasefire.ledger.querysets import subject_key
from ceasefire.parties.models import Party
from ceasefire.publication.choices import PublishedKind
from ceasefire.publication.models import PublishedVersion
from ceasefire.talks.models import Round, Statement
from tests.builders.reference import loaded

pytestmark = pytest.mark.django_db

COVERAGE = Path(__file__).parents[2] / "docs" / "seed-coverage.md"
COLUMNS = ("line", "record", "key", "part", "says")
FOUND_BY = {
    "agreement": (Agreement, "code"),
    "control_claim": (ControlClaim, "key"),
    "party": (Party, "code"),
    "round": (Round, "code"),
    "statement": (Statement, "key"),
}
KEY_OF_PART = {
    "delegations": ("party", "code"),
    "items": ("kind",),
    "relations": ("kind",),
    "provisions": ("number",),
    "participations": ("party", "code"),
    "asserted_terms": ("term",),
}


def lines_of_coverage():
    """The rows of the tables, without their heads."""
    rows = [
        dict(zip(COLUMNS, (cell.strip() for cell in row.strip("|").split("|")), strict=True))
        for row in COVERAGE.read_text(encoding="utf-8").splitlines()
        if row.startswith("| ")
    ]
    return [row for row in rows if row["line"] != "Line"]


LINES = lines_of_coverage()


def published(row):
    model, key = FOUND_BY[row["record"]]
    subject = model.objects.get(**{key: row["key"]})
    versions = PublishedVersion.objects.of_kind(PublishedKind(row["record"])).current()
    return versions.get(public_id=subject_key(subject)).document


def inner(part, path):
    for name in path:
        part = part[name]
    return part


def parts(document, name):
    """The parts that `name` means, each with the source that stands for it."""
    kind, _, key = name.partition(": ")
    if not key:
        return [(document[kind] if kind else document, document["source"])]
    chosen = [each for each in document[kind] if inner(each, KEY_OF_PART[kind]) == key]
    return [(each, each.get("source", document["source"])) for each in chosen]


def test_coverage_lists_every_part_of_the_report():
    records = {row["record"] for row in LINES}

    assert records == set(FOUND_BY)
    assert len(LINES) > 60


@pytest.fixture(scope="module")
def syria(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded("syria") as entries:
        yield entries


def test_every_line_is_a_published_record_with_its_source(syria):
    missing = []

    for row in LINES:
        found = [
            source
            for part, source in parts(published(row), row["part"])
            if row["says"] in json.dumps(part, ensure_ascii=False)
        ]
        if not found or not all(source["title"] and source["url"] for source in found):
            missing.append(row)

    assert missing == []
