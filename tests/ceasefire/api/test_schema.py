"""The description of the API is kept, is true, and is shown without a foreign script."""

from pathlib import Path

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from config.state import ROOT
from tests.builders.accounts import make_user, sign_in
from tests.builders.everything import make_bare_records, make_everything
from tests.ceasefire.api.described import validator
from tests.ceasefire.api.test_published import RESOURCES, every_resource

pytestmark = pytest.mark.django_db
KEPT = ROOT / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(public=True)


def test_kept_description_is_the_one_the_service_gives(tmp_path):
    given = tmp_path / "openapi.yaml"

    call_command("spectacular", file=str(given), validate=True, fail_on_warn=True)

    assert given.read_text() == Path(KEPT).read_text(), (
        "The API has changed: python3 manage.py spectacular --file docs/openapi.yaml"
    )


@every_resource
def test_every_published_document_is_as_described(partner, schema, resource):
    make_everything()
    make_bare_records()

    answer = partner.get(f"/api/v1/{resource}/").json()

    assert len(answer["results"]) > 1 or resource == "provisions"
    assert [fault.message for fault in validator(schema, resource).iter_errors(answer)] == []


@every_resource
def test_description_refuses_what_is_not_so(partner, schema, resource):
    make_everything()
    answer = partner.get(f"/api/v1/{resource}/").json()
    described = validator(schema, resource)

    without = [{**each, "published": {}} for each in answer["results"]]
    beyond = [{**each, "colour": "red"} for each in answer["results"]]

    assert not described.is_valid({**answer, "results": without})
    assert not described.is_valid({**answer, "results": beyond})


def test_parameters_have_types_and_words(schema):
    listed = schema["paths"]["/api/v1/rounds/"]["get"]["parameters"]
    types = {each["name"]: each["schema"] for each in listed}

    assert types["from"] == {"type": "string", "format": "date"}
    assert types["kind"] == {"type": "string", "enum": ["high_level", "technical"]}
    assert (types["page_size"]["minimum"], types["page_size"]["maximum"]) == (1, 1000)


@every_resource
def test_problems_and_tombstones_are_described(schema, resource):
    answers = schema["paths"][f"/api/v1/{resource}/{{id}}/"]["get"]["responses"]

    assert {"200", "304", "400", "401", "403", "404", "406"} <= set(answers)
    assert set(answers["404"]["content"]) == {"application/problem+json"}
    name = answers["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    shapes = [each["$ref"] for each in schema["components"]["schemas"][name]["oneOf"]]
    assert "#/components/schemas/Tombstone" in shapes


def test_every_resource_is_described(schema):
    assert {f"/api/v1/{resource}/" for resource in RESOURCES} <= set(schema["paths"])


def test_description_and_its_page_are_for_readers(client):
    assert client.get("/api/v1/schema/").status_code == 401
    assert client.get("/api/v1/docs/").status_code == 401

    sign_in(client, make_user())

    assert client.get("/api/v1/schema/").json()["openapi"] == "3.1.0"
    page = client.get("/api/v1/docs/").content.decode()
    assert "<style" not in page
    assert page.count("<script src=") == page.count("<script") == 3
    assert "//" not in page
