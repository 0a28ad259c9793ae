"""Reading the tables of our own documentation."""

from itertools import dropwhile, takewhile


def section_of(path, title):
    """The lines under the heading `title`, up to the next heading of its rank or above."""
    lines = path.read_text().splitlines()
    start = next(at for at, line in enumerate(lines) if line.lstrip("# ") == title and "#" in line)
    rank = len(lines[start]) - len(lines[start].lstrip("#"))
    section = []
    for line in lines[start + 1 :]:
        if line.startswith("#") and len(line) - len(line.lstrip("#")) <= rank:
            break
        section.append(line)
    return section


def table_rows(path, title):
    """The cells of each row of the first table in a section, without its head."""
    lines = dropwhile(is_outside_tables, section_of(path, title))
    rows = list(takewhile(lambda line: not is_outside_tables(line), lines))
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def is_outside_tables(line):
    return not line.startswith("|")
