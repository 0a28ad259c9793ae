"""Start everything in order, say how far it is, watch, stop."""

import signal
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import NoReturn

from config import processes
from config.demo.check import see_it_work
from config.demo.children import (
    Child,
    child_environment,
    raise_if_ended,
    start_child,
    stop_children,
)
from config.demo.options import Options, only_demo
from config.demo.people import sign_in_table
from config.demo.reset import remove_state
from config.demo.servers import raise_if_server_ended, start_servers
from config.demo.visitor import NO_ANSWER, Visitor
from config.state import ROOT, StartError
from config.venv import install_seconds

READY_SECONDS = 120
LOOKS_EVERY = 0.2
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAskedError(BaseException):
    """Somebody pressed Ctrl-C, sent SIGTERM or closed the terminal."""


def run_demo(options: Options) -> int:
    """Run the demo until it is asked to stop, or with --check until it has been seen to work.

    Raises StartError, when everything has been stopped, if it does not get there.
    """
    for number in SIGNALS:
        signal.signal(number, _ask_to_stop)
    demo = Demo(options)
    try:
        with ExitStack() as until_stopped:
            demo.start(until_stopped)
            demo.wait_until_ready()
            if options.check:
                see_it_work(demo.visitor, options.state, demo.look_after)
                demo.tell_times()
            else:
                demo.welcome()
                demo.watch()
    except StopAskedError:
        return 1 if options.check else 0
    return 0


def _ask_to_stop(*_: object) -> NoReturn:
    raise StopAskedError


class Demo:
    """One run: its processes, the visitor who asks them, and the clock."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.visitor = Visitor(options.address)
        self.children: list[Child] = []
        self.began_at = time.monotonic()
        self.start_seconds = self.ready_seconds = 0.0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began_at

    def say(self, line: str) -> None:
        with suppress(OSError):  # the terminal may have been closed
            print(f"[{self.seconds:5.1f} s] {line}", flush=True)  # noqa: T201

    def start(self, until_stopped: ExitStack) -> None:
        """Start the servers, load what is missing, start the service's processes."""
        until_stopped.enter_context(only_demo(self.options))
        if self.options.reset:
            remove_state(self.options.state)
            self.say(f"Removed what was kept in {self.options.state}.")
        until_stopped.callback(self.say, "Stopped.")
        settings = start_servers(self.options, until_stopped, self.say)
        until_stopped.callback(self._stop)
        self._load(settings)
        settings.pop("DATABASE_URL", None)  # the owner's: the service has less
        for service in processes.SERVICES:
            role = {"CEASEFIRE_ROLE": service.database_role}
            self._start_child(service.name, service.command, settings | role)
        self.say("The web, worker and beat processes are starting.")

    def _load(self, settings: dict[str, str]) -> None:
        """Bring the database up to date; each line the command says is a step."""
        command = (sys.executable, str(ROOT / "manage.py"), "load_demo")
        loading = self._start_child("load_demo", command, settings, speaks=True)
        for line in loading.process.stdout or ():
            self.say(line.strip())
        if loading.process.wait():
            raise StartError(loading.why_it_ended() or "")
        self.children.remove(loading)

    def _start_child(
        self, name: str, command: Sequence[str], added: dict[str, str], *, speaks: bool = False
    ) -> Child:
        environment = child_environment(added)
        child = start_child(
            name, command, state=self.options.state, environment=environment, speaks=speaks
        )
        self.children.append(child)
        return child

    def wait_until_ready(self) -> None:
        """Wait until every check of /readyz holds. Raises StartError with what is missing."""
        missing = [NO_ANSWER]
        while missing:
            if self.seconds > READY_SECONDS:
                told = "; ".join(missing)
                raise StartError(f"The demo was not ready after {READY_SECONDS} s: {told}")
            self.look_after()
            time.sleep(LOOKS_EVERY)
            missing = self.visitor.not_ready()
            if NO_ANSWER not in missing and not self.start_seconds:
                self.start_seconds = self.seconds
        self.ready_seconds = self.seconds
        self.say("Ready: the pages answer, and a task sent by beat has run.")

    def look_after(self) -> None:
        """Raise StartError if a process has ended."""
        raise_if_ended(self.children)
        raise_if_server_ended(self.options)

    def welcome(self) -> None:
        table = sign_in_table(self.options.state)
        print(  # noqa: T201 -- the answer to a person at a terminal
            f"\n  {self.options.address}\n\n{table}\n\n"
            f"  Logs and letters are in {self.options.state}. Ctrl-C stops everything.\n",
            flush=True,
        )

    def watch(self) -> NoReturn:
        while True:
            self.look_after()
            time.sleep(LOOKS_EVERY)

    def tell_times(self) -> None:
        self.say(
            f"It works. Installing took {install_seconds():.1f} s, "
            f"starting {self.start_seconds:.1f} s, readiness {self.ready_seconds:.1f} s, "
            f"the first figures {self.seconds:.1f} s."
        )

    def _stop(self) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # we are stopping, in bounded time
        self.say("Stopping …")
        stop_children(self.children)
