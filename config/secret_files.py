"""`python3 -m config.secret_files [FOLDER]`: the secrets that docker-compose.yml mounts.

Standard library only. A file that is there already is left as it is.
"""

import secrets
import sys
from pathlib import Path

OWNER, DATABASE = "ceasefire", "ceasefire"


def make_secret_files(folder: Path) -> list[str]:
    """Make the files that are missing and return their names.

    Only their owner can enter the folder; inside it the files can be read by
    everybody, because a container's user is not the one who made them.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passwords = {role: _secret(folder, f"{role}_password") for role in ("postgres", "redis")}
    texts = {
        "secret_key": secrets.token_urlsafe(64),
        "postgres_password": passwords["postgres"],
        "redis_password": passwords["redis"],
        "database_url": _url(OWNER, passwords["postgres"]),
        "web_database_url": _url("ceasefire_web", secrets.token_urlsafe(32)),
        "worker_database_url": _url("ceasefire_worker", secrets.token_urlsafe(32)),
        "redis_url": f"redis://:{passwords['redis']}@broker:6379/0",
        "email_password": "",
    }
    made = [name for name in texts if not (folder / name).exists()]
    for name in made:
        (folder / name).write_text(texts[name])
        (folder / name).chmod(0o444)
    return made


def _secret(folder: Path, name: str) -> str:
    path = folder / name
    return path.read_text().strip() if path.exists() else secrets.token_urlsafe(32)


def _url(user: str, password: str) -> str:
    return f"postgresql://{user}:{password}@database:5432/{DATABASE}"


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "secrets")
    made_now = make_secret_files(target)
    print(f"{target}: {', '.join(made_now) or 'everything is there'}")  # noqa: T201
