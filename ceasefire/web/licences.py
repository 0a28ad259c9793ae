"""The packages this service runs on, by licence, as the packages themselves say."""

from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import groupby

from django.conf import settings

LOCK = "requirements.lock"
LONGEST_NAME = 60  # some packages write the whole text where the name belongs
CLASSIFIER = "License :: "
# One name for licences that packages write in several ways.
ONE_NAME = {
    "apache": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "dual license": "BSD-3-Clause OR Apache-2.0",
    "mit license": "MIT",
    "new bsd": "BSD-3-Clause",
    "the mit license (mit)": "MIT",
}


@cache
def packages_by_licence() -> list[tuple[str, list[str]]]:
    """Licences with the packages under each, both in order; packages not installed left out."""
    named = sorted({(licence_of(each), each.name) for each in _installed()}, key=_in_any_case)
    return [
        (licence, [name for _licence, name in group])
        for licence, group in groupby(named, key=lambda pair: pair[0])
    ]


def licence_of(package: Distribution) -> str:
    """The licence a package states: as an expression, as a short name, or by classifiers."""
    stated = _first(package, "License-Expression") or _first(package, "License")
    if not stated or len(stated) > LONGEST_NAME or "\n" in stated:
        classifiers = [each for each in _all(package, "Classifier") if each.startswith(CLASSIFIER)]
        named = [each.rpartition(" :: ")[2] for each in classifiers]
        stated = " / ".join(named) or "see the package"
    return ONE_NAME.get(stated.lower(), stated)


def _all(package: Distribution, field: str) -> list[str]:
    return package.metadata.get_all(field) or []


def _first(package: Distribution, field: str) -> str:
    return next(iter(_all(package, field)), "")


def _in_any_case(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].lower(), pair[1].lower()


def _installed() -> list[Distribution]:
    packages = []
    for line in (settings.BASE_DIR / LOCK).read_text().splitlines():
        name, found, _version = line.partition("==")
        if found and not line.startswith((" ", "#")):
            try:
                packages.append(distribution(name.partition("[")[0]))
            except PackageNotFoundError:
                continue  # locked for another platform
    return packages
