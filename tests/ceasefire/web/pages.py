"""How tests read a page: it must be well-formed, then its parts are asked for."""

import re

import html5lib


def parsed(response):
    """The page as a tree. Raises ParseError if it is not well-formed HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content.decode())


def parsed_part(response):
    """A part of a page, as htmx asks for it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(response.content.decode())


INLINE = {"a", "abbr", "b", "bdi", "code", "em", "small", "span", "strong", "time"}


def text_of(element):
    """What a reader reads, spaces made one; whatever stands in a box of its own stands apart."""
    return " ".join("".join(_texts(element)).split())


def _texts(element):
    yield element.text or ""
    for each in element:
        apart = "" if each.tag in INLINE else " "
        yield from (apart, *_texts(each), apart, each.tail or "")


def first(tree, tag, **attributes):
    """The first such element; an attribute of several words needs to hold one of them."""
    return next(elements(tree, tag, **attributes), None)


def elements(tree, tag, **attributes):
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    for each in tree.iter():
        if _local(each) == tag and all(
            value in each.get(name, "").split() for name, value in wanted.items()
        ):
            yield each


def _local(element):
    """The tag without its namespace, which drawings have."""
    return str(element.tag).rpartition("}")[2]


def body_rows(part):
    """The rows of every table's body."""
    return [row for body in part.iter("tbody") for row in body.iter("tr")]


def rows(tree):
    """The text of each row of the results."""
    return [text_of(row) for row in body_rows(first(tree, "div", id="results"))]


def row_heads(tree):
    """The text of the head of each row of the results."""
    results = first(tree, "div", id="results")
    return [text_of(each) for each in elements(results, "th", scope="row")]


def section(tree, name):
    """The section that the heading with this id names."""
    return first(tree, "section", aria_labelledby=name)


def facts(tree):
    """The page's terms and their values."""
    return {
        text_of(pair.find("dt")): text_of(pair.find("dd"))
        for box in elements(tree, "dl", class_="facts")
        for pair in box.iter("div")
        if pair.find("dt") is not None
    }


def links(tree):
    """Where every link leads."""
    return [each.get("href") for each in tree.iter("a")]


def sent_to(tree):
    """Where every form is sent."""
    return [each.get("action") for each in tree.iter("form")]


def without_token(text):
    """A page without its forms' token, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def without_history(answer):
    """A page up to its history, which tells of every publication, without its forms' token."""
    return without_token(answer.content.decode().split('<section class="history"')[0])
