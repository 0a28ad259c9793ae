"""A set is loaded whole or not at all, and every fault names file, record and field."""

import pytest

from ceasefire.ledger.models import LedgerEntry
from ceasefire.parties.models import Party
from ceasefire.publication.models import PublishedVersion
from ceasefire.reference.faults import FaultyFilesError
from tests.ceasefire.reference.sets import NORTH, load, write_set

pytestmark = pytest.mark.django_db


def faults_of(sets):
    with pytest.raises(FaultyFilesError) as refused:
        load(sets)
    return [str(fault) for fault in refused.value.faults]


def test_loading_tells_how_many_entries_it_took(tmp_path):
    sets = write_set(tmp_path, parties=NORTH)

    assert (load(sets), load(sets)) == (2, 0)

    [party] = Party.objects.all()
    assert party.source_title == "Invented for a test"
    assert LedgerEntry.objects.count() == 2


def test_changed_file_changes_the_record_and_publishes_the_next_version(tmp_path):
    load(write_set(tmp_path, parties=NORTH))
    renamed = NORTH.replace("Northern Command", "Command of the North")

    assert load(write_set(tmp_path, parties=renamed)) == 2

    assert Party.objects.get().names == {"en": "Command of the North"}
    assert list(PublishedVersion.objects.values_list("version", flat=True)) == [2, 1]


def test_each_fault_is_named_and_nothing_is_loaded(tmp_path):
    wrong = """
        [[party]]
        code = "SOUTH"
        kind = "army"
        names = { en = "Southern Command" }
        colour = "red"
    """
    sets = write_set(tmp_path, parties=NORTH + wrong)

    faults = faults_of(sets)

    assert faults == [
        "valley/parties.toml: party SOUTH: colour: is not a known key",
        "valley/parties.toml: party SOUTH: kind: 'army' is none of "
        + faults[1].split("none of ")[1],
        "valley/parties.toml: party SOUTH: source: is missing",
    ]
    assert not Party.objects.exists()
    assert not LedgerEntry.objects.exists()


WRONG_SETS = {
    "a file that is not TOML": (
        {"parties": "[[party"},
        "valley/parties.toml: cannot be read: ",
    ),
    "an unknown kind": (
        {"other": "[[weather]]\nsky = 'blue'"},
        "valley/other.toml: weather: is not a kind of record",
    ),
    "a kind that is not a list of tables": (
        {"parties": "party = 7"},
        "valley/parties.toml: party: is not a list of tables, [[party]]",
    ),
    "an unknown source": (
        {"parties": NORTH.replace('"invented"', '"hearsay"')},
        "valley/parties.toml: party NORTH: source: 'hearsay' is not in sources.toml",
    ),
    "a source without title": (
        {"sources": "[invented]\nurl = 'https://demo.invalid/'"},
        "valley/sources.toml: invented: title: is missing",
    ),
    "a code given twice": (
        {"parties": NORTH + NORTH},
        "valley/parties.toml: party NORTH: 'NORTH' is given a second time",
    ),
    "a relation to nobody known": (
        {
            "parties": NORTH,
            "relations": "[[relation]]\nparty = 'NORTH'\nkind = 'backs'\nother = 'EAST'\n"
            "source = 'invented'",
        },
        "valley/relations.toml: relation NORTH: other: no party has the code 'EAST'",
    ),
    "a relation of nobody": (
        {
            "parties": NORTH,
            "relations": "[[relation]]\nkind = 'backs'\nother = 'NORTH'\nsource = 'invented'",
        },
        "valley/relations.toml: relation #1: party: is missing or not a text",
    ),
    "a relation with a wrong key": (
        {
            "parties": NORTH,
            "relations": "[[relation]]\nparty = 'NORTH'\nkind = 'backs'\nother = 'NORTH'\n"
            "source = 'invented'\ncolour = 'red'",
        },
        "valley/relations.toml: relation NORTH: colour: is not a known key",
    ),
    "an agreement with a wrong key": (
        {"agreements": "[[agreement]]\ncode = 'DEMO-1'\ncolour = 'red'"},
        "valley/agreements.toml: agreement DEMO-1: colour: is not a known key",
    ),
    "zones of an agreement that are no list": (
        {"agreements": "[[agreement]]\ncode = 'DEMO-1'\nareas = 'all'"},
        "valley/agreements.toml: agreement DEMO-1: areas: is not a list",
    ),
    "an area with a wrong key": (
        {"areas": "[[area]]\ncode = 'D1'\ncolour = 'red'"},
        "valley/areas.toml: area D1: colour: is not a known key",
    ),
    "an area table with a wrong key": (
        {"areas": "[[area_table]]\nfile = 'areas.csv'\ncolour = 'red'"},
        "valley/areas.toml: area_table areas.csv: colour: is not a known key",
    ),
    "a part that stands before its whole": (
        {
            "areas": "[[area]]\ncode = 'D1'\nlevel = 'district'\nnames = { en = 'Part' }\n"
            "parent = 'D0'\nsource = 'invented'\n"
            "[[area]]\ncode = 'D0'\nlevel = 'country'\nnames = { en = 'Whole' }\n"
            "source = 'invented'",
        },
        "valley/areas.toml: area D1: names a record that is written after it: Area matching",
    ),
    "facts that the model refuses": (
        {"parties": NORTH.replace("en =", "ar =")},
        "valley/parties.toml: party NORTH: names: Give at least the English name.",
    ),
    "a table that is not there": (
        {
            "areas": "[[area_table]]\nfile = 'areas.csv'\ncode = 'code'\nlevel = 'district'\n"
            "names = { en = 'en' }\nsource = 'invented'",
        },
        "valley/areas.csv: cannot be read: ",
    ),
}


@pytest.mark.parametrize(("files", "fault"), WRONG_SETS.values(), ids=WRONG_SETS)
def test_wrong_set_is_refused_by_file_record_and_field(tmp_path, files, fault):
    sets = write_set(tmp_path, **files)

    faults = faults_of(sets)

    assert faults[0].startswith(fault)
    assert not Party.objects.exists()


def test_parts_of_a_record_are_named_by_their_place(tmp_path):
    alias = '\naliases = [{ text = "N", language = "en", kind = "self" }]\n'
    sets = write_set(tmp_path, parties=NORTH.replace("\n    source", alias + "    source"))

    assert faults_of(sets) == ["valley/parties.toml: party NORTH: aliases[1].source: is missing"]


def test_levels_of_a_ladder_are_named_by_their_place(tmp_path):
    level = "[[agreement.ladder]]\nanswers_within_days = '3'"
    sets = write_set(tmp_path, agreements=f"[[agreement]]\ncode = 'DEMO-1'\n{level}")

    assert [each for each in faults_of(sets) if "ladder" in each] == [
        "valley/agreements.toml: agreement DEMO-1: ladder[1].names: is missing",
        "valley/agreements.toml: agreement DEMO-1: ladder[1].answers_within_days: "
        "'3' is not a whole number",
    ]


def test_fault_found_while_writing_takes_back_what_was_written(tmp_path):
    lone = """
        [[relation]]
        party = "NORTH"
        kind = "backs"
        other = "NORTH"
        source = "invented"
    """
    sets = write_set(tmp_path, parties=NORTH, relations=lone)

    [fault] = faults_of(sets)

    assert fault.startswith("valley/relations.toml: relation NORTH: ")
    assert not Party.objects.exists()


def test_bulletins_that_are_not_there_are_named_with_their_series(tmp_path):
    sets = write_set(tmp_path, bulletins="[[bulletin_table]]\nfile = 'b.csv'\nseries = 'NONE'")

    assert faults_of(sets) == [
        "valley/b.csv: bulletin: cannot be read: No such file or directory",
        "valley/bulletins.toml: bulletin_table b.csv: series: no bulletin series has the code 'NONE'",
    ]
