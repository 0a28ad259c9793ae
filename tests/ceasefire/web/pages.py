"""How tests read a page: it must be well-formed, then its parts are asked for."""

import html5lib


def parsed(response):
    """The page as a tree. Raises ParseError if it is not well-formed HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content.decode())


def parsed_part(response):
    """A part of a page, as htmx asks for it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(response.content.decode())


def text_of(element):
    """What a reader reads, spaces made one."""
    return " ".join("".join(element.itertext()).split())


def first(tree, tag, **attributes):
    """The first such element; an attribute of several words needs to hold one of them."""
    return next(elements(tree, tag, **attributes), None)


def elements(tree, tag, **attributes):
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    for each in tree.iter(tag):
        if all(value in each.get(name, "").split() for name, value in wanted.items()):
            yield each


def rows(tree):
    """The text of each row of the results."""
    results = first(tree, "div", id="results")
    return [text_of(row) for body in results.iter("tbody") for row in body.iter("tr")]


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
