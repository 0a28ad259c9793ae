"""The first code that runs: make the environment, find the database, hand over.

Standard library only, and no import of what is installed, because nothing may
be installed yet. `demo` and `test` are answered here; every other command is
given its database and passed on to Django.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from config.state import StartError, make_state_folder, secret_file, state_folder
from config.venv import enter_environment

DEMO_SETTINGS = "config.settings.demo"
# The whole suite on every core up to four; a file's tests stay together for what they share.
WORKERS = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "help",
    "makemessages",
    "spectacular",
    "version",
}


def main(argv: Sequence[str]) -> int:
    """Answer one command line; the exit code is 0, or 1 after one line saying what to do."""
    try:
        return _answer(argv[0], _take_state_folder(list(argv[1:])))
    except StartError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- the answer to a person at a terminal
        return 1
    except KeyboardInterrupt:
        return 130


def _answer(program: str, words: list[str]) -> int:
    command = words[0] if words else "help"
    if command == "demo":
        from config.demo.options import read_options  # noqa: PLC0415 -- only for this command

        # Read before anything is installed: what cannot work is said at once.
        options = read_options(words[1:])
    enter_environment(tests=command == "test")
    if command == "test":
        return _run_tests(words[1:])
    if command == "demo":
        from config.demo.run import run_demo  # noqa: PLC0415

        return run_demo(options)
    return _run_django(program, words)


def _take_state_folder(words: list[str]) -> list[str]:
    """Take `--data DIR` out: Django would read it as an abbreviation of its own option."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--data" or word.startswith("--data="):
            folder = next(rest, "") if word == "--data" else word.removeprefix("--data=")
            if not folder:
                raise StartError("--data needs the name of a folder, as in --data /srv/ceasefire.")
            os.environ["CEASEFIRE_DATA"] = os.path.abspath(folder)
        else:
            kept.append(word)
    return kept


def _run_tests(words: Sequence[str]) -> int:
    names_tests = any(Path(word.partition("::")[0]).exists() for word in words)
    command = [sys.executable, "-m", "pytest", *(() if names_tests else WORKERS), *words]
    os.execv(sys.executable, command)  # noqa: S606 -- the same interpreter


def _run_django(program: str, words: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEMO_SETTINGS)
    with ExitStack() as until_done:
        if os.environ["DJANGO_SETTINGS_MODULE"] == DEMO_SETTINGS:
            provide_secret(state_folder())
            if not names_a_database() and _needs_a_database(words):
                _provide_servers(until_done)
        from config.commands import execute  # noqa: PLC0415 -- Django may be new

        return execute([program, *(words or ["help"])])


def _needs_a_database(words: Sequence[str]) -> bool:
    return (words[:1] or ["help"])[0] not in WITHOUT_DATABASE and "--help" not in words


def names_a_database() -> bool:
    """Whether the environment says which database to use."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def names_a_broker() -> bool:
    """Whether the environment says which broker to use."""
    return bool(os.environ.get("REDIS_URL") or os.environ.get("REDIS_URL_FILE"))


def provide_secret(state: Path) -> None:
    """Give this state folder a secret key of its own, unless the environment names one."""
    if not (os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")):
        make_state_folder(state)
        os.environ["SECRET_KEY_FILE"] = str(secret_file(state, "secret_key"))


def _provide_servers(until_done: ExitStack) -> None:
    """Point the settings at the servers of the state folder."""
    from config.embedded import valkey  # noqa: PLC0415 -- not in the production image
    from config.embedded.sharing import shared_server  # noqa: PLC0415

    state = state_folder()
    server = until_done.enter_context(shared_server(state))
    os.environ |= {
        "DATABASE_URL": server.url,
        "POSTGRES_BINARIES": server.binaries,
        "CEASEFIRE_EMBEDDED": "1",
    }
    if not names_a_broker() and valkey.answers(state):
        os.environ["REDIS_URL"] = valkey.broker_url(state)
