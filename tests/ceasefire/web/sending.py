"""What a monitor fills in, as their browser sends it; and what the page says of it."""

from tests.builders.agreements import DEMO
from tests.ceasefire.web.pages import body_rows, elements, first, parsed, text_of

START, REPORT = "/monitor-reports/", "/monitor-reports/new/"
SEEN, UNSEEN = "/monitor-reports/nothing/", "/monitor-reports/could-not-look/"
BY_RECEIPT = "/monitor-reports/stop/"
ONCE = "11111111-1111-4111-8111-111111111111"


def report_page(report, step=""):
    return f"/monitor-reports/{report.public_id}/{step}"


def filled_in(**changes):
    """The boxes of a report of Weir Bridge; the clock of DEMO-1 is two hours ahead of UTC.

    What is changed to None is not sent at all.
    """
    usual = {
        "agreement": DEMO,
        "submission": ONCE,
        "begins_at": "2021-03-05T11:30",
        "time_precision": "minute",
        "place": "Weir Bridge",
        "place_precision": "exact",
        "basis": "saw",
        "permitted_use": "show_mechanism",
        "language": "en",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def looked(**changes):
    """The boxes of two hours in the north of the valley."""
    usual = {
        "agreement": DEMO,
        "submission": ONCE,
        "area": "DV-N",
        "begins_at": "2021-03-05T11:00",
        "ends_at": "2021-03-05T13:00",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def sent_rows(tree):
    """The text of every row of the page's tables."""
    return [text_of(row) for row in body_rows(tree)]


def faults(answer):
    """What the page says is wrong, by field; of the whole form under a blank name."""
    tree = parsed(answer)
    said = {}
    for box in elements(tree, "ul", class_="errorlist"):
        name = box.get("id", "").removeprefix("id_").removesuffix("_error")
        said[name] = text_of(box)
    return said


def typed(answer):
    """What stands in the boxes of the page's form, by name; several choices as a list."""
    form = first(parsed(answer), "form", class_="sending")
    found = {}
    for box in form.iter("input"):
        if box.get("type") not in {"radio", "checkbox"}:
            found[box.get("name")] = box.get("value", "")
        elif "checked" in box.attrib:
            kept = found.get(box.get("name"))
            value = box.get("value")
            found[box.get("name")] = [*kept, value] if isinstance(kept, list) else value
    for box in form.iter("select"):
        chosen = [each.get("value") for each in box.iter("option") if "selected" in each.attrib]
        found[box.get("name")] = chosen[0] if chosen else ""
    for box in form.iter("textarea"):
        found[box.get("name")] = (box.text or "").strip("\n")
    return found
