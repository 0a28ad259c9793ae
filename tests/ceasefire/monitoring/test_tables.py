import pytest

from ceasefire.monitoring.tables import Rejection, UnreadableFileError, read_table


def read(text):
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(content, required=("a", "b"), optional=("c",))


def lines(table):
    return [(row.line, dict(row.cells)) for row in table.rows]


def test_rows_know_the_line_on_which_they_start():
    table = read('a,b,c\r\n1,"two\r\nlines",x\r\n\r\n2,"said ""so""",\r\n')

    assert lines(table) == [
        (2, {"a": "1", "b": "two\r\nlines", "c": "x"}),
        (5, {"a": "2", "b": 'said "so"', "c": ""}),
    ]


def test_column_that_the_file_has_not_is_blank():
    [row] = read("b,a\n2,1\n").rows

    assert (row["a"], row["b"], row["c"]) == ("1", "2", "")


def test_byte_order_mark_and_spaces_around_names_do_not_matter():
    assert lines(read(b"\xef\xbb\xbfa , b\n1,2\n")) == [(2, {"a": "1", "b": "2"})]


def test_unknown_columns_are_named_and_not_read():
    table = read("a,b,colour,\n1,2,red,x\n")

    assert table.unknown == ("colour", "")
    assert lines(table) == [(2, {"a": "1", "b": "2"})]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n \n", "the file is empty"),
        (b"a,b\n1,\xff\n", r"the file is not UTF-8 \(line 2\)"),
        ("a,b\n1,2\n".encode("utf-16"), "not UTF-8"),
        (b"1,2\n3,4\n", "the header lacks the columns a, b"),
        (b"a;b\n1;2\n", "the header lacks the columns a, b"),
        (b"a,c\n1,2\n", "the header lacks the columns b"),
        (b"a,b,a\n1,2,3\n", "the header repeats the columns a"),
        (b'"a,b\n1,2\n', "the header cannot be read"),
    ],
)
def test_file_that_cannot_be_read_says_why_in_one_line(content, reason):
    with pytest.raises(UnreadableFileError, match=reason) as error:
        read(content)

    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "rejected"),
    [
        ("1", Rejection(2, "b", "the row ends before this column")),
        ("1,2,3", Rejection(2, "", "the row has 3 cells, the header 2")),
        ("1,\0", Rejection(2, "b", "the cell holds a null character")),
    ],
)
def test_row_that_does_not_fit_the_header_is_rejected_and_the_next_read(text, rejected):
    table = read(f"a,b\n{text}\n3,4\n")

    assert table.rejected == (rejected,)
    assert lines(table) == [(3, {"a": "3", "b": "4"})]


def test_broken_quotation_rejects_its_row_only():
    table = read('a,b\n1,"x"y\n3,4\n')

    [rejected] = table.rejected
    assert (rejected.line, rejected.column) == (2, "")
    assert lines(table) == [(3, {"a": "3", "b": "4"})]


def test_quotation_that_never_ends_takes_the_rest_of_the_file_with_it():
    table = read('a,b\n1,2\n3,"4\n5,6\n')

    assert [each.line for each in table.rejected] == [3]
    assert "unexpected end" in table.rejected[0].reason
    assert lines(table) == [(2, {"a": "1", "b": "2"})]


def test_very_long_cell_is_read():
    [row] = read(f"a,b\n1,{'x' * 200_000}\n").rows

    assert len(row["b"]) == 200_000
