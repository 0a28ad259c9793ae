"""Hold the licences of what is locked to an allow list: `python .ci/licences.py`.

Reads the installed distributions named in the lock files. What asks nothing of
our own code is allowed; GPL, AGPL and everything unknown are refused.
"""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock")
# SPDX identifiers, and the words of older metadata.
ALLOWED = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "BSD 3-Clause OR Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "ISC License (ISCL)",
    "MIT",
    "MIT License",
    "MIT-0",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "PSF-2.0",
    "Python Software Foundation License",
    "Unlicense",
    "Zlib",
}
# Allowed by name; each with its reason.
BY_NAME = {
    "axe-playwright-python": "MIT by the licence file it carries; its metadata name none",
    "psycopg2-binary": "LGPL with exceptions: used unchanged, as a library that can be replaced",
    "qrcode": "BSD; its second classifier is about the trade mark of QR codes",
}
CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


def main() -> int:
    names = sorted({name for lock in LOCKS for name in locked(ROOT / lock)})
    refused = [fault for name in names if (fault := fault_of(name))]
    for fault in refused:
        print(fault)
    print(f"{len(names)} locked packages, {len(refused)} refused.")
    return 1 if refused else 0


def locked(lock: Path) -> list[str]:
    return re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock.read_text(), re.MULTILINE)


def fault_of(name: str) -> str | None:
    """What is wrong with a package's licence; None for what another system would install."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    if name in BY_NAME or is_allowed(about):
        return None
    return f"{name}: {about.get('License-Expression') or words_of(about) or 'names no licence'}"


def is_allowed(about: PackageMetadata) -> bool:
    """Whether the expression holds; without one, whether every licence named is allowed."""
    expression = about.get("License-Expression")
    if expression:
        return holds(re.findall(r"[()]|[^\s()]+", str(expression)))
    words = words_of(about)
    return bool(words) and all(word in ALLOWED for word in words)


def words_of(about: PackageMetadata) -> list[str]:
    """The licences of the classifiers, else of the License field."""
    lines = about.get_all("Classifier") or []
    classified = [match[1] for line in lines if (match := CLASSIFIER.fullmatch(line))]
    return classified or [str(about["License"])] * bool(about.get("License"))


def holds(tokens: list[str]) -> bool:
    """Whether an SPDX expression can be met with allowed licences. Takes the tokens it reads."""
    answer = _holds_all(tokens)
    while tokens and tokens[0] == "OR":
        tokens.pop(0)
        answer = _holds_all(tokens) or answer
    return answer


def _holds_all(tokens: list[str]) -> bool:
    answer = _holds_one(tokens)
    while tokens and tokens[0] == "AND":
        tokens.pop(0)
        answer = _holds_one(tokens) and answer
    return answer


def _holds_one(tokens: list[str]) -> bool:
    word = tokens.pop(0)
    if word == "(":
        answer = holds(tokens)
        tokens.pop(0)
        return answer
    if tokens and tokens[0] == "WITH":  # an exception gives more freedom, never less
        del tokens[:2]
    return word in ALLOWED


if __name__ == "__main__":
    sys.exit(main())
