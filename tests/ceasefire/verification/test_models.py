"""An answer stays as it was given; a later one takes its place."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceasefire.verification.models import Answer
from tests.builders.field import make_verified

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    make_verified()
    return Answer.objects.get()


@pytest.mark.parametrize(
    "facts",
    [
        {"value": "refuted"},
        {"sentence": "Nothing was seen."},
        {"evidence": ["medical"]},
        {"unable_because": "too_late"},
        {"given_at": "2021-03-05T09:00Z"},
    ],
)
def test_answer_is_never_changed(answer, facts):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(**facts)


def test_answer_is_never_removed(answer):
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk)._raw_delete("default")


def test_one_answer_stands_and_another_may_take_its_place(answer):
    first = answer.pk
    answer.pk, answer.public_id = None, uuid4()

    with pytest.raises(IntegrityError, match="one_answer_stands"), transaction.atomic():
        answer.save(force_insert=True)
    assert Answer.objects.filter(pk=first).update(superseded_at=timezone.now()) == 1
    answer.save(force_insert=True)

    assert Answer.objects.get(superseded_at=None) == answer
