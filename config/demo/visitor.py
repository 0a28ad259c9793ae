"""A reader of the demo's pages: asks whether it is ready, signs in through the form, reads."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request

TIMEOUT_SECONDS = 10
NO_ANSWER = "web: it does not answer yet"
SIGN_IN_PATH = "account/login/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"')


class Visitor:
    """A browser without eyes: it keeps cookies and follows redirects."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),  # this machine is never behind a proxy
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def not_ready(self) -> list[str]:
        """What `/readyz` still misses, one line each; empty when the service is ready."""
        try:
            status, text = self._open("readyz", accept="application/json")
        except OSError:
            return [NO_ANSWER]
        if status == 200:
            return []
        try:
            checks = json.loads(text)["checks"]
        except (ValueError, KeyError):
            return [f"web: /readyz answers {status}"]
        return [f"{check['name']}: {check['says']}" for check in checks if not check["ok"]]

    def sign_in(self, email: str, password: str) -> bool:
        """Sign in as a person does; whether the service let us in."""
        _, form = self._open(SIGN_IN_PATH)
        token = TOKEN.search(form)
        if token is None:
            return False
        words = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        status, page = self._open(SIGN_IN_PATH, words)
        return status == 200 and 'name="password"' not in page

    def read(self, path: str = "") -> str:
        """The page's HTML, or nothing if it is not served."""
        try:
            status, page = self._open(path)
        except OSError:
            return ""
        return page if status == 200 else ""

    def _open(
        self, path: str, form: dict[str, str] | None = None, accept: str = "text/html"
    ) -> tuple[int, str]:
        request = urllib.request.Request(  # noqa: S310 -- always our own http address
            self.address + path,
            data=urllib.parse.urlencode(form).encode() if form else None,
            headers={"Accept": accept},
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
