import re

from ceasefire.common.references import LETTERS, random_reference, read_reference

MANY = 2000


def test_reference_is_seven_letters_that_none_mistakes():
    for _ in range(MANY):
        assert re.fullmatch(rf"[{LETTERS}]{{4}}-[{LETTERS}]{{3}}", random_reference())
    assert [letter for letter in "01ILOU" if letter in LETTERS] == []


def test_reference_is_drawn_anew_and_tells_no_order():
    drawn = [random_reference() for _ in range(MANY)]

    assert len(set(drawn)) == MANY
    assert drawn != sorted(drawn)
    assert {text[0] for text in drawn} == set(LETTERS)


def test_reference_that_was_typed_is_read_as_it_is_written():
    assert {read_reference(text) for text in ("k7q2-mxf", " K7Q2MXF ", "k7q2 mxf")} == {"K7Q2-MXF"}
