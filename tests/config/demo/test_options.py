import socket

import pytest

from config.demo.options import Options, only_demo, read_options
from config.state import StartError


@pytest.fixture(autouse=True)
def state(monkeypatch, tmp_path):
    monkeypatch.setenv("CEASEFIRE_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def port():
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_words_become_options(state, port):
    options = read_options(["--check", "--reset", "--port", str(port)])

    assert options == Options(check=True, reset=True, port=port, state=state)
    assert options.address == f"http://localhost:{port}/"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--port", "many"], "Argument --port: invalid int value: 'many'. Use: python3 manage.py"),
        (["--rese"], "Unrecognized arguments: --rese. Use: "),
        (["--port", "99999"], "Port 99999 cannot be used"),
        (["--port", "-1"], "Port -1 cannot be used"),
    ],
)
def test_words_that_mean_nothing_are_refused(words, says):
    with pytest.raises(StartError) as refused:
        read_options(words)

    assert str(refused.value).startswith(says)
    assert "\n" not in str(refused.value)


def test_taken_port_is_refused(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]

        with pytest.raises(StartError, match=f"Port {number} cannot be used .* --port N"):
            read_options(["--port", str(number)])


def test_folder_that_cannot_be_written_is_refused(monkeypatch, state):
    (state / "file").touch()
    monkeypatch.setenv("CEASEFIRE_DATA", str(state / "file"))

    with pytest.raises(StartError, match="cannot be written"):
        read_options([])


def test_second_demo_of_a_folder_is_told_of_the_first(port):
    first = read_options(["--port", str(port)])

    with (
        only_demo(first),
        pytest.raises(StartError, match=f"already runs on .*, at http://localhost:{port}/"),
    ):
        read_options(["--port", str(port)])

    assert read_options(["--port", str(port)]) == first
