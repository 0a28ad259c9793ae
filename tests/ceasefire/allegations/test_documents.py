"""What the accused and outsiders are told of an allegation: no word of who lodged it."""

import json
from datetime import UTC, datetime

import pytest

from ceasefire.agreements.models import Agreement
from ceasefire.allegations.documents import allegation_document, statement_of
from ceasefire.allegations.models import Allegation
from ceasefire.codes.allegations import ResponseKind
from ceasefire.codes.roles import Role
from ceasefire.parties.models import Party
from ceasefire.places.redacted import redacted
from ceasefire.publication.choices import PublishedKind
from tests.builders.accounts import make_user
from tests.builders.cases import (
    liaison_of,
    make_admitted,
    make_allegation,
    make_answered,
    make_liaison,
    make_notified,
)
from tests.builders.field import known_field, make_incident, make_report

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 5, 9, 47, 13, tzinfo=UTC)
WORDS = "Our informant at the mill saw them."
ZONE = "Etc/GMT-2"


def named(code):
    party = Party.objects.get(code=code)
    return {"id": str(party.public_id), "code": code, "names": party.names}


def document(allegation):
    return allegation_document(Allegation.objects.get(pk=allegation.pk))


def test_statement_tells_who_accuses_whom_of_what_when_and_where():
    allegation = make_admitted("NORTH", provisions=("2", "1"))

    provisions = Agreement.objects.get().provisions.order_by("position")
    assert statement_of(allegation) == {
        "reference": allegation.reference,
        "lodged_as": "party",
        "complainant": named("NORTH"),
        "accused": named("SOUTH"),
        "act": "indirect_fire",
        "provisions": [
            {"id": str(each.public_id), "number": number}
            for each, number in zip(provisions, ["1", "2"], strict=True)
        ],
        **redacted(allegation, ZONE),
    }


def test_document_is_the_statement_with_what_became_of_it(time_machine):
    time_machine.move_to("2021-03-08T22:30:00Z", tick=False)
    allegation = make_notified("NORTH")

    found = document(allegation)

    incident, agreement = allegation.incident, Agreement.objects.get()
    assert found.body == {
        "agreement": {"code": "DEMO-1", "names": agreement.names},
        "is_demo": True,
        "state": "admissible",
        "incident": {"id": str(incident.public_id), "reference": incident.reference},
        "admits": False,
        **statement_of(allegation),
        "put_on": "2021-03-09",
        "due_on": "2021-03-17",
        "response": None,
        "determinations": [],
    }
    assert (found.kind, found.agreement) == (PublishedKind.ALLEGATION, "DEMO-1")
    assert found.sort_at == datetime(2021, 3, 5, tzinfo=UTC)


def test_answer_is_told_in_full(time_machine):
    time_machine.move_to("2021-03-08T22:30:00Z", tick=False)
    words = "لم نكن هناك.\n\n" + "We were at the quarry. " * 40

    found = document(make_answered("NORTH", kind=ResponseKind.NOT_OURS, words=words))

    assert found.body["response"] == {
        "kind": "not_ours",
        "words": words,
        "language": "en",
        "given_on": "2021-03-09",
        "translations": [],
    }


def test_what_was_put_to_the_accused_stays_though_names_change_later():
    allegation = make_notified("NORTH")
    Party.objects.filter(code="SOUTH").update(names={"en": "Another name"})

    assert document(allegation).body["accused"]["names"]["en"] == "Southern Command"


def test_documents_hold_no_word_that_tells_who_told():
    known_field()
    monitor = make_user(Role.MONITOR, name="Canary Monitor")
    liaison = make_liaison("NORTH", name="Canary Liaison")
    report = make_report(AT, by=monitor, narrative=WORDS, relayed_from="Canary Miller")
    allegation = make_notified(
        "NORTH",
        by=liaison,
        incident=make_incident(AT, reports=[report]),
        at=AT,
        words=WORDS,
        place_text="behind the mill",
        latitude=0.512345,
        longitude=0.498765,
    )

    text = json.dumps([statement_of(allegation), document(allegation).body])

    secrets = [WORDS, "mill", "Canary", "invalid", "0.5123", "0.4987", allegation.cell, "09:47"]
    secrets += ["11:47", report.receipt, report.source.pseudonym, str(monitor.public_id)]
    secrets += [str(liaison.public_id), str(report.public_id), str(allegation.submission)]
    assert [secret for secret in secrets if secret in text] == []


def test_documents_are_the_same_with_the_names_of_the_sides_exchanged():
    one, other = make_notified("NORTH"), make_notified("SOUTH")

    def without_names(allegation):
        text = json.dumps({**document(allegation).body, "incident": None, "reference": None})
        sides = [named("NORTH"), named("SOUTH")]
        order = sides if allegation == one else sides[::-1]
        for word, side in zip(("accuser", "accused"), order, strict=True):
            text = text.replace(json.dumps(side), word)
        return text

    assert without_names(one) == without_names(other)


def test_lodged_allegation_has_a_statement_before_it_is_put_to_anybody():
    allegation = make_allegation("SOUTH", place=None, place_text="at the mill")

    found = statement_of(allegation)

    assert (found["accused"], found["place"]) == (named("NORTH"), None)
    assert liaison_of("SOUTH").name not in json.dumps(found)
