"""`tests/authorisation.yaml` as questions with answers: who asks what, and is answered how."""

from dataclasses import dataclass
from functools import cache

import yaml

from config.state import ROOT

FILE = ROOT / "tests" / "authorisation.yaml"
SECTIONS = ("pages", "own", "open", "api")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WITHOUT_ACCOUNT = ("visitor", "suspended", "revoked program")
SIGN_IN = "sent to sign in"
MISSING = "one that is not there"
Answer = int | str


@cache
def policy():
    return yaml.safe_load(FILE.read_text())


@cache
def callers():
    """Everybody who may ask, people first."""
    return [caller for group in policy()["callers"].values() for caller in group]


@cache
def group(words):
    """The callers that words name: callers and groups, joined by `+`."""
    named = {**policy()["groups"], **policy()["callers"]}
    found = []
    for word in filter(None, (each.strip() for each in words.split("+"))):
        if isinstance(named.get(word), list):
            found += named[word]
        elif word in named:
            found += group(named[word])
        else:
            assert word in callers(), f"{FILE.name}: {word!r} is neither a caller nor a group"
            found.append(word)
    return found


def answers(words):
    """The status by caller: `people 302 + others` and the like."""
    by_caller = {}
    for part in words.split("+"):
        who, _, number = part.strip().rpartition(" ")
        named, status = (who, int(number)) if number.isdigit() else (part.strip(), 200)
        by_caller |= dict.fromkeys(group(named), status)
    return by_caller


@dataclass(frozen=True)
class Row:
    """One route of the file."""

    section: str
    route: str
    methods: dict[str, str]
    records: tuple[str, ...]

    def answer(self, method: str, caller: str, record: str) -> Answer:
        """What the caller is answered. `record` is empty where no row stands behind the address."""
        served = {name: answers(words) for name, words in self.methods.items()}
        if "GET" in served:
            served["HEAD"] = served["GET"]
        if method not in served:
            may = {each for by_caller in served.values() for each in by_caller}
            is_told = self.section in {"own", "open"} or caller in may
            return 405 if is_told else self.refusal(caller)
        status = served[method].get(caller)
        if status is None:
            return self.refusal(caller)
        return status if not record or sees(caller, record) else 404

    def refusal(self, caller: str) -> Answer:
        if self.section == "api":
            return 401 if caller in WITHOUT_ACCOUNT else 403
        return 403 if caller in policy()["callers"]["people"] else SIGN_IN

    def asked(self, method: str) -> tuple[str, ...]:
        """The records to ask for: each, and a missing one, where the method is served."""
        if not self.records:
            return ("",)
        served = method in self.methods or (method == "HEAD" and "GET" in self.methods)
        return (*self.records, MISSING) if served else self.records[:1]


def sees(caller, record):
    return record != MISSING and caller in group(policy()["records"][record])


@cache
def rows():
    """Every route of the file."""
    found = []
    for section in SECTIONS:
        for route, words in policy()[section].items():
            methods = {name: each for name, each in words.items() if name != "record"}
            records = words.get("record", ())
            records = (records,) if isinstance(records, str) else tuple(records)
            found.append(Row(section, route, methods, records))
    return found
