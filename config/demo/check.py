"""What `demo --check` does once the demo is ready: read it as a delegate would."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from config.demo.people import DELEGATE, demo_password
from config.demo.visitor import Visitor
from config.state import StartError

FIGURES_SECONDS = 60
LOOKS_EVERY = 0.5
FIGURE = re.compile(r'class="figure-value">\s*(<a [^>]*>)?\s*\d')


def see_it_work(visitor: Visitor, state: Path, look_after: Callable[[], None]) -> None:
    """Sign in as the delegate and wait until the first screen shows figures of the bulletins.

    Raises StartError if the form does not let us in, or no figure is shown in time.
    """
    if not visitor.sign_in(DELEGATE.email, demo_password(state)):
        raise StartError(f"The sign-in form did not let {DELEGATE.email} in.")
    deadline = time.monotonic() + FIGURES_SECONDS
    while not _shows_figures(visitor.read()):
        if time.monotonic() > deadline:
            raise StartError(f"The first screen showed no figures within {FIGURES_SECONDS} s.")
        look_after()
        time.sleep(LOOKS_EVERY)


def _shows_figures(page: str) -> bool:
    return FIGURE.search(page) is not None
