import pytest

from ceasefire.codes.observations import Basis
from ceasefire.codes.verification import EvidenceClass
from ceasefire.verification.origins import Told, are_two_classes, are_two_origins, origin_of

SAW, BY_WITNESS, TOLD, DOCUMENT = Basis
OWN, WITNESS, *_OTHERS = EvidenceClass


@pytest.mark.parametrize(
    ("told", "origin"),
    [
        (Told(1, SAW), ("source", 1)),
        (Told(1, SAW, "The Mill Paper"), ("source", 1)),
        (Told(1, BY_WITNESS, "A nurse"), ("relayed", "a nurse")),
        (Told(1, TOLD, "  A  Nurse "), ("relayed", "a nurse")),
        (Told(2, DOCUMENT, "Camera 3"), ("relayed", "camera 3")),
        (Told(1, BY_WITNESS), None),
        (Told(1, TOLD, " "), None),
        (Told(1, DOCUMENT), None),
    ],
)
def test_origin_is_whoever_saw_it_or_whom_it_comes_from(told, origin):
    assert origin_of(told) == origin


@pytest.mark.parametrize(
    ("accounts", "are_two"),
    [
        ([], False),
        ([Told(1, SAW)], False),
        ([Told(1, SAW), Told(1, SAW)], False),
        ([Told(1, SAW), Told(2, SAW)], True),
        ([Told(1, SAW), Told(1, TOLD, "a nurse")], True),
        ([Told(1, TOLD, "the paper"), Told(2, TOLD, "The Paper")], False),
        ([Told(1, SAW), Told(2, TOLD)], False),
        ([Told(1, TOLD), Told(2, DOCUMENT)], False),
    ],
)
def test_who_nobody_names_never_counts_as_a_second(accounts, are_two):
    assert are_two_origins(accounts) == are_two


def test_same_class_twice_is_one():
    assert [are_two_classes(each) for each in ([], [OWN], [OWN, OWN], [OWN, WITNESS])] == [
        False,
        False,
        False,
        True,
    ]
