"""A page on paper: how many sheets the browser needs for it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SHEET = re.compile(rb"/Type\s*/Page\b")


def sheets(page: str, folder: Path) -> int:
    """Print a page (its HTML) with its own style sheets, and count the sheets of paper."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("no Chromium on this machine")
    html, paper = folder / "page.html", folder / "page.pdf"
    html.write_text(re.sub(r'/static/([^"]+)', lambda found: _static(found[1]), page))
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'browser'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={paper}",
            html.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(SHEET.findall(paper.read_bytes()))


def _static(name: str) -> str:
    """Where a style sheet lies. Without it the page would be printed bare: that is an error."""
    found = finders.find(name)
    assert found, name
    return Path(found).as_uri()
