"""What a new edition says otherwise than the one before. Pure."""

from typing import Any

Part = dict[str, Any]
NUMBERS = ("registered", "issues", "without_total", "beyond_areas")
WORDS = ("confirmed", "not_confirmed", "excluded_target")


def changes_between(old: Part, new: Part) -> list[Part]:
    """Every number that differs, and every record that came, went or was corrected.

    Each change names the figure, and the series, side, area, parties or record it is about.
    """
    return [
        *_number_changes(old, new),
        *_bulletin_changes(old, new),
        *_record_changes("incident", old.get("incidents", []), new["incidents"]),
        *_record_changes("allegation", old.get("allegations", []), new["allegations"]),
    ]


def _number_changes(old: Part, new: Part) -> list[Part]:
    before, after = _numbers(old), _numbers(new)
    return [
        {**dict(about), "old": before.get(about), "new": after.get(about)}
        for about in sorted({**before, **after})
        if before.get(about) != after.get(about)
    ]


def _numbers(document: Part) -> dict[tuple[tuple[str, str], ...], Any]:
    found: dict[tuple[tuple[str, str], ...], Any] = {}
    for series in document["series"]:
        about = (("series", series["code"]),)
        for name in ("held", "expected"):
            found[("figure", name), *about] = series["issues"][name]
        for side in series["sides"]:
            _add_side(found, (*about, ("side", side["side"]["id"])), side)
    if "field" in document:  # what was released by method 1 says nothing of it
        _add_field(found, document["field"])
    return found


def _add_field(found: dict[Any, Any], field: Part) -> None:
    for each in field["incidents"]["by_state"]:
        found[("figure", "incidents"), ("state", each["state"])] = each["number"]
    for each in field["allegations"]["matrix"]:
        parties = [(name, each[name]["id"]) for name in ("complainant", "accused")]
        for name, number in each.items():
            if isinstance(number, int):
                found[("figure", "allegations"), *parties, ("standing", name)] = number
    _add_areas(found, "calls", field.get("calls", []), "calls")
    _add_areas(found, "access", field.get("access", []), "asked")
    for name in ("self_reports", "by_others"):
        if field["allegations"].get(name):  # earlier editions do not tell it
            found[(("figure", name),)] = field["allegations"][name]


def _add_areas(found: dict[Any, Any], figure: str, lines: list[Part], counted: str) -> None:
    for each in lines:
        found[("figure", figure), ("area", each["area"]["code"])] = each[counted]["number"]


def _add_side(found: dict[Any, Any], about: tuple[Any, ...], side: Part) -> None:
    for name in NUMBERS:
        found[("figure", name), *about] = side[name]
    for area in side["areas"]:
        found[("figure", "registered"), *about, ("area", area["area"]["code"])] = area["registered"]
    for view in side["views"]:
        for word in WORDS:
            stated = view[word]
            found[("figure", word), *about, ("author", view["author"]["id"])] = (
                stated and stated["number"]
            )


def _bulletin_changes(old: Part, new: Part) -> list[Part]:
    before, after = _bulletins(old), _bulletins(new)
    return [
        {
            "figure": "bulletin",
            "bulletin": public_id,
            "day": (after.get(public_id) or before[public_id])["day"],
            "old": _version(before, public_id),
            "new": _version(after, public_id),
        }
        for public_id in sorted({**before, **after})
        if _version(before, public_id) != _version(after, public_id)
    ]


def _version(records: dict[str, Part], public_id: str) -> int | None:
    return records[public_id]["version"] if public_id in records else None


def _bulletins(document: Part) -> dict[str, Part]:
    return {each["id"]: each for series in document["series"] for each in series["bulletins"]}


def _record_changes(figure: str, old: list[Part], new: list[Part]) -> list[Part]:
    before, after = ({each["id"]: each for each in lines} for lines in (old, new))
    return [
        {
            "figure": figure,
            "record": line["reference"],
            "day": line["day"],
            "old": _version(before, public_id),
            "new": _version(after, public_id),
        }
        for public_id, line in sorted({**before, **after}.items())
        if _version(before, public_id) != _version(after, public_id)
    ]
