"""AZ-4, AZ-5: each list agrees with its rule, and every reader is shown the same fields."""

import json

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse

from ceasefire.codes.roles import Role
from ceasefire.ledger.models import LedgerEntry
from ceasefire.publication.models import PublishedVersion
from config.state import ROOT
from reports.summaries.models import ComplianceSummary
from tests.acceptance.policy import callers, group, policy, rows
from tests.acceptance.world import make_world
from tests.builders.accounts import make_suspended, make_user
from tests.ceasefire.web.pages import first, links, parsed, text_of

pytestmark = pytest.mark.django_db
# People, teams, invitations, tokens and liaisons: tests/ceasefire/accounts and parties.
SEEN = {
    PublishedVersion: "ceasefire.read_published",
    LedgerEntry: "ceasefire.view_entry",
    ComplianceSummary: "reports.see_drafts",
}
PUBLISHED = [row for row in rows() if row.section == "api" and row.methods.get("GET") == "readers"]
# Told only of what was not put to the party for safety.
ELSEWHERE = {"api:allegation-detail": {"month"}}
DETAILS = [row.route for row in PUBLISHED if row.records]
MACHINE_READ = [row.route for row in PUBLISHED if row.route != "api:docs"]
SCHEMA = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.mark.parametrize("word", [*Role, "visitor", "suspended"])
@pytest.mark.parametrize("model", SEEN)
def test_list_and_rule_agree(world, model, word):
    user = AnonymousUser() if word == "visitor" else None
    user = user or (make_suspended(Role.AUDITOR) if word == "suspended" else make_user(word))

    allowed = {row.pk for row in model.objects.all() if user.has_perm(SEEN[model], row)}

    assert set(model.objects.visible_to(user).values_list("pk", flat=True)) == allowed


def test_rows_that_could_leak_are_there(world):
    reader, auditor = make_user(Role.DELEGATE), make_user(Role.AUDITOR)

    for model in SEEN:
        assert model.objects.visible_to(reader).count() < model.objects.count()
        assert model.objects.visible_to(auditor).exists()


def ask(world, route, caller):
    [row] = [row for row in rows() if row.route == route]
    path = reverse(route, kwargs=world.records[row.records[0]])
    return world.callers[caller].get(path)


def shape_of(route):
    """The fields that the schema promises of this resource."""
    path = "/" + reverse(route, kwargs={"id": "ID"}).strip("/").replace("ID", "{id}") + "/"
    answer = SCHEMA["paths"][path]["get"]["responses"]["200"]
    standing, _tombstone = _named(answer["content"]["application/json"]["schema"])["oneOf"]
    return _named(standing)


def _named(reference):
    return SCHEMA["components"]["schemas"][reference["$ref"].rpartition("/")[2]]


@pytest.mark.parametrize("route", DETAILS)
def test_every_reader_is_shown_the_same_bytes(world, route):
    shown = {caller: ask(world, route, caller).content for caller in group("readers")}

    assert len(shown) == 14
    assert len(set(shown.values())) == 1


@pytest.mark.parametrize("route", DETAILS)
def test_fields_are_those_of_the_schema_and_no_others(world, route):
    shape = shape_of(route)

    body = json.loads(ask(world, route, "reading program").content)

    assert set(body) == set(shape["properties"]) - ELSEWHERE.get(route, set())


@pytest.mark.parametrize("route", MACHINE_READ)
def test_whoever_is_refused_is_shown_nothing_but_why(world, route):
    [row] = [row for row in rows() if row.route == route]
    path = reverse(route, kwargs=world.records[row.records[0]] if row.records else {})
    refused = set(callers()) - set(group("readers"))

    bodies = [world.callers[caller].get(path).json() for caller in refused]

    assert len(bodies) == len(policy()["callers"]["others"]) - 1
    assert {frozenset(body) for body in bodies} == {
        frozenset({"type", "title", "status", "code", "detail"})
    }


def test_page_about_the_api_refuses_people_in_words(world):
    visitor, program = (world.callers[name] for name in ("visitor", "submitting program"))

    asked_to_sign_in, refused = visitor.get("/api/v1/docs/"), program.get("/api/v1/docs/")

    assert (asked_to_sign_in.status_code, refused.status_code) == (401, 403)
    page = parsed(asked_to_sign_in)
    assert text_of(first(page, "h1")) == "Sign in first"
    assert "/account/login/?next=/api/v1/docs/" in links(page)
    assert text_of(first(parsed(refused), "h1")) == "Not allowed"
