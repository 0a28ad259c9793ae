"""Small invented sets, written to a folder of their own; and what holds for every set."""

from textwrap import dedent

from ceasefire.accounts.models import User
from ceasefire.agreements.models import Agreement, AssertedTerm, Mandate, Participation, Provision
from ceasefire.incidents.models import ControlClaim
from ceasefire.ledger.models import LedgerEntry
from ceasefire.monitoring.models import BulletinSeries, MonitorFigure
from ceasefire.parties.models import Party, PartyAlias, PartyRelation
from ceasefire.places.models import Area, Place, Zone
from ceasefire.publication.models import PublishedVersion
from ceasefire.reference.services import load_reference
from ceasefire.talks.models import Delegation, Round, RoundItem, Statement

SOURCES = """
    [invented]
    title = "Invented for a test"
    url = "https://demo.invalid/"
"""
NORTH = """
    [[party]]
    code = "NORTH"
    kind = "state_forces"
    names = { en = "Northern Command" }
    is_demo = true
    source = "invented"
"""


def write_set(folder, name="valley", **files):
    """A set of these TOML files, by name without ending; returns the folder of sets."""
    (folder / name).mkdir(exist_ok=True)
    for file, text in {"sources": SOURCES, **files}.items():
        (folder / name / f"{file}.toml").write_text(dedent(text), encoding="utf-8")
    return folder


def load(sets, name="valley"):
    return load_reference(name=name, by=User.objects.system(), sets=sets)


SOURCED = [
    Agreement, Area, AssertedTerm, BulletinSeries, ControlClaim, Delegation, Mandate,
    Participation, Party, PartyAlias, PartyRelation, Place, Provision, Round, RoundItem,
    Statement, Zone,
]  # fmt: skip
NAMED = [Agreement, Area, Party, Place, Round, Zone]


def check_loading_again_changes_nothing(name):
    """Loading once more takes nothing and leaves nothing."""
    before = (LedgerEntry.objects.count(), PublishedVersion.objects.count())

    assert load_reference(name=name, by=User.objects.system()) == 0

    assert (LedgerEntry.objects.count(), PublishedVersion.objects.count()) == before


def check_every_record_names_its_source():
    """There are rows of every kind, and each says who states it where."""
    without = [row for model in SOURCED for row in model.objects.filter(source_title="")]

    assert without == []
    assert not MonitorFigure.objects.filter(source_url="").exists()
    assert {model for model in SOURCED if not model.objects.exists()} == set()
