"""What `demo --check` does once the demo is ready: read it as a delegate would."""

import csv
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from config.demo.people import DELEGATE, demo_password
from config.demo.visitor import Visitor
from config.state import ROOT, StartError

FIGURES_SECONDS = 60
LOOKS_EVERY = 0.5
DAILY = ROOT / "ceasefire" / "reference" / "syria" / "bulletins_daily.csv"
SIDES = ("ru_total", "tr_total")
STATED_TOTALS = re.compile(r'<tr class="sum">(.*?)</tr>', re.DOTALL)
FIGURE = re.compile(r'class="figure-value">\s*(\d+)')


def see_it_work(visitor: Visitor, state: Path, look_after: Callable[[], None]) -> None:
    """Sign in as the delegate and wait until the first screen shows what a bulletin says.

    Raises StartError if the form does not let us in, or the figures are not there in time.
    """
    if not visitor.sign_in(DELEGATE.email, demo_password(state)):
        raise StartError(f"The sign-in form did not let {DELEGATE.email} in.")
    day, totals = fullest_day(DAILY)
    deadline = time.monotonic() + FIGURES_SECONDS
    while shown_totals(visitor.read(f"overview/SYR-2016/?on={day}")) != totals:
        if time.monotonic() > deadline:
            raise StartError(
                f"The overview of {day} did not show the figures of its bulletin "
                f"within {FIGURES_SECONDS} s; see {state}/logs."
            )
        look_after()
        time.sleep(LOOKS_EVERY)


def fullest_day(daily: Path) -> tuple[str, list[int]]:
    """The day whose one bulletin counts most, and both sides' totals as the file has them."""
    with daily.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if all(row[side] for side in SIDES)]
    bulletins = Counter(row["period_end_date"] for row in rows)
    totals = {
        row["period_end_date"]: [int(row[side]) for side in SIDES]
        for row in rows
        if row["period_end_date"] and bulletins[row["period_end_date"]] == 1
    }
    day = max(totals, key=lambda each: (sum(totals[each]), each))
    return day, totals[day]


def shown_totals(page: str) -> list[int]:
    """The totals that the page states first, side by side."""
    row = STATED_TOTALS.search(page)
    return [int(figure) for figure in FIGURE.findall(row[1])] if row else []
