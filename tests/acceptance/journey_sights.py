"""Who sees what at each step: what is looked at, and what section 6 of the design lets be seen.

A row is there only if somebody sees it: whatever anybody sees more, or less, makes another table.
"""

from concurrent.futures import ThreadPoolExecutor

from tests.acceptance.journey_guests import (
    ACCUSED,
    ACCUSER,
    GUARANTOR,
    MONITOR,
    PEOPLE,
    READERS,
    STAFF,
    VISITOR,
)
from tests.acceptance.journey_steps import (
    ACCUSATION,
    ACCUSED_POINT,
    HELD_BACK,
    NARRATIVE,
    POINT,
    RESPONSE,
    SENTENCE,
)

FOLDERS = {
    "report": "monitor-reports/",
    "incident": "incidents/",
    "allegation": "allegations/",
    "held back": "allegations/",
    "summary": "summaries/",
}
TRIAGE, API = "triage/", "api/v1/"
WORDS = {
    "name of who reported": MONITOR,
    "narrative": NARRATIVE,
    "hour": "2021-03-05T",  # outsiders are told the day, and which part of it
    "point of the report": POINT[0],
    "sentence of the officer": SENTENCE,
    "grade": "2: probably true",
    "words of the accuser": ACCUSATION,
    "point of the accuser": ACCUSED_POINT[0],
    "words held back": HELD_BACK,
    "words of the accused": RESPONSE,
}
AT_ONCE = 4


def look_around(guests, ids, words):
    """Who sees each record, on its page, in lists and in the API; and whose words, anywhere."""
    asked = READERS | {VISITOR}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda who: shown_to(guests[who], ids), sorted(asked))
        shown = dict(zip(sorted(asked), found, strict=True))
    table = {}
    for who, pages in shown.items():
        for sight in sights_in(pages, ids, {**WORDS, **words}):
            table.setdefault(sight, set()).add(who)
    return table


def shown_to(guest, ids):
    """The text of every page and answer about these records that a guest may read."""
    folders = dict.fromkeys(FOLDERS[name] for name in ids)
    records = [f"{FOLDERS[name]}{each}/" for name, each in ids.items()]
    paths = [TRIAGE, *folders, *records]
    paths += [f"{API}{path}" for path in paths if path != TRIAGE]
    return {path: guest.shown(path) for path in paths}


def sights_in(pages, ids, words):
    """What somebody has seen who was shown these pages; *named*: by its id, anywhere at all."""
    everything = "".join(pages.values())
    for name, each in ids.items():
        folder = FOLDERS[name]
        if pages[f"{folder}{each}/"]:
            yield f"{name}, page"
        if pages[f"{API}{folder}{each}/"]:
            yield f"{name}, API"
        for path, where in ((folder, "list"), (f"{API}{folder}", "API list"), (TRIAGE, "triage")):
            if each in pages[path]:
                yield f"{name}, {where}"
        if each in everything:
            yield f"{name}, named"
    yield from (name for name, said in words.items() if said in everything)


def without(table, *sights):
    return {sight: who for sight, who in table.items() if sight not in sights}


MONITORS = {"monitor", "second monitor"}  # their list is of what they lodged
REPORTED = {
    "report, page": {"monitor", *STAFF},
    "report, list": {"monitor"},
    "report, named": {"monitor", *STAFF},
    "report, API": {"monitor"},
    "report, API list": {"monitor"},
    "report, triage": {"officer"},
    "narrative": {"monitor", "officer", "auditor"},
    "point of the report": {"monitor", "officer", "auditor"},
    "hour": {"monitor", "officer", "auditor"},
    "receipt": {"monitor", "officer", "auditor"},
    "pseudonym": {"officer"},
    "name of who reported": {"monitor"},
}
VERIFIED = {
    **without(REPORTED, "report, triage"),
    "incident, page": STAFF,
    "incident, list": STAFF,
    "incident, named": STAFF,
    "hour": {"monitor", *STAFF},
    "sentence of the officer": STAFF,
    "grade": {"officer"},
}
PUBLISHED = {
    **VERIFIED,
    "incident, page": PEOPLE,
    "incident, list": PEOPLE,
    "incident, named": READERS,
    "incident, API": READERS,
    "incident, API list": READERS,
}
LODGED = {
    **PUBLISHED,
    "allegation, page": {*STAFF, ACCUSER},
    "allegation, list": {*STAFF, ACCUSER},
    "allegation, named": {*STAFF, ACCUSER},
    "allegation, triage": {"officer"},
    "words of the accuser": {*STAFF, ACCUSER},
    "point of the accuser": {*STAFF, ACCUSER},
    "hour": {"monitor", *STAFF, ACCUSER},
    "held back, page": {*STAFF, ACCUSER},
    "held back, list": {*STAFF, ACCUSER},
    "held back, named": {*STAFF, ACCUSER},
    "held back, triage": {"officer"},
    "words held back": {*STAFF, ACCUSER},
}
NOTIFIED = {
    **without(LODGED, "allegation, triage", "held back, triage"),
    "allegation, page": PEOPLE,
    "allegation, list": PEOPLE - MONITORS,
    "allegation, named": READERS,
    "allegation, API": READERS,
    "allegation, API list": READERS,
    "held back, page": {*STAFF, ACCUSER, ACCUSED, GUARANTOR},
    "held back, list": {*STAFF, ACCUSER, ACCUSED, GUARANTOR},
    "held back, named": {*STAFF, ACCUSER, ACCUSED, GUARANTOR},
}
DRAFTED = {
    **NOTIFIED,
    "words of the accused": READERS,
    "summary, page": STAFF,
    "summary, list": STAFF,
    "summary, named": STAFF,
}
RELEASED = {
    **DRAFTED,
    "summary, page": PEOPLE,
    "summary, list": PEOPLE,
    "summary, named": READERS,
    "summary, API": READERS,
    "summary, API list": READERS,
}
AFTER = {
    "reported": REPORTED,
    "verified": VERIFIED,
    "published": PUBLISHED,
    "lodged": LODGED,
    "notified": NOTIFIED,
    "drafted": DRAFTED,
    "released": RELEASED,
}
