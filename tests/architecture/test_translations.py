"""Catalogues hold every word that pages say, and are compiled as they stand."""

import re
import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings

from tests.architecture.project import MODULES, ROOT, name_of

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{\w+}|`[^`]*`|</?\w+")
RENAMED = re.compile(r"gettext\w* as (?!_\b)")
SOURCES = ("ceasefire", "config", "reports", "manage.py")
every_language = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(language, ending="po"):
    return ROOT / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def texts(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def said(entries):
    return {
        (each.msgctxt, each.msgid): [text for text in texts(each) if text]
        for each in entries
        if each.msgid
    }


@every_language
def test_every_word_is_translated_and_sure(language):
    entries = polib.pofile(catalogue(language))

    assert [each.msgid for each in entries if not each.translated()] == []
    assert [each.msgid for each in entries if each.obsolete or each.fuzzy] == []


@every_language
def test_translation_names_what_the_original_names(language):
    for each in polib.pofile(catalogue(language)):
        wanted = set(PLACEHOLDER.findall(f"{each.msgid} {each.msgid_plural}"))
        spared = set(PLACEHOLDER.findall(each.msgid_plural)) - set(PLACEHOLDER.findall(each.msgid))
        for text in filter(None, texts(each)):
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted, each.msgid
            assert each.msgid_plural or wanted - spared <= found, each.msgid


@every_language
def test_catalogue_is_compiled_as_it_stands(language):
    compiled = polib.mofile(catalogue(language, "mo"))

    assert said(compiled) == said(polib.pofile(catalogue(language))), "Run compilemessages."


@every_language
def test_catalogue_holds_every_marked_word_and_no_other(language, tmp_path):
    if shutil.which("xgettext") is None:
        pytest.skip("no gettext on this machine")
    for name in SOURCES:
        (tmp_path / name).symlink_to(ROOT / name)
    made = tmp_path / "locale" / language / "LC_MESSAGES"
    made.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", language, "--symlinks"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip

    marked = said(polib.pofile(made / "django.po")).keys()
    held = said(polib.pofile(catalogue(language))).keys()
    assert held == marked, "Run makemessages (see CONTRIBUTING.md)."


def test_words_are_marked_by_names_that_makemessages_knows():
    renaming = [name_of(path) for path in MODULES if RENAMED.search(path.read_text())]

    assert renaming == [], "Call it `gettext` or `_`: what is marked otherwise is never translated."
