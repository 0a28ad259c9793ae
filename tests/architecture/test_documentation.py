"""Documentation that would rot is held to the code it speaks of."""

import importlib
import re
from hashlib import sha256

import pytest
from django.db.models import Choices

from ceasefire.codes.parties import PartyKind
from ceasefire.codes.roles import Role
from tests.architecture.project import APPS, MODULES, ROOT, module_name, name_of
from tests.architecture.rows import section_of, table_rows

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)
every_decision = pytest.mark.parametrize("page", DECISIONS, ids=name_of)


@every_page
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text())
    own = [link for link in links if "://" not in link and not link.startswith("mailto:")]

    assert [link for link in own if not (page.parent / link).exists()] == []


@every_page
def test_files_that_are_named_exist(page):
    named = re.findall(
        r"`((?:\.ci|ceasefire|reports|config|tests|docs|bench|locale)/[\w./-]*)`", page.read_text()
    )
    gone = [name for name in named if "x.py" not in name and not (ROOT / name).exists()]

    assert gone == [], "It has moved, or was never made."


@every_page
def test_page_names_no_place_on_a_machine(page):
    assert re.findall(r"(?<![\w.])/(?:home|root|work|opt|Users|srv)/\w+", page.read_text()) == []


def test_roles_are_those_of_the_code():
    told = {row[1].strip("`"): row[0] for row in table_rows(DOCS / "roles.md", "Roles")}

    assert told == {role.value: str(role.label) for role in Role}


def test_decisions_are_numbered_without_gaps():
    numbers = [int(page.name[:4]) for page in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@every_decision
def test_decision_says_context_decision_and_consequences(page):
    text = page.read_text()
    parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)

    assert parts == ["Context", "Decision", "Consequences"]
    assert text.startswith("# ")
    assert len(text.split()) < 350, "Half a page is enough."


def test_readme_names_every_package_of_the_record():
    readme = (ROOT / "README.md").read_text()
    packages = {
        path.name
        for path in (ROOT / "ceasefire").iterdir()
        if (path / "__init__.py").exists() and path.name not in {"migrations", "templatetags"}
    }

    assert {name for name in packages if f"{name}/" not in readme} == set()


def test_readme_shows_the_two_commands():
    commands = re.findall(r"^python3 (\S+) (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE)

    assert commands == [("manage.py", "demo"), ("manage.py", "test")]
    bootstrap = (ROOT / "config" / "bootstrap.py").read_text()
    assert all(f'"{command}"' in bootstrap for _, command in commands)


def test_architecture_fits_a_page():
    words = (DOCS / "architecture.md").read_text().split()

    assert len(words) < 1200, "It promises one page."


def code_lists():
    """The names of all lists of codes, wherever they stand."""
    for path in MODULES:
        if path.relative_to(ROOT).parts[0] in APPS and re.search(
            r"\(.*Choices\):", path.read_text()
        ):
            module = importlib.import_module(module_name(path))
            for name, value in vars(module).items():
                is_list = isinstance(value, type) and issubclass(value, Choices)
                if is_list and value.__module__ == module.__name__:
                    yield name


def test_glossary_tells_the_source_of_every_code_list():
    told = {
        name.strip()
        for row in table_rows(DOCS / "glossary.md", "Code lists")
        for name in re.sub(r"\(.*?\)", "", row[0]).split(",")
    }

    assert told == set(code_lists())


def test_glossary_maps_every_kind_of_party():
    rows = table_rows(DOCS / "glossary.md", "Kinds of party, and ACLED's")

    assert [row[0].strip("`") for row in rows] == list(PartyKind)
    assert {row[1] for row in rows} <= set("12345678")


def test_contributing_names_the_steps_of_the_run():
    run = (ROOT / ".ci" / "run").read_text()
    steps = re.findall(r"^step (\w+) ", run, re.MULTILINE)

    told = re.findall(r"`(\w+)`", " ".join(section_of(ROOT / "CONTRIBUTING.md", "How we work")))

    assert {step for step in steps if step != "packages"} <= set(told)


def test_changelog_keeps_its_form():
    text = (ROOT / "CHANGELOG.md").read_text()
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)

    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert headings[0] == "Unreleased"
    version = re.compile(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)")
    assert [
        each for each in headings[1:] if each not in kinds and not version.fullmatch(each)
    ] == []


def test_licence_is_apache_2_in_full():
    assert sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2
