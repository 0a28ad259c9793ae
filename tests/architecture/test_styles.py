"""Style sheets know no left or right, and no colour but the tokens'."""

import re

import pytest

from tests.architecture.project import APPS, MODULES, ROOT, STYLE_SHEETS, TEMPLATES, name_of

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INNERMOST = re.compile(r"{([^{}]*)}")
PHYSICAL = re.compile(
    r"^(margin|padding|inset|scroll-margin|scroll-padding|border)-(left|right|top|bottom)\b"
    r"|^border-(top|bottom)-(left|right)-radius$"
    r"|^(left|right|top|bottom)$"
    r"|^(min-|max-)?(width|height)$"
)
ONE_SIDED = re.compile(r"^(left|right)$")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    r"|\b(black|white|red|green|blue|yellow|orange|purple|gr[ae]y|brown|pink)\b",
    re.IGNORECASE,
)
TOKENS = "tokens.css"
every_sheet = pytest.mark.parametrize("path", STYLE_SHEETS, ids=name_of)


def declarations(path):
    """`(property, value)` of every declaration."""
    for body in INNERMOST.findall(COMMENT.sub("", path.read_text())):
        for line in body.split(";"):
            name, colon, value = line.partition(":")
            if colon:
                yield name.strip(), " ".join(value.split())


@every_sheet
def test_properties_are_logical(path):
    physical = [
        f"{name}: {value}"
        for name, value in declarations(path)
        if PHYSICAL.search(name)
        or (name in {"float", "clear", "text-align"} and ONE_SIDED.search(value))
    ]

    assert physical == [], "Write inline and block, start and end: both directions are equal."


@every_sheet
def test_colours_are_tokens(path):
    if path.name == TOKENS:
        assert any(COLOUR.search(value) for _, value in declarations(path))
        return

    colours = [f"{name}: {value}" for name, value in declarations(path) if COLOUR.search(value)]

    assert colours == [], f"Name the colour in {TOKENS} and use var(--…)."


@every_sheet
def test_sheet_takes_nothing_from_elsewhere(path):
    assert re.findall(r"@import|url\((?!['\"]?data:)", path.read_text()) == []


def test_code_and_templates_choose_no_colour():
    choosing = {
        name_of(path): found
        for path in (*MODULES, *TEMPLATES)
        if (found := re.findall(r"[\"'>: ]#[0-9a-fA-F]{6}\b", path.read_text()))
    }

    assert choosing == {}, f"Give the shape a class, and the class a token of {TOKENS}."


def test_every_token_used_is_made():
    sheets = "".join(path.read_text() for path in STYLE_SHEETS)

    used = set(re.findall(r"var\((--[\w-]+)", sheets))
    made = set(re.findall(r"(--[\w-]+)\s*:", sheets))

    assert used <= made


def test_no_script_or_font_of_others_is_kept():
    kept = [
        name_of(path)
        for app in APPS
        for path in (ROOT / app).rglob("*")
        if path.suffix in {".woff", ".woff2", ".ttf", ".otf"} or path.name.endswith(".min.js")
    ]

    assert kept == [], "Third-party front-end code comes out of an installed package."
