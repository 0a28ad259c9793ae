"""What a version of a finding says otherwise, part by part."""

import pytest
from django.utils import translation

from ceasefire.web.finding_changes import differences

PARTY = {"names": {"en": "Southern Command"}}
ASKED = {
    "id": "a", "addressed_to": PARTY, "text": "Leave.", "state": "open", "followed_up": "",
}  # fmt: skip
FOUND = {
    "state": "adopted",
    "outcome": "undetermined",
    "ground": "",
    "standard_of_proof": "reasonable_grounds",
    "provision": {"number": "1"},
    "accused": PARTY,
    "reasoning": "Two craters.",
    "dissent": "",
    "not_awaited_because": "",
    "reply": None,
    "recommendations": [ASKED],
}


def told(**changed):
    with translation.override("en"):
        return [
            (str(each.label), [(piece.fate.value, piece.text) for piece in each.pieces])
            for each in differences(FOUND, {**FOUND, **changed})
        ]


def test_same_words_are_no_difference():
    assert told() == []


@pytest.mark.parametrize(
    ("changed", "label", "pieces"),
    [
        ({"state": "superseded"}, "State", [("gone", "adopted"), ("added", "superseded")]),
        ({"ground": "demining"}, "Ground", [("added", "demining")]),
        ({"provision": {"number": "2"}}, "Provision", [("gone", "1"), ("added", "2")]),
        ({"accused": None}, "Party",
         [("gone", "Southern Command"), ("added", "nobody named")]),
        ({"reasoning": "Two old craters."}, "Reasoning",
         [("kept", "Two "), ("added", "old "), ("kept", "craters.")]),
        ({"reply": {"words": "No."}}, "Reply", [("added", "No.")]),
        ({"recommendations": []}, "Recommendation to Southern Command",
         [("gone", "Leave. (open)")]),
        ({"recommendations": [{**ASKED, "state": "followed", "followed_up": "They left."}]},
         "Recommendation to Southern Command",
         [("kept", "Leave. "), ("gone", "(open)"), ("added", "(followed) They left.")]),
    ],
)  # fmt: skip
def test_each_part_is_told_in_words(changed, label, pieces):
    assert told(**changed) == [(label, pieces)]
