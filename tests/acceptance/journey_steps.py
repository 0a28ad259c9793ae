"""The steps of the journey, each as the page offers it to whoever takes it."""

import re

from ceasefire.codes.allegations import HarmQuestion
from tests.acceptance.journey_guests import ACCUSED, ACCUSER, CHECKER, RELEASER
from tests.ceasefire.web.pages import first, links, parsed, text_of

NARRATIVE = "Three impacts beside the sluice, seen from the mill."
POINT = ("0.51234", "0.52345")
SENTENCE = "Two fresh craters were measured on the same day."
ACCUSATION = "Their mortars fired at our bridge before noon."
ACCUSED_POINT = ("0.53456", "0.54567")
HELD_BACK = "They fired again, as somebody in their own ranks told us."
RESPONSE = "No unit of ours fired that morning."
CHECK = r"/harm-checks/[0-9a-f-]{36}/"
WHEN_AND_WHERE = {
    "begins_at": "2021-03-05T11:30",
    "time_precision": "minute",
    "place": "Weir Bridge",
}


def report(guests):
    """A monitor tells what they saw; the report's id, and its receipt."""
    boxes = {
        **WHEN_AND_WHERE,
        "latitude": POINT[0],
        "longitude": POINT[1],
        "basis": "saw",
        "means": "seen",
        "act": "indirect_fire",
        "narrative": NARRATIVE,
        "permitted_use": "publish",
    }
    page = guests["monitor"].send("monitor-reports/new/", **boxes)
    return id_in(page), code_in(page)


def open_incident(guests, reported):
    """An officer opens an incident from the report, told no closer than by its settlement."""
    coarser = {"latitude": "", "longitude": ""}
    page = guests["officer"].send(f"monitor-reports/{reported}/open-incident/", **coarser)
    return id_in(page)


def verify(guests, incident, receipt):
    """The officer takes it up, grades the account, and answers that it happened."""
    page = f"incidents/{incident}/"
    answer = {
        "value": "verified",
        "evidence": "own_observation",
        "sentence": SENTENCE,
        f"rests-{receipt}": "on",
        f"grade-{receipt}": "2",
    }
    guests["officer"].send(f"{page}take-up/", on=page)
    guests["officer"].send(f"{page}answer/", **answer)


def publish(guests, incident):
    guests["officer"].send(f"incidents/{incident}/publish/")


def accuse(guests, words):
    """The liaison of Northern Command accuses Southern Command; the allegation's id."""
    boxes = {
        **WHEN_AND_WHERE,
        "latitude": ACCUSED_POINT[0],
        "longitude": ACCUSED_POINT[1],
        "accused": "SOUTH",
        "act": "indirect_fire",
        "provisions": "1",
        "words": words,
    }
    return id_in(guests[ACCUSER].send("allegations/new/", **boxes))


def admit(guests, allegation, incident):
    """The officer says that it is about the incident, by the reference that its page tells."""
    reference = code_in(guests["officer"].ask(f"incidents/{incident}/"))
    guests["officer"].send(f"allegations/{allegation}/admit/", reference=reference)


def hold_back(guests, allegation):
    reason = "It may lead to whoever told it."
    guests["adjudicator"].send(f"allegations/{allegation}/hold-back/", reason=reason)


def notify(guests, allegation):
    """Another officer finds that it shows nobody who told; then it is put to the accused."""
    guests["officer"].send(f"allegations/{allegation}/harm-check/")
    waiting = guests[CHECKER].ask("harm-checks/")
    [check] = {link for link in links(parsed(waiting)) if re.fullmatch(CHECK, link)}
    safe = dict.fromkeys(HarmQuestion.values, "safe")
    guests[CHECKER].send(check.removeprefix("/"), **safe)
    proof = "Handed over at the bridge."
    guests["officer"].send(f"allegations/{allegation}/notify/", proof=proof)


def respond(guests, allegation):
    """The liaison of Southern Command denies it."""
    guests[ACCUSED].send(f"allegations/{allegation}/answer/", kind="deny", words=RESPONSE)


def release(guests, summary):
    """One adjudicator approves what the worker has drafted, another releases it."""
    page = f"summaries/{summary}/"
    guests["adjudicator"].send(f"{page}approve/", on=page)
    guests[RELEASER].send(f"{page}release/", on=page)


def id_in(page):
    """The id of the record to whose page one was led."""
    return page.path.rstrip("/").rpartition("/")[2]


def code_in(page):
    """The receipt, or the reference, in the page's heading."""
    heading = first(parsed(page), "h1")
    return text_of(heading).split()[1]
