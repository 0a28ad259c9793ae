"""Every route of the service, walked from its URL configuration."""

from django.urls import URLPattern, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests.acceptance.world import NOTHING, PARTS


def routes(resolver=None, within=()):
    """The names of all routes; one without a name is told by its pattern."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield ":".join([*within, each.name]) if each.name else f"(unnamed) {each.pattern}"
        else:
            yield from routes(each, (*within, each.namespace) if each.namespace else within)


def address(route, parts):
    """Where a route leads with these parts; missing ones are such as lead nowhere."""
    for names in ([], ["key"], ["pk"], ["uidb36", "key"]):
        try:
            return reverse(route, kwargs={**{name: PARTS[name] for name in names}, **parts})
        except NoReverseMatch:
            continue
    raise NoReverseMatch(f"{route} needs other parts than {sorted(parts)}: name its record.")


def missing(parts):
    """The parts of an address like this one that leads to no record."""
    return {name: NOTHING[name] for name in parts}
