"""Templates parse, hold no style or script, ask no questions, and speak every language."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture.project import ROOT, TEMPLATES, name_of

# Words that are the same in every language; each with its reason.
UNTRANSLATED = {
    "API": "a name of its kind",
    "CSV": "a name of its kind",
    "DEMO": "the mark of invented records, one word on purpose",
    "JSON": "a name of its kind",
    "UTC": "a time scale",
}
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
TRANSLATED = re.compile(r"{%\s*blocktrans.*?%}.*?{%\s*endblocktrans\w*\s*%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
OUTSIDE = re.compile(r"\ssrc=|\stype=[\"']application/json[\"']")  # a script of its own, or data
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=name_of)


def markup_of(path):
    """A template's own HTML, without what Django puts in."""
    text = COMMENT.sub("", path.read_text())
    return TAG.sub("", TRANSLATED.sub("", text))


class Reading(HTMLParser):
    """What a template says by itself, and whether its elements are closed in order."""

    def __init__(self, markup):
        super().__init__()
        self.words, self.open, self.faults = [], [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.words += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID and "svg" not in self.open:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> after {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if not {"code", "kbd", "script"} & set(self.open):
            self.words.append(data)


@every_template
def test_template_compiles(path):
    folder = next(parent for parent in path.parents if parent.name == "templates")

    engines["django"].get_template(str(path.relative_to(folder)))


@every_template
def test_elements_are_closed_in_order(path):
    reading = Reading(markup_of(path))

    assert (reading.faults, reading.open) == ([], [])


@every_template
def test_every_word_is_marked_for_translation(path):
    said = " ".join(Reading(markup_of(path)).words)

    bare = [word for word in re.findall(r"[^\W\d_]{2,}", said) if word not in UNTRANSLATED]

    assert bare == [], "Use {% translate %}."


@every_template
def test_style_and_script_stay_outside(path):
    text = path.read_text()

    inside = re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:|hx-on", text)
    inside += [tag for tag in re.findall(r"<script\b[^>]*>", text) if not OUTSIDE.search(tag)]

    assert inside == [], "The content security policy refuses it: use a class or a module."


@every_template
def test_template_asks_no_questions(path):
    asked = re.findall(r"\.all\b|_set\b|\.objects\b|\.has_perm\b|\bperms\.", path.read_text())

    assert asked == [], "The view passes what the page needs."


@every_template
def test_nothing_comes_from_another_origin(path):
    sources = re.findall(
        r"(?:src|action|<link[^>]*href)=[\"'](?:https?:)?//[^\"']*", path.read_text()
    )

    assert sources == []


def test_tags_are_written_as_djade_writes_them():
    done = subprocess.run(
        [Path(sys.executable).with_name("djade"), "--check", *TEMPLATES],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, f"Run .venv/bin/djade on them:\n{done.stdout}{done.stderr}"
