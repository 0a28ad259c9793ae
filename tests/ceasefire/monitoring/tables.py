"""Tables of bulletins for tests: rows as dicts, written as a CSV file is."""

import csv
import io

from ceasefire.monitoring.bulletin_rows import OPTIONAL, REQUIRED, Vocabulary

WORDS = Vocabulary(
    series="DEMO-1-DAILY",
    sides=("NORTH", "SOUTH"),
    areas={"upper valley": "DV-1", "lower valley": "DV-2", "weir bridge district": "DV-3"},
    authors={"confirmed_by_the_mayor": "MAYOR"},
)
COLUMNS = (*REQUIRED, *OPTIONAL, *WORDS.authors)
SOURCE = "https://valley.invalid/1"


def row(side="NORTH", province="", count="", **cells):
    """A row of a bulletin of 5 March 2021; on a row for the whole, count is the total."""
    usual = {
        "period_end_date": "2021-03-05",
        "reporting_side": side,
        "total": cells.get("total", count),
        "province": province,
        "count": count,
        "source_url": SOURCE,
        "date_basis": "bulletin",
        "source_lang": "en",
    }
    return {**dict.fromkeys(COLUMNS, ""), **usual, **cells}


def side_rows(side, total, counts, **cells):
    """Rows for each area, `counts` by its name, with the total repeated."""
    return [row(side, province, str(count), total=total, **cells) for province, count in counts]


def as_csv(rows, columns=None):
    columns = columns or (list(rows[0]) if rows else list(COLUMNS))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
