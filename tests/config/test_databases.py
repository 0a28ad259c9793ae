import pytest
from django.core.exceptions import ImproperlyConfigured

from config.databases import database_settings, parse_database_url


@pytest.fixture
def urls(monkeypatch):
    """The addresses of the three roles, and no other."""
    for name in ("CEASEFIRE_ROLE", "DATABASE_URL", "WEB_DATABASE_URL", "WORKER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@server/record")
    return monkeypatch


def test_url_of_a_server_is_taken_apart():
    settings = parse_database_url(
        "postgresql://ceasefire_web:p%40ss%2Fword@db.invalid:5433/the%20record?sslmode=require"
    )

    assert (settings["HOST"], settings["PORT"]) == ("db.invalid", "5433")
    assert (settings["USER"], settings["PASSWORD"]) == ("ceasefire_web", "p@ss/word")
    assert settings["NAME"] == "the record"
    assert settings["OPTIONS"] == {"connect_timeout": "5", "sslmode": "require"}


def test_url_of_a_socket_names_its_folder():
    settings = parse_database_url("postgresql://ceasefire@/ceasefire?host=%2Frun%2Fpg")

    assert (settings["HOST"], settings["PORT"]) == ("/run/pg", "")
    assert (settings["USER"], settings["PASSWORD"]) == ("ceasefire", "")
    assert settings["OPTIONS"] == {"connect_timeout": "5"}


def test_time_to_connect_may_be_stated():
    settings = parse_database_url("postgresql://owner@server/record?connect_timeout=30")

    assert settings["OPTIONS"] == {"connect_timeout": "30"}


def test_empty_url_leaves_everything_empty():
    settings = parse_database_url("")

    assert [settings[name] for name in ("NAME", "USER", "HOST")] == ["", "", ""]


def test_owner_uses_the_owners_address(urls):
    urls.setenv("WEB_DATABASE_URL", "postgresql://ceasefire_web@server/record")

    assert database_settings()["USER"] == "owner"


@pytest.mark.parametrize("role", ["web", "worker"])
def test_role_uses_its_own_address(urls, role):
    urls.setenv("CEASEFIRE_ROLE", role)
    urls.setenv(f"{role.upper()}_DATABASE_URL", f"postgresql://ceasefire_{role}@server/record")

    assert database_settings()["USER"] == f"ceasefire_{role}"


def test_role_without_an_address_uses_the_owners(urls):
    urls.setenv("CEASEFIRE_ROLE", "web")

    assert database_settings()["USER"] == "owner"


def test_unknown_role_is_refused(urls):
    urls.setenv("CEASEFIRE_ROLE", "weeb")

    with pytest.raises(ImproperlyConfigured, match="CEASEFIRE_ROLE is 'weeb'"):
        database_settings()
