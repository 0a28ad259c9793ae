"""The people of the demo: an account or two for each role. All are invented, and of DEMO-1."""

from dataclasses import dataclass
from pathlib import Path

from config.state import secret_file

DOMAIN = "demo.invalid"
TEAM = "Demo team of the valley"


@dataclass(frozen=True)
class DemoPerson:
    """Who signs in, with which role, and for which party of DEMO-1 a liaison or guarantor speaks.

    A monitor works in the team, which one of them leads.
    """

    account: str
    name: str
    role: str
    party: str = ""
    is_lead: bool = False

    @property
    def email(self) -> str:
        return f"{self.account}@{DOMAIN}"


PEOPLE = (
    DemoPerson("delegate", "Demo delegate", "delegate"),
    DemoPerson("mediator", "Demo mediator", "mediator"),
    DemoPerson("officer", "Demo verification officer", "officer"),
    DemoPerson("officer2", "Second demo verification officer", "officer"),
    DemoPerson("adjudicator", "Demo adjudicator", "adjudicator"),
    DemoPerson("adjudicator2", "Second demo adjudicator", "adjudicator"),
    DemoPerson("liaison.north", "Demo liaison, Northern Command", "liaison", "NORTH"),
    DemoPerson("liaison.south", "Demo liaison, Southern Command", "liaison", "SOUTH"),
    DemoPerson("guarantor.north", "Demo guarantor, northern side", "guarantor", "GUARANTOR-N"),
    DemoPerson("guarantor.south", "Demo guarantor, southern side", "guarantor", "GUARANTOR-S"),
    DemoPerson("monitor", "Demo monitor", "monitor", is_lead=True),
    DemoPerson("monitor2", "Second demo monitor", "monitor"),
    DemoPerson("custodian", "Demo source custodian", "custodian"),
    DemoPerson("auditor", "Demo auditor", "auditor"),
    DemoPerson("administrator", "Demo administrator", "administrator"),
)
DELEGATE = PEOPLE[0]


def demo_password(state: Path) -> str:
    """The one password of all demo accounts of this state folder, random and kept there."""
    return secret_file(state, "demo_password", length=12).read_text()


def sign_in_table(state: Path) -> str:
    """One line per account: who, e-mail address, password."""
    password = demo_password(state)
    widest = max(len(person.name) for person in PEOPLE)
    longest = max(len(person.email) for person in PEOPLE)
    return "\n".join(
        f"  {person.name:<{widest}}  {person.email:<{longest}}  {password}" for person in PEOPLE
    )
