"""What every page must be, in every language and on every screen, asked of the browser."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

WIDE, NARROW = 1280, 390
HEIGHT = 900
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
GRAVE = {"serious", "critical"}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """([context, options]) => axe.run(context, options).then(found => found.violations)"""
# A long table's rows are alike: the first ones stand for it.
MANY_ROWS = "tbody tr:nth-child(n + 9), ol > li:nth-child(n + 9), ul > li:nth-child(n + 9)"
# Swagger UI puts links into buttons; what is inside them stands in docs/openapi.yaml as well.
FOREIGN = ".swagger-ui .opblock-summary-control"
READING = """() => ({
  lang: document.documentElement.lang,
  dir: document.documentElement.dir,
  title: document.title,
  heads: document.querySelectorAll("h1:not(.swagger-ui *)").length,
  overflow: document.documentElement.scrollWidth - window.innerWidth,
})"""
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
  .filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1) && !each.closest(".skip");
  })
  .slice(0, 5).map(each => each.outerHTML.slice(0, 160))"""


@dataclass
class Look:
    """One page in one language, looked at in one width. The window must know axe."""

    page: Page
    language: str
    width: int

    def faults(self) -> list[str]:
        """What is wrong at first sight."""
        self.page.set_viewport_size({"width": self.width, "height": HEIGHT})
        read = self.page.evaluate(READING)
        expected = {"lang": self.language, "dir": DIRECTIONS[self.language], "heads": 1}
        found = [f"{name} is {read[name]!r}" for name in expected if read[name] != expected[name]]
        if not read["title"].partition("·")[0].strip():
            found.append("the title is empty")
        if read["overflow"] > 0:
            found.append(f"{read['overflow']} px too wide: {self.page.evaluate(TOO_WIDE)}")
        return [self._told(each) for each in found]

    def barriers(self, *, every_row: bool) -> list[str]:
        """What keeps readers out, as axe finds it: nothing grave may be there."""
        left_out = [[FOREIGN]] if every_row else [[FOREIGN], [MANY_ROWS]]
        options = {"runOnly": STANDARDS, "resultTypes": ["violations"], "preload": False}
        return [
            self._told(f"{each['id']}: {node['html'][:200]} {node['failureSummary']}")
            for each in self.page.evaluate(ASK_AXE, [{"exclude": left_out}, options])
            if each["impact"] in GRAVE
            for node in each["nodes"][:3]
        ]

    def _told(self, fault: str) -> str:
        return f"{self.language}, {self.width} px: {fault}"

    def keep(self, name: str) -> None:
        """Save a picture of the whole page where CEASEFIRE_SCREENSHOTS names a folder."""
        folder = os.environ.get("CEASEFIRE_SCREENSHOTS")
        if folder:
            file = re.sub(r"[^\w.-]+", "-", f"{name}-{self.language}-{self.width}.png")
            self.page.screenshot(path=Path(folder) / file, full_page=True)
