"""The probe of containers, against a server that answers like ours."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config.probe import main

READINESS = {"checks": [{"name": "beat", "ok": True}, {"name": "broker", "ok": False}]}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        ours = self.headers["Host"] == "record.example.invalid"
        through_proxy = self.headers["X-Forwarded-Proto"] == "https"
        status = {"/healthz": 200, "/readyz": 503}.get(self.path, 404)
        self.send_response(status if ours and through_proxy else 400)
        self.end_headers()
        self.wfile.write(json.dumps(READINESS).encode() if self.path == "/readyz" else b"ok")

    def log_message(self, *args):
        """Nothing: the test's output is its own."""


@pytest.fixture
def address(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "record.example.invalid, other.invalid")
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["/healthz"], 0),
        (["/readyz"], 1),
        (["/nowhere"], 1),
        (["/readyz", "beat"], 0),
        (["/readyz", "broker"], 1),
        (["/readyz", "moon"], 1),
        (["/healthz", "beat"], 1),
    ],
)
def test_probe_tells_by_its_code(address, words, code):
    path, *check = words

    assert main([address + path, *check]) == code


def test_probe_of_nobody_fails(address):
    assert main(["http://127.0.0.1:1/healthz"]) == 1
