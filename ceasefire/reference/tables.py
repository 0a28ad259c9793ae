"""Tables that stand beside the TOML files: CSV with a header, named by a record."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from ceasefire.reference.faults import Faults, Spot
from ceasefire.reference.steps import Folder

Line = dict[str, str]


def read_lines(
    folder: Folder, file: str, columns: set[str], faults: Faults
) -> Iterator[tuple[Line, Spot]]:
    """The lines of a CSV file with exactly the `columns`, and where each stands."""
    spot = Spot(f"{folder.name}/{file}")
    try:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            reader = csv.DictReader(opened, strict=True)
            wrong = columns ^ set(reader.fieldnames or ())
            for name in sorted(wrong):
                known = "is missing" if name in columns else "is not a known column"
                faults.add(spot.at(name), known)
            if not wrong:
                for line in reader:
                    at = Spot(spot.file, f"line {reader.line_num}")
                    if None in line or None in line.values():
                        faults.add(at, "has not as many cells as the header")
                    else:
                        yield {name: cell.strip() for name, cell in line.items()}, at
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.add(spot, f"cannot be read: {error}")


def read_json(folder: Folder, file: str, faults: Faults) -> Any:
    """What a JSON file holds, or None with a fault."""
    try:
        return json.loads((folder / file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        faults.add(Spot(f"{folder.name}/{file}"), f"cannot be read: {error}")
        return None
