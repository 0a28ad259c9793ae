"""A trigger that keeps what was said: whatever is not named as free may never change."""

import pytest
from django.db import IntegrityError, connection, transaction

from ceasefire.common.triggers import words_are_kept
from tests.architecture.project import MODELS

pytestmark = pytest.mark.django_db
KEPT = {
    "AccessDecision": ["struck_at", "struck_because"],
    "AccessRequest": ["struck_at", "struck_because"],
    "Allegation": ["held_back_because", "incident_id", "state", "state_because"],
    "AllegationVersion": [],
    "Answer": ["second_at", "second_by_id", "superseded_at"],
    "Call": [
        "closed_at", "closed_by_id", "fire_stopped", "known_from_id", "known_from_words",
        "stopped_at",
    ],
    "CasualtyStatement": [],
    "Coverage": ["stopped_at"],
    "Determination": ["superseded_at"],
    "FindingVersion": [],
    "HarmCheck": [
        "allowed", "because", "checked_at", "checked_by_id", "known_to_few", "settled_at",
        "settled_by_id", "still_there", "superseded_at", "verdict", "wording",
    ],
    "IncidentVersion": [],
    "MonitorReport": ["state", "state_because", "stopped_at"],
    "Notification": ["acknowledged_at", "acknowledged_by_id", "deemed_at", "due_at"],
    "Referral": ["ended_by_id", "outcome", "until"],
    "Reopening": ["decided_at", "decided_by_id", "is_allowed"],
    "Response": [],
    "ResponseTranslation": [],
    "TimeRequest": ["because", "decided_at", "decided_by_id", "is_granted"],
}  # fmt: skip


@pytest.fixture
def table():
    """A table of two columns, of which one is free."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE told (words text, state text) ON COMMIT DROP")
        cursor.execute("INSERT INTO told VALUES ('as it was', NULL)")
        function = words_are_kept("kept", "state").func
        cursor.execute(
            f"CREATE FUNCTION pg_temp.kept() RETURNS trigger AS $$ BEGIN {function} END; $$"
            " LANGUAGE plpgsql"
        )
        cursor.execute(
            "CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON told"
            " FOR EACH ROW EXECUTE FUNCTION pg_temp.kept()"
        )
        yield cursor


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE told SET words = 'otherwise'",
        "UPDATE told SET words = NULL",
        "UPDATE told SET words = 'otherwise', state = 'read'",
        "DELETE FROM told",
    ],
)
def test_words_are_neither_changed_nor_removed(table, statement):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        table.execute(statement)

    table.execute("SELECT words, state FROM told")
    assert table.fetchall() == [("as it was", None)]


def test_what_is_free_may_change_and_the_same_words_may_be_said_again(table):
    table.execute("UPDATE told SET state = 'read', words = 'as it was'")

    table.execute("SELECT words, state FROM told")
    assert table.fetchall() == [("as it was", "read")]


def free_columns(trigger):
    return sorted(trigger.func.split("ARRAY[")[1].split("]")[0].replace("'", "").split(", "))


def test_rows_that_are_kept_let_only_these_columns_change():
    found = {
        model.__name__: [column for column in free_columns(trigger) if column]
        for model in MODELS
        for trigger in getattr(model._meta, "triggers", [])
        if "what was said is never changed" in str(trigger.func)
    }

    assert found == KEPT
