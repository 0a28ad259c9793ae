"""Two parties' names exchanged, in the record and in what is shown of it."""

import re

from ceasefire.parties.models import Party, PartyAlias

NAMES = ("names", "short_names", "search_names")


def exchange_names(one, other):
    """Exchange the name fields of two parties, and their aliases; ids stay."""
    for field in NAMES:
        mine, theirs = getattr(one, field), getattr(other, field)
        setattr(one, field, theirs)
        setattr(other, field, mine)
    codes = one.code, other.code
    Party.objects.filter(pk=one.pk).update(code="exchanging")
    other.code, one.code = codes
    other.save()
    one.save()
    aliases = list(PartyAlias.objects.filter(party=one))
    PartyAlias.objects.filter(party=other).update(party=one)
    PartyAlias.objects.filter(pk__in=[alias.pk for alias in aliases]).update(party=other)


def exchanged_words(text, one, other):
    """`text` with every name of one party put for the other's; quotations stay word for word."""
    pairs = {one.code: other.code}
    for mine, theirs in ((one.names, other.names), (one.short_names, other.short_names)):
        pairs |= {mine[language]: theirs[language] for language in mine}
    both = pairs | {theirs: mine for mine, theirs in pairs.items()}
    longest_first = sorted(both, key=len, reverse=True)
    names = re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")
    parts = re.split(r"(<blockquote.*?</blockquote>)", text, flags=re.DOTALL)
    return "".join(
        part
        if part.startswith("<blockquote")
        else names.sub(lambda found: both[found.group()], part)
        for part in parts
    )
