"""Draft a week's figures: from daily marginals, against the best single SQL over the bulletins.

    python3 bench/summaries.py [--rows 100k|1M] [--turns 7]

The record is two years of one invented series with two sides, a bulletin a day, with as
many lines by area as `--rows` says in all, skewed to a few of 14 areas. The limit is one
statement that reads the week and the week before from the side counts, the area counts
and the views; the candidates read the same from the marginals. Beside it stands the
recount of one day, which keeps the marginals right.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from config.venv import enter_environment  # noqa: E402 -- after the path is known

ROWS = {"100k": 100_000, "1M": 1_000_000}
DAYS, AREAS, SIDES = 730, 14, 2
FEWEST_TURNS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", choices=ROWS, default="100k")
    parser.add_argument("--turns", type=int, default=7)
    words = parser.parse_args()
    if words.turns < FEWEST_TURNS:
        parser.error(f"a median needs at least {FEWEST_TURNS} turns")
    enter_environment(tests=False)

    from bench.measuring import own_database  # noqa: PLC0415 -- the environment is made now

    with own_database():
        from bench.summaries_record import make_record  # noqa: PLC0415 -- Django is set up now
        from bench.summaries_turns import measure  # noqa: PLC0415

        record = make_record(days=DAYS, areas=AREAS, lines=ROWS[words.rows] // (DAYS * SIDES))
        measure(record, turns=words.turns, asked=words.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
