"""What every benchmark needs: a database of its own, fair turns, rows of results.

Only ratios within one run mean something: the machine may be busy, so the limit and
the candidates take turns, and the median of all turns counts. A benchmark reports;
it does not judge, and its database is deleted when it ends.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from config.embedded.postgres import EmbeddedPostgres

Work = Callable[[int], object]


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def own_database() -> Iterator[None]:
    """A new, migrated database on a server of its own, with Django set up on it."""
    folder = Path(tempfile.mkdtemp(prefix="ceasefire-bench-"))
    folder.chmod(0o755)
    server = EmbeddedPostgres(folder, durable=False)
    try:
        server.start()
        os.environ.update(
            {
                "CEASEFIRE_DATA": str(folder),
                "DATABASE_URL": server.url,
                "DJANGO_SETTINGS_MODULE": "config.settings.demo",
                "REDIS_URL": "",
                "SECRET_KEY": "only-for-a-benchmark-" + "x" * 40,
            }
        )
        _migrate()
        yield
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def in_turn(contenders: Mapping[str, Work], *, turns: int) -> dict[str, float]:
    """The median milliseconds of each contender, all taking turns.

    Each is given the number of the turn, so that no turn asks what the last one did.
    One turn before the first warms the caches and is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(turns + 1):
        for name, work in contenders.items():
            started = time.perf_counter()
            work(turn)
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def report(title: str, medians: Mapping[str, float], limit: str, **facts: object) -> None:
    """A line of JSON for each contender, then the same as a table, with ratios to the limit."""
    rows = [
        {"bench": title, "name": name, "ms": round(ms, 2), "ratio": ms / medians[limit], **facts}
        for name, ms in medians.items()
    ]
    for row in rows:
        say(json.dumps({**row, "ratio": round(float(row["ratio"]), 3)}))  # type: ignore[arg-type]
    say()
    say(f"{title} ({', '.join(f'{name} {value}' for name, value in facts.items())})")
    for row in rows:
        say(f"  {row['name']:<44} {row['ms']:>9.2f} ms   {row['ratio']:>7.3f} x")
    say()


def _migrate() -> None:
    import django  # noqa: PLC0415 -- after the settings are known
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
