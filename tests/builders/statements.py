"""What the database was asked, without about whom: two requests that must not be told apart
ask the same."""

import re
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

VALUE = re.compile(r"\bNULL\b|'(?:[^']|'')*'(?:::\w+)?|\b\d+\b")
NUMBERED = re.compile(r'"(s\d+_x\d+|_django_curs_\w+)"')


@contextmanager
def captured_statements():
    """`with captured_statements() as asked: …; asked()`: the statements, values taken out."""
    with CaptureQueriesContext(connection) as captured:
        yield lambda: [without_values(each["sql"]) for each in captured.captured_queries]


def without_values(statement):
    return VALUE.sub("?", NUMBERED.sub('"numbered"', statement))
