"""Shows 5 of the journey: whatever is sent to the API, it answers as its description says."""

import math

import pytest
import schemathesis
import yaml
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ceasefire.accounts.choices import Scope
from config.state import ROOT
from tests.acceptance.world import make_world
from tests.builders.accounts import make_token
from tests.builders.field import make_report

pytestmark = pytest.mark.django_db
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
DESCRIPTION = schemathesis.openapi.from_dict(
    yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())
)
OPERATIONS = [each.ok() for each in DESCRIPTION.get_all_operations()]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything, and the ids by which the API knows it."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = make_world()
        report = make_report()
        ids = {str(each["id"]) for each in found.records.values() if "id" in each}
        yield sorted({*ids, str(report.public_id)})
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def token(world, django_db_blocker):
    with django_db_blocker.unblock():
        yield make_token(list(Scope), program_name="Asks anything")


@pytest.fixture
def ask(token):
    """`ask(case)`: the answer of the whole service, of which nothing stays."""
    service = get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def call(case):
        cache.clear()
        with transaction.atomic():
            answer = case.call(app=service, headers={"Authorization": f"Bearer {token}"})
            transaction.set_rollback(True)
        return answer

    yield call
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_answer_is_as_described_whatever_is_sent(operation, mode, ask, world, size):
    cases = math.ceil(size(1_000, 10_000) / len(OPERATIONS) / len(MODES))
    known = some.none() | some.sampled_from(world)

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), known=known)
    def run(case, known):
        if known and "id" in case.path_parameters:
            case.path_parameters["id"] = known
        case.validate_response(ask(case), checks=CHECKS)

    run()
