"""Whoever takes part in the journey, and how they ask: over HTTP, as a browser or a program does."""

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from ceasefire.codes.roles import Role
from config.demo.visitor import TIMEOUT_SECONDS, Visitor
from tests.builders.accounts import PASSWORD, make_token, make_user
from tests.builders.cases import make_guarantor, make_liaison
from tests.ceasefire.web.pages import elements, first, parsed, text_of

MONITOR = "A watcher of the weir"
STAFF = {"officer", "adjudicator", "auditor"}
ACCUSER, ACCUSED, GUARANTOR = "accuser's liaison", "accused's liaison", "guarantor of the accused"
PEOPLE = {
    "monitor", "second monitor", *STAFF, "custodian", "administrator", ACCUSER, ACCUSED, GUARANTOR,
    "mediator", "delegate",
}  # fmt: skip
READERS = PEOPLE | {"reading program"}
VISITOR = "visitor"
RELEASER, CHECKER = "second adjudicator", "second officer"


@dataclass(frozen=True)
class Answer:
    """What came back, and from where, after every step on."""

    status: int
    path: str
    content: bytes

    @property
    def text(self):
        return self.content.decode()


class Guest(Visitor):
    """A browser without eyes that fills in forms; with a token, a program."""

    def __init__(self, address, token=""):
        super().__init__(address)
        if token:
            self._opener.addheaders = [("Authorization", f"Bearer {token}")]

    def ask(self, path, boxes=None):
        sent = urllib.parse.urlencode(boxes, doseq=True).encode() if boxes else None
        try:
            with self._opener.open(self.address + path, sent, TIMEOUT_SECONDS) as answer:
                return self._answer(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return self._answer(refused)

    def shown(self, path):
        """The text of a page that this guest may read; nothing where they are sent elsewhere."""
        answer = self.ask(path)
        return answer.text if (answer.status, answer.path) == (200, path) else ""

    def send(self, path, *, on="", **boxes):
        """Fill in the form that leads to `path`, on its own page or `on` another, and send it."""
        page = parsed(self.ask(on or path))
        form = first(page, "form", action=f"/{path}")
        assert form is not None, f"no form leads to {path}: {text_of(page)}"
        answer = self.ask(path, filled_in(form) | boxes)
        assert (answer.status, answer.path != path) == (200, True), text_of(parsed(answer))
        return answer

    def _answer(self, answer):
        path = answer.geturl().removeprefix(self.address)
        return Answer(answer.status, path, answer.read())


def filled_in(form):
    """The boxes of a form as a browser sends them when nothing is changed."""
    found = {}
    for box in form.iter("input"):
        if box.get("type") not in {"radio", "checkbox"} or "checked" in box.attrib:
            found.setdefault(box.get("name"), []).append(box.get("value", ""))
    for box in form.iter("select"):
        options = list(elements(box, "option"))
        chosen = [each for each in options if "selected" in each.attrib] or options[:1]
        found[box.get("name")] = [each.get("value") for each in chosen]
    for box in form.iter("textarea"):
        found[box.get("name")] = [(box.text or "").strip("\n")]
    return found


def invite(address):
    """Everybody, signed in through the form; the program with its token."""
    people = {
        "monitor": make_user(Role.MONITOR, name=MONITOR, password=PASSWORD),
        "second monitor": make_user(Role.MONITOR, password=PASSWORD),
        ACCUSER: make_liaison("NORTH", password=PASSWORD),
        ACCUSED: make_liaison("SOUTH", password=PASSWORD),
        GUARANTOR: make_guarantor("SOUTH", password=PASSWORD),
        RELEASER: make_user(Role.ADJUDICATOR, password=PASSWORD),
        CHECKER: make_user(Role.OFFICER, password=PASSWORD),
    }
    for role in PEOPLE & set(Role) - set(people):
        people[role] = make_user(Role(role), password=PASSWORD)
    guests = {who: Guest(address) for who in people}
    for who, person in people.items():
        assert guests[who].sign_in(person.email, PASSWORD), who
    return {
        **guests,
        "reading program": Guest(address, make_token()),
        VISITOR: Guest(address),
    }
