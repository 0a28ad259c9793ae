import os

import pytest

from config.bootstrap import main
from tests.builders.commands import manage


@pytest.mark.parametrize("word", ["--data", "--data="])
def test_state_folder_without_a_name_is_refused(word, capsys):
    assert main(["manage.py", "version", word]) == 1

    assert capsys.readouterr().err == (
        "--data needs the name of a folder, as in --data /srv/ceasefire.\n"
    )


@pytest.mark.parametrize("words", [["--data", "here/state"], ["--data=here/state"]])
def test_state_folder_is_taken_out_of_the_command_line(words, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CEASEFIRE_DATA", "")

    main(["manage.py", *words, "demo", "--unknown"])

    assert os.environ["CEASEFIRE_DATA"] == str(tmp_path / "here" / "state")


def test_unknown_option_of_the_demo_is_named_in_one_line(capsys):
    assert main(["manage.py", "demo", "--bogus"]) == 1

    assert capsys.readouterr().err == (
        "Unrecognized arguments: --bogus. "
        "Use: python3 manage.py demo [--check] [--reset] [--port N] [--data DIR]\n"
    )


def test_missing_setting_is_named_in_one_line(tmp_path):
    done = manage("check", DJANGO_SETTINGS_MODULE="config.settings.production")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "SECRET_KEY must be set; .env.example says what it is.\n"


def test_command_that_needs_no_database_starts_none(tmp_path):
    done = manage("--data", tmp_path, "version")

    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logs", "secret_key"]


def test_commands_with_one_folder_share_one_database(tmp_path):
    count = "from ceasefire.models import User; print(User.objects.count())"
    add = "from tests.builders.accounts import make_user; make_user()"

    before = manage("--data", tmp_path, "shell", "-v0", "-c", count)
    manage("--data", tmp_path, "shell", "-v0", "-c", add)
    after = manage("--data", tmp_path, "shell", "-v0", "-c", count)

    assert [before.stdout, after.stdout] == ["1\n", "2\n"], after.stderr
