"""Every row of the cases under one agreement, asked for in one statement."""

import json
from functools import cached_property, lru_cache

from django.db import connection

INCIDENTS = "SELECT id FROM ceasefire_incident WHERE agreement_id = {agreement}"
ALLEGATIONS = "SELECT id FROM ceasefire_allegation WHERE agreement_id = {agreement}"
NOTIFICATIONS = f"SELECT id FROM ceasefire_notification WHERE allegation_id IN ({ALLEGATIONS})"
OWN, ABOUT = "agreement_id = {agreement}", f"incident_id IN ({INCIDENTS})"
OF_CLAIM, ON_CLOCK = f"allegation_id IN ({ALLEGATIONS})", f"notification_id IN ({NOTIFICATIONS})"
# The word of these tests for a row, its table, and which of its rows belong to the agreement.
TABLES = {
    "report": ("monitorreport", OWN),
    "incident": ("incident", OWN),
    "link": ("reportlink", ABOUT),
    "relation": ("incidentrelation", ABOUT),
    "answer": ("answer", ABOUT),
    "rests_on": (
        "answer_rests_on",
        f"answer_id IN (SELECT id FROM ceasefire_answer WHERE {ABOUT})",
    ),
    "reopening": ("reopening", ABOUT),
    "allegation": ("allegation", OWN),
    "harm": ("harmcheck", OF_CLAIM),
    "notification": ("notification", OF_CLAIM),
    "response": ("response", OF_CLAIM),
    "translation": (
        "responsetranslation",
        f"response_id IN (SELECT id FROM ceasefire_response WHERE {OF_CLAIM})",
    ),
    "time_request": ("timerequest", ON_CLOCK),
    "reminder": ("reminder", ON_CLOCK),
    "mutual": ("mutualaccusation", f"first_id IN ({ALLEGATIONS})"),
    "determination": ("determination", OWN),
    "finding": ("finding", ABOUT),
    "recommendation": (
        "recommendation",
        f"finding_id IN (SELECT id FROM ceasefire_finding WHERE {ABOUT})",
    ),
    "duty_point": ("dutypoint", OWN),
    "call": ("call", OWN),
    "version": ("publishedversion", "agreement = '{code}'"),
}
# What stands beside the cases, and may be left behind by mistake.
COUNTED = ("ceasefire_ledgerentry", "ceasefire_letter", "reports_dirtyday", "ceasefire_source")


class Rows:
    """The rows as they stood at one moment, by the word for them and their key."""

    def __init__(self, found):
        self.texts = found

    def __eq__(self, other):
        return self.texts == other.texts

    def __hash__(self):
        raise TypeError("rows are compared, not gathered")

    def __getitem__(self, kind):
        """The rows of one kind, by key."""
        return self._by_kind.get(kind, {})

    def of(self, kind, **facts):
        """Those of which all this is so, in the order of their keys."""
        wanted = facts.items()
        return [
            row
            for _, row in sorted(self[kind].items())
            if all(row[name] == value for name, value in wanted)
        ]

    def changed_since(self, before):
        """The keys of rows that came or changed, each with the row before (or None) and after."""
        return [
            (kind, before[kind].get(key), self[kind][key])
            for (kind, key), text in self.texts.items()
            if kind != "count" and before.texts.get((kind, key)) != text
        ]

    @cached_property
    def entries(self):
        """How long the ledger was."""
        return self["count"][0]["ceasefire_ledgerentry"]

    @cached_property
    def _by_kind(self):
        found = {}
        for (kind, key), text in self.texts.items():
            found.setdefault(kind, {})[key] = parsed(text)
        return found


@lru_cache(maxsize=20_000)
def parsed(text):
    """A row that was seen before is not taken apart again; nobody changes what comes out."""
    return json.loads(text)


def prepare(agreement):
    """Let the database plan the question once, under this agreement's name."""
    with connection.cursor() as cursor:
        cursor.execute(f"PREPARE cases_{agreement.pk} AS {_question(agreement)}")


def forget(agreement):
    with connection.cursor() as cursor:
        cursor.execute(f"DEALLOCATE cases_{agreement.pk}")


def rows_of(agreement):
    """All rows under an agreement for which the question was prepared."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXECUTE cases_{agreement.pk}")
        return Rows({(kind, key): text for kind, key, text in cursor.fetchall()})


def _question(agreement):
    parts = [
        f"SELECT '{kind}' AS kind, id::bigint AS key, to_json(t)::text AS row"
        f" FROM ceasefire_{table} t WHERE {which.format(agreement=agreement.pk, code=agreement.code)}"
        for kind, (table, which) in TABLES.items()
    ]
    counts = ", ".join(f"'{table}', (SELECT count(*) FROM {table})" for table in COUNTED)
    return " UNION ALL ".join([*parts, f"SELECT 'count', 0, json_build_object({counts})::text"])
