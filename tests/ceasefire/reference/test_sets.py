"""The files of the sets as they are delivered."""

import tomllib

import pytest

from ceasefire.reference.files import SETS, set_names


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
