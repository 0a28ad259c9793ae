"""The journey of a mutual accusation, step by step, each on the page that offers it."""

from dataclasses import dataclass, field

from ceasefire.codes.allegations import HarmQuestion
from tests.acceptance.cases_guests import code_in, id_in, let_days_pass

NEW_REPORT = "/monitor-reports/new/?agreement=DEMO-1"
NEW_ALLEGATION = "/allegations/new/?agreement=DEMO-1"
DENIED = "لم تطلق أي وحدة من وحداتنا النار ذلك الصباح."
NORTHS, SOUTHS = "Their mortars shelled the bridge.", "قصفت مدافعهم الجسر ونحن نعبره."
CRATERS = "Two craters by the northern pier point to the southern bank."
MEASURED = "Two craters by the northern pier point to the southern bank, measured twice."
NO_FIRE_SEEN = "Who aimed at the mill by the bridge cannot be told from what was seen."
MEASURED_AGAIN = "The craters were measured again."


@dataclass
class Case:
    """What came about on the way: public ids by what they name."""

    ids: dict[str, str] = field(default_factory=dict)

    def page(self, name, step=""):
        plural = {"incident": "incidents", "found": "findings", "open": "findings"}
        folder = plural.get(name, "allegations")
        return f"/{folder}/{self.ids[name]}/{step}"


def happening(minute="40", **boxes):
    return {
        "begins_at": f"2026-11-05T06:{minute}",
        "time_precision": "minute",
        "place": "Weir Bridge",
        **boxes,
    }


def tell(guests, case):
    """Two monitors tell what each noticed; an officer makes one incident of it."""
    seen = {"basis": "saw", "means": ["seen"], "act": "indirect_fire", "permitted_use": "publish"}
    heard = seen | {"means": ["heard"]}
    told = guests["watcher"].send(NEW_REPORT, narrative="Six impacts.", **happening(), **seen)
    first = id_in(told)
    other = guests["second watcher"].send(
        NEW_REPORT, narrative="سمعنا ستة انفجارات.", **happening("42"), **heard
    )
    second = id_in(other)
    opened = guests["officer"].send(f"/monitor-reports/{first}/open-incident/")
    case.ids["incident"] = id_in(opened)
    guests["officer"].send(
        f"/monitor-reports/{second}/link/", incident=case.ids["incident"], kind="same"
    )


def accuse(guests, case):
    """Each Command accuses the other; both allegations are about that incident."""
    about = {"act": "indirect_fire", "provisions": ["1"]}
    for who, accused, minute, words in (
        ("north", "SOUTH", "38", NORTHS),
        ("south", "NORTH", "45", SOUTHS),
    ):
        language = {"north": "en", "south": "ar"}[who]
        lodged = guests[who].send(
            NEW_ALLEGATION, accused=accused, words=words, language=language,
            **happening(minute), **about,
        )  # fmt: skip
        case.ids[who] = id_in(lodged)
    reference = code_in(guests["officer"].ask(case.page("incident")))
    for who in ("north", "south"):
        guests["officer"].send(case.page(who, "admit/"), reference=reference)


def confirm_mutual(guests, case):
    """The service has proposed that the two meet; an officer confirms it."""
    page = guests["officer"].ask("/mutual-accusations/")
    page.locator('#results a[href^="/mutual-accusations/"]').first.click()
    case.ids["mutual"] = id_in(page)
    path = f"/mutual-accusations/{case.ids['mutual']}/"
    guests["officer"].send(f"{path}confirm/", kind="same_event_reversed")


def put(guests, case):
    """Another officer finds both statements safe; then each is put to the side that it accuses."""
    safe = dict.fromkeys(HarmQuestion.values, "safe")
    for who in ("north", "south"):
        guests["officer"].send(case.page(who, "harm-check/"))
        waiting = guests["second officer"].ask("/harm-checks/")
        check = waiting.locator('#results a[href^="/harm-checks/"]').first.get_attribute("href")
        guests["second officer"].send(check, **safe)
        guests["officer"].send(case.page(who, "notify/"), proof="Handed over at the bridge.")


def answer(guests, case):
    """Southern Command answers in time. Northern Command is silent until it is overdue."""
    path = case.page("north")
    guests["south"].send(f"{path}acknowledge/", on=path)
    guests["south"].send(f"{path}answer/", kind="deny", words=DENIED, language="ar")
    let_days_pass(9, case.ids["south"])


def conclude(guests, case):
    """It happened; probably Southern Command; which is published."""
    page = case.page("incident")
    guests["officer"].send(f"{page}take-up/", on=page)
    form = guests["officer"].ask(page).locator(f'form[action="{page}answer/"]')
    names = form.evaluate("form => [...form.elements].map(each => each.name)")
    receipts = [each.removeprefix("rests-") for each in names if each.startswith("rests-")]
    rests = {f"rests-{each}": True for each in receipts}
    grades = {f"grade-{each}": "2" for each in receipts}
    basis = {"evidence": ["own_observation", "imagery"], "sentence": CRATERS}
    guests["officer"].send(f"{page}answer/", on=page, value="verified", **basis, **rests, **grades)
    guests["officer"].send(
        f"{page}by-whom/", on=page, value="probable", party="SOUTH", **basis, **rests
    )
    guests["officer"].send(f"{page}publish/", on=page)


def find(guests, case):
    """A violation of one clause; of another, that nobody can be named."""
    new = f"{case.page('incident')}findings/new/"
    found = guests["officer"].send(
        new, provision="1", accused="SOUTH", outcome="violation", reasoning=CRATERS
    )
    case.ids["found"] = id_in(found)
    left_open = guests["officer"].send(
        new, provision="7", accused="", outcome="not_attributable", reasoning=NO_FIRE_SEEN
    )
    case.ids["open"] = id_in(left_open)
    for name in ("found", "open"):
        page = case.page(name)
        guests["officer"].send(f"{page}submit/", on=page)
        guests["second officer"].send(f"{page}review/", verdict="sound")
    page = case.page("found")
    guests["officer"].send(f"{page}notify/")
    guests["south"].send(f"{page}reply/", words=DENIED, language="ar")
    for name in ("found", "open"):
        page = case.page(name)
        guests["officer"].send(f"{page}deliberate/")
        adopt(guests, page)


def adopt(guests, page):
    """Two adjudicators, one after the other."""
    guests["adjudicator"].send(f"{page}sign/")
    guests["second adjudicator"].send(f"{page}adopt/")


def correct(guests, case):
    """The adopted finding is written anew, and adopted by two again."""
    page = case.page("found")
    guests["officer"].send(f"{page}correct/", reasoning=MEASURED, reason=MEASURED_AGAIN)
    adopt(guests, page)


STEPS = (tell, accuse, confirm_mutual, put, answer, conclude, find, correct)


def walk(guests):
    case = Case()
    for step in STEPS:
        step(guests, case)
    return case
