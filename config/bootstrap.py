"""The first code that runs: make the environment, find the database, hand over.

Standard library only, and no import of what is installed, because nothing may
be installed yet. `demo` and `test` are answered here; every other command is
given its database and passed on to Django.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from config.state import StartError, make_state_folder, secret_file, state_folder
from config.venv import enter_environment

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
    words = _take_state_folder(list(argv[1:]))
    command = words[0] if words else "help"
    try:
        enter_environment(tests=command == "test")
        if command == "test":
            return _run_tests(words[1:])
        if command == "demo":
            from config.demo import run_demo  # noqa: PLC0415 -- only for this command

            return run_demo(words[1:])
        return _run_django(argv[0], words)
    except StartError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- the answer to a person at a terminal
        return 1


def _take_state_folder(words: list[str]) -> list[str]:
    """Take `--data DIR` out: Django would read it as an abbreviation of its own option."""
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--data":
            os.environ["CEASEFIRE_DATA"] = os.path.abspath(next(rest, ""))
        elif word.startswith("--data="):
            os.environ["CEASEFIRE_DATA"] = os.path.abspath(word.removeprefix("--data="))
        else:
            kept.append(word)
    return kept


def _run_tests(words: Sequence[str]) -> int:
    command = [sys.executable, "-m", "pytest", *words]
    os.execv(sys.executable, command)  # noqa: S606 -- the same interpreter


def _run_django(program: str, words: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    with ExitStack() as until_done:
        if not _names_a_database():
            _provide_secret()
            if (words[:1] or ["help"])[0] not in WITHOUT_DATABASE and "--help" not in words:
                _provide_database(until_done)
        from config.commands import execute  # noqa: PLC0415 -- Django may be new

        return execute([program, *(words or ["help"])])


def _names_a_database() -> bool:
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def _provide_secret() -> None:
    if not (os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")):
        make_state_folder(state_folder())
        os.environ["SECRET_KEY_FILE"] = str(secret_file(state_folder(), "secret_key"))


def _provide_database(until_done: ExitStack) -> None:
    """Point the settings at the servers of the state folder."""
    from config.embedded import valkey  # noqa: PLC0415 -- not in the production image
    from config.embedded.sharing import shared_server  # noqa: PLC0415

    state = state_folder()
    make_state_folder(state)
    server = until_done.enter_context(shared_server(state))
    os.environ["DATABASE_URL"] = server.url
    os.environ["CEASEFIRE_EMBEDDED"] = "1"
    if not os.environ.get("REDIS_URL") and valkey.answers(state):
        os.environ["REDIS_URL"] = valkey.broker_url(state)
