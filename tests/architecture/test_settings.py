"""Every setting that the environment gives is explained, once, in `.env.example`."""

import ast
import re
from functools import cache

from tests.architecture.project import MODULES, ROOT, TESTS, calls_of, name_of, tree_of

EXAMPLE = ROOT / ".env.example"
READERS = ("env_text", "env_bool", "env_int", "env_list", "env_secret")
# Set by one part of the service for another, never by people; each with its reason.
BETWEEN_PROCESSES = {
    "CEASEFIRE_EMBEDDED": "bootstrap tells Django that the database is its own",
    "CEASEFIRE_INSTALL_SECONDS": "the first start tells the second how long installing took",
    "CEASEFIRE_NESTED": "a demo tells its children, and tests theirs, not to start another",
    "CEASEFIRE_STARTED_AT": "bootstrap tells the demo when it was called",
    "CI": "set by the machine that runs .ci/run",
    "COVERAGE_PROCESS_START": "set by coverage",
    "DJANGO_SETTINGS_MODULE": "chosen by the command",
    "LC_ALL": "passed to PostgreSQL's programs",
    "PATH": "the machine's",
    "PIP_ROOT_USER_ACTION": "passed to pip",
    "HOME": "the machine's",
    "LD_LIBRARY_PATH": "the machine's",
}


@cache
def read_by_settings():
    """Names of variables that `config` reads, with the files that do."""
    found = {}
    for path in MODULES:
        for call in calls_of(tree_of(path), *READERS):
            for name in names_in(call.args[0]):
                found.setdefault(name, name_of(path))
        for name in re.findall(
            r"environ(?:\.get\(|\.setdefault\(|\[)\s*[\"'](\w+)", path.read_text()
        ):
            found.setdefault(name, name_of(path))
    return found


def names_in(argument):
    if isinstance(argument, ast.Constant):
        return [argument.value]
    text = ast.unparse(argument)
    return ["WEB_DATABASE_URL", "WORKER_DATABASE_URL"] if "DATABASE_URL" in text else []


@cache
def explained():
    """Names in the example, with the sentence above each."""
    sentences, comment = {}, []
    for line in EXAMPLE.read_text().splitlines():
        setting = re.match(r"#?\s?([A-Z][A-Z0-9_]+)=", line)
        if setting:
            sentences[setting[1]] = " ".join(comment)
            comment = []
        elif line.startswith("#"):
            comment.append(line.lstrip("# "))
        else:
            comment = []
    return sentences


def test_every_setting_is_explained():
    read = {
        name: file
        for name, file in read_by_settings().items()
        if name not in BETWEEN_PROCESSES and not name.endswith("_FILE")
    }

    missing = {name: file for name, file in read.items() if name not in explained()}

    assert missing == {}, "Add it to .env.example with a sentence saying what it does."


def test_every_explained_setting_is_read():
    compose = (ROOT / "docker-compose.yml").read_text()

    unread = {
        name
        for name in explained()
        if name not in read_by_settings()
        and name.removesuffix("_FILE") not in read_by_settings()
        and name not in compose
    }

    assert unread == set(), "Nothing reads it: remove it from .env.example."


def test_every_explanation_is_a_sentence():
    bare = {name for name, sentence in explained().items() if not sentence.rstrip().endswith(".")}

    assert bare == set(), "Write a sentence above it."


def test_settings_read_the_environment_only_through_env():
    reading = [
        name_of(path)
        for path in MODULES
        if path.parent.name == "settings" and re.search(r"environ(\.get|\[)", path.read_text())
    ]

    assert reading == [], "Use env_text, env_bool, env_int, env_list or env_secret."


def test_rest_of_the_code_does_not_read_the_environment():
    reading = [
        name_of(path)
        for path in MODULES
        if path.relative_to(ROOT).parts[0] != "config" and "environ" in path.read_text()
    ]

    assert reading == [], "Make it a setting."


def test_tests_name_no_place_on_a_machine():
    absolute = re.compile(r"[\"'](/home/|/Users/|/opt/|/srv/|/mnt/)")

    assert [name_of(path) for path in TESTS if absolute.search(path.read_text())] == []
