"""Remove what earlier starts of the demo made, and nothing else."""

import shutil
from pathlib import Path

from config.embedded.privileges import var_tmp_folder
from config.embedded.sharing import is_in_use
from config.state import StartError, short_socket_folder

# Named one by one: the folder was chosen by a person and may hold other things.
FOLDERS = ("postgres", "postgres.draft", "run", "logs", "mail", "static")
FILES = ("secret_key", "demo_password")


def remove_state(state: Path) -> None:
    """Remove the database, secrets, letters and logs of this folder. Raises StartError if in use."""
    if is_in_use(state):
        raise StartError(
            f"The database in {state} is in use by another command: wait until it has ended."
        )
    for home in (state, var_tmp_folder(state)):
        for server in ("pg", "valkey"):
            shutil.rmtree(short_socket_folder(home / "run" / server), ignore_errors=True)
    for name in FOLDERS:
        if (state / name).exists():
            shutil.rmtree(state / name)
    for name in FILES:
        (state / name).unlink(missing_ok=True)
    if var_tmp_folder(state).exists():
        shutil.rmtree(var_tmp_folder(state))
