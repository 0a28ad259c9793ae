"""Settings are read from the environment without guessing."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import env_bool, env_int, env_list, env_secret, env_text


@pytest.fixture
def set_to(monkeypatch):
    """`set_to(text)`: give the variable THE_SETTING this text; None takes it away."""

    def give(text, name="THE_SETTING"):
        if text is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, text)

    give(None)
    return give


def test_text_is_the_variable_else_the_default(set_to):
    assert env_text("THE_SETTING", "usual") == "usual"

    set_to("given")

    assert env_text("THE_SETTING", "usual") == "given"


def test_text_without_a_default_must_be_set():
    with pytest.raises(ImproperlyConfigured, match=r"THE_SETTING must be set; \.env\.example"):
        env_text("THE_SETTING")


@pytest.mark.parametrize("text", ["1", "true", "True", "on", "ON"])
def test_bool_reads_yes(set_to, text):
    set_to(text)

    assert env_bool("THE_SETTING", default=False) is True


@pytest.mark.parametrize("text", ["0", "false", "False", "off", ""])
def test_bool_reads_no(set_to, text):
    set_to(text)

    assert env_bool("THE_SETTING", default=True) is False


@pytest.mark.parametrize("text", ["yes", "no", "y", "2", "enabled", " "])
def test_bool_refuses_to_guess(set_to, text):
    set_to(text)

    with pytest.raises(ImproperlyConfigured, match=r"THE_SETTING is .* write 1 or 0"):
        env_bool("THE_SETTING", default=True)


@pytest.mark.parametrize("default", [True, False])
def test_bool_falls_back_to_its_default(default):
    assert env_bool("THE_SETTING", default=default) is default


def test_int_is_a_whole_number(set_to):
    assert env_int("THE_SETTING", 7) == 7
    set_to("15")
    assert env_int("THE_SETTING", 7) == 15


@pytest.mark.parametrize("text", ["", "1.5", "fifteen"])
def test_int_refuses_anything_else(set_to, text):
    set_to(text)

    with pytest.raises(ImproperlyConfigured, match=r"THE_SETTING is .* whole number"):
        env_int("THE_SETTING", 7)


@pytest.mark.parametrize(
    ("text", "words"),
    [("a, b,c", ["a", "b", "c"]), ("", []), (" , ,", []), ("one", ["one"]), (None, ["usual"])],
)
def test_list_holds_words_between_commas(set_to, text, words):
    set_to(text)

    assert env_list("THE_SETTING", "usual") == words


def test_secret_is_the_variable_or_the_text_of_a_file(set_to, tmp_path):
    set_to("spoken")
    assert env_secret("THE_SETTING") == "spoken"

    path = tmp_path / "secret"
    path.write_text("written\n")
    set_to(str(path), "THE_SETTING_FILE")

    assert env_secret("THE_SETTING") == "written"


def test_secret_falls_back_to_its_default_and_else_must_be_set():
    assert env_secret("THE_SETTING", "") == ""

    with pytest.raises(ImproperlyConfigured, match="THE_SETTING must be set"):
        env_secret("THE_SETTING")


def test_secret_file_that_cannot_be_read_is_named(set_to, tmp_path):
    set_to(str(tmp_path / "missing"), "THE_SETTING_FILE")

    with pytest.raises(
        ImproperlyConfigured, match=r"THE_SETTING_FILE names .*missing.*No such file"
    ):
        env_secret("THE_SETTING")
