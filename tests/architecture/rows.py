"""Reading the tables of our own documentation."""


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
    rows = [line for line in section_of(path, title) if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
