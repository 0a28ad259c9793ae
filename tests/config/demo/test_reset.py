import pytest

from config.demo.reset import remove_state
from config.embedded.privileges import var_tmp_folder
from config.embedded.sharing import shared_server
from config.state import StartError, make_state_folder, secret_file


def test_reset_removes_what_the_demo_made_and_nothing_else(tmp_path):
    make_state_folder(tmp_path)
    secret_file(tmp_path, "secret_key")
    for name in ("postgres", "mail", "run"):
        (tmp_path / name).mkdir()
    (tmp_path / "thesis.odt").touch()

    remove_state(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_reset_removes_the_database_of_the_last_resort_too(tmp_path):
    var_tmp_folder(tmp_path).mkdir()
    (var_tmp_folder(tmp_path) / "postgres").mkdir()

    remove_state(tmp_path)

    assert not var_tmp_folder(tmp_path).exists()


def test_reset_is_refused_while_another_command_uses_the_database(tmp_path):
    with (
        shared_server(tmp_path),
        pytest.raises(StartError, match="in use by another command"),
    ):
        remove_state(tmp_path)

    assert (tmp_path / "postgres").exists()
