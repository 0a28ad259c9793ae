import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.builders.accounts import make_token
from tests.ceasefire.api.described import validator


@pytest.fixture
def partner(client):
    """A partner system that reads the API."""
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {make_token()}"
    return client


@pytest.fixture
def codes(partner):
    """`codes(resource, **query)`: the codes a list answers with, in its order."""

    def listed(resource, **query):
        answer = partner.get(f"/api/v1/{resource}/", query)
        assert answer.status_code == 200, answer.content
        return [each["code"] for each in answer.json()["results"]]

    return listed


@pytest.fixture
def described():
    """`described(resource, answer)`: in what an answer is not as the schema says."""
    schema = SchemaGenerator().get_schema(public=True)
    return lambda resource, answer: [
        fault.message for fault in validator(schema, resource).iter_errors(answer)
    ]
