import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.statistics.quotes import ELLIPSIS, even, length_of

SHORT = "We were not there."
LONG = "They shelled the bridge in the morning, and again towards noon."
WORDS = st.lists(
    st.text("abcdefg", min_size=1, max_size=9)
    | st.text("ابتثجحخ\u064b\u064e\u0651\u0640", min_size=1, max_size=9)
    | st.text(min_size=1, max_size=6),
    min_size=1,
    max_size=30,
).map(lambda words: " ".join(" ".join(words).split()))
SAID = WORDS.filter(length_of)


def is_near(one, other):
    lengths = sorted((length_of(one), length_of(other)))
    return 10 * (lengths[1] - lengths[0]) <= lengths[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (SHORT, LONG, (SHORT, "They shelled the…")),
        (LONG, SHORT, ("They shelled the…", SHORT)),
        (SHORT, SHORT, (SHORT, SHORT)),
        (
            "No shells fell here.",
            "No shells fell there.",
            ("No shells fell here.", "No shells fell there."),
        ),
        ("Not we did it", "Incomprehensibilities", ("Not we did it", "Incomprehens…")),
        ("No", "Yes, and why not", ("No", "Y…")),
        ("N", "Yes", ("N", "…")),
        ("", LONG, ("", LONG)),
        (" We   were\nnot there. ", LONG, (SHORT, "They shelled the…")),
    ],
)
def test_longer_is_cut_to_the_length_of_the_shorter(one, other, expected):
    assert even(one, other) == expected


def test_marks_on_letters_count_for_nothing_and_stay_with_their_letters():
    pointed = "لَمْ نَكُنْ هُنَاكَ"
    plain = "".join(sign for sign in pointed if not unicodedata.combining(sign))

    cut, whole = even(f"{pointed} {pointed}", plain)

    assert (whole, length_of(pointed)) == (plain, len(plain))
    assert cut == pointed + ELLIPSIS


@given(SAID, SAID)
@example("a" * 10, "b" * 11)
@example("a" * 9, "b" * 10)
def test_both_are_of_equal_length_within_a_tenth(one, other):
    assert is_near(*even(one, other))


@given(SAID, SAID)
def test_shorter_is_whole_and_the_longer_a_beginning_of_it(one, other):
    told = even(one, other)

    for said, quoted in zip((one, other), told, strict=True):
        assert quoted == said or said.startswith(quoted.removesuffix(ELLIPSIS))
    shorter = min((one, other), key=length_of)
    assert shorter in told


@given(SAID, SAID)
def test_sides_exchanged_are_quoted_the_same(one, other):
    assert even(one, other) == even(other, one)[::-1]


@given(SAID, SAID)
def test_no_mark_is_parted_from_its_letter(one, other):
    for said, quoted in zip((one, other), even(one, other), strict=True):
        rest = said[len(quoted) - 1 :] if quoted != said else ""
        assert not rest or quoted == ELLIPSIS or length_of(rest[0]) == 1


@given(SAID)
def test_cut_is_where_a_word_ends_if_one_ends_near_enough(one):
    quoted, _ = even(one, "x" * 20)
    length = len(quoted) - 1

    ends = [place for place, sign in enumerate(one) if sign == " "]
    near = [place for place in ends if 19 <= length_of(one[:place]) + 1 <= 22]

    if quoted != one and near:
        assert length == near[-1]
