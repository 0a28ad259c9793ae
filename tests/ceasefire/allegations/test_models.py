"""What was claimed, put and answered is kept as it was: the database refuses every change."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ceasefire.allegations.models import Allegation, Notification, Response
from tests.builders.cases import make_admitted, make_allegation, make_answered, make_notified
from tests.builders.field import THAT_DAY, make_incident

pytestmark = pytest.mark.django_db
OTHER_WORDS = {
    "words": "They did nothing.",
    "act": "air",
    "begins_at": THAT_DAY - timedelta(hours=1),
    "accused": None,
    "language": "ar",
    "reference": "AAAA-AAA",
    "lodged_at": THAT_DAY,
    "place_text": "the mill",
}
COPIED = ("agreement", "complainant", "accused", "act", "words", "lodged_by")


def refused(match):
    return pytest.raises(IntegrityError, match=match)


def change(model, **facts):
    with transaction.atomic():
        return model.objects.update(**facts)


@pytest.mark.parametrize("field", OTHER_WORDS)
def test_words_of_a_claim_are_never_changed(field):
    make_allegation()

    with refused("never changed or removed"):
        change(Allegation, **{field: OTHER_WORDS[field]})


def test_what_became_of_a_claim_may_change():
    make_allegation()
    facts = {"state": "admissible", "state_because": "Clear.", "held_back_because": "Danger."}

    assert change(Allegation, incident=make_incident(), **facts) == 1


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (Notification, {"statement": {}}),
        (Notification, {"sent_at": THAT_DAY}),
        (Notification, {"proof": "None."}),
        (Response, {"words": "We did."}),
        (Response, {"kind": "admit"}),
    ],
)
def test_what_was_put_and_answered_is_never_changed(model, facts):
    make_answered()

    with refused("never changed or removed"):
        change(model, **facts)


@pytest.mark.parametrize("model", [Allegation, Notification, Response])
def test_nothing_of_it_is_ever_removed(model):
    make_answered()

    with refused("never changed or removed"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_claim_is_put_once_and_answered_once():
    allegation = make_answered()

    for model in (Notification, Response):
        row = model.objects.get()
        row.pk, row.public_id = None, uuid4()
        with refused("allegation_id"), transaction.atomic():
            row.save(force_insert=True)
    assert allegation.response.kind == "deny"


@pytest.mark.parametrize(
    ("make", "facts", "constraint"),
    [
        (make_allegation, {"state": "admissible"}, "that_is_admitted_has_an_incident"),
        (make_admitted, {"incident": None}, "that_is_admitted_has_an_incident"),
        (make_allegation, {"state": "inadmissible"}, "that_is_refused_says_why"),
    ],
)
def test_database_refuses_what_cannot_be(make, facts, constraint):
    make()

    with refused(f"allegation_{constraint}"):
        change(Allegation, **facts)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"ends_at": THAT_DAY}, "allegation_ends_after_it_begins"),
        ({"latitude": 0.5}, "allegation_has_a_whole_point_or_none"),
        ({"submission": "same"}, "allegation_is_lodged_once"),
        ({"reference": "same"}, "reference"),
    ],
)
def test_database_refuses_a_claim_that_cannot_be(facts, constraint):
    allegation = make_notified()
    copied = {name: getattr(allegation, name) for name in COPIED} | allegation.happening()
    facts = {name: getattr(allegation, name) if v == "same" else v for name, v in facts.items()}

    with refused(constraint), transaction.atomic():
        Allegation.objects.create(**{**copied, **facts})
    Allegation.objects.create(**copied)

    assert Allegation.objects.count() == 2
