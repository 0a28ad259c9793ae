"""Processes that end with the one that started them, however it ends.

Standard library only.
"""

import os
from collections.abc import Sequence

# Whoever started it may have died before the kernel was told: then it does not begin.
IF_STILL_THERE = '[ "$PPID" = "$0" ] && exec "$@"'


def tied_to_us(command: Sequence[str], number: str = "TERM") -> list[str]:
    """The words of a command to which the kernel sends this signal when our process has gone."""
    ours = str(os.getpid())
    return ["setpriv", "--pdeathsig", number, "sh", "-c", IF_STILL_THERE, ours, *command]
