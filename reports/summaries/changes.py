"""What a new edition says otherwise than the one before. Pure."""

from typing import Any

Part = dict[str, Any]
NUMBERS = ("registered", "issues", "without_total", "beyond_areas")
WORDS = ("confirmed", "not_confirmed", "excluded_target")


def changes_between(old: Part, new: Part) -> list[Part]:
    """Every number that differs, and every bulletin that came, went or was corrected.

    Each change names the figure, and the series, side and area it is about.
    """
    return [*_number_changes(old, new), *_bulletin_changes(old, new)]


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
    return found


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


def _version(bulletins: dict[str, Part], public_id: str) -> int | None:
    return bulletins[public_id]["version"] if public_id in bulletins else None


def _bulletins(document: Part) -> dict[str, Part]:
    return {each["id"]: each for series in document["series"] for each in series["bulletins"]}
