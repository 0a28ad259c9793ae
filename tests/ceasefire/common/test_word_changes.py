import pytest

from ceasefire.common.word_changes import Fate, word_changes

KEPT, GONE, ADDED = Fate


def told(old, new):
    return [(piece.fate, piece.text) for piece in word_changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("Two craters.", "Two craters.", [(KEPT, "Two craters.")]),
        ("", "Two craters.", [(ADDED, "Two craters.")]),
        ("Two craters.", "", [(GONE, "Two craters.")]),
        (
            "Two craters point south.",
            "Three craters point south.",
            [(GONE, "Two "), (ADDED, "Three "), (KEPT, "craters point south.")],
        ),
        (
            "It was heard.\nIt was seen.",
            "It was seen.",
            [(GONE, "It was heard.\n"), (KEPT, "It was seen.")],
        ),
        (" لم نطلق النار", " لم نطلق", [(KEPT, " لم "), (GONE, "نطلق النار"), (ADDED, "نطلق")]),
    ],
)
def test_words_are_kept_gone_or_added(old, new, pieces):
    assert told(old, new) == pieces


def test_both_texts_can_be_read_from_the_pieces():
    old, new = "a b  c\nd e", "b c\nc d x"

    pieces = word_changes(old, new)

    assert "".join(each.text for each in pieces if each.fate != ADDED).split() == old.split()
    assert "".join(each.text for each in pieces if each.fate != GONE) == new
