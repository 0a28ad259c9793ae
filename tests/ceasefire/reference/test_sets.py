"""The files of the sets as they are delivered."""

import tomllib

import pytest

from ceasefire.reference.files import KINDS, SETS, set_names

GUIDE = SETS.parents[1] / "docs" / "reference-data.md"


@pytest.mark.parametrize("name", set_names())
def test_every_source_is_used(name):
    sources = tomllib.loads((SETS / name / "sources.toml").read_text(encoding="utf-8"))
    texts = [
        path.read_text(encoding="utf-8")
        for path in (SETS / name).rglob("*.toml")
        if path.name != "sources.toml"
    ]

    used = {word for word in sources if any(f'source = "{word}"' in text for text in texts)}

    assert sorted(sources.keys() - used) == []


def test_files_name_no_machine_and_no_handbook():
    forbidden = ("/work", "../shared", "domain.md")
    files = [path for path in SETS.rglob("*") if path.suffix in {".toml", ".csv", ".json", ".py"}]

    found = [
        path
        for path in files
        if any(word in path.read_text(encoding="utf-8") for word in forbidden)
    ]

    assert found == []


def test_guide_lists_the_kinds_in_their_order():
    rows = [row for row in GUIDE.read_text(encoding="utf-8").splitlines() if row.startswith("| `")]

    assert [row.split("`")[1] for row in rows] == list(KINDS)
