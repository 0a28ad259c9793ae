import stat

from config.databases import parse_database_url
from config.secret_files import make_secret_files


def test_secret_files_fit_together(tmp_path):
    folder = tmp_path / "secrets"

    made = make_secret_files(folder)

    texts = {path.name: path.read_text() for path in folder.iterdir()}
    owner = parse_database_url(texts["database_url"])
    assert set(made) == set(texts)
    assert (owner["USER"], owner["PASSWORD"]) == ("ceasefire", texts["postgres_password"])
    assert texts["redis_url"] == f"redis://:{texts['redis_password']}@broker:6379/0"
    assert len(texts["secret_key"]) > 50


def test_roles_have_passwords_of_their_own(tmp_path):
    make_secret_files(tmp_path)

    roles = [
        parse_database_url((tmp_path / f"{name}database_url").read_text())
        for name in ("", "web_", "worker_")
    ]
    assert [role["USER"] for role in roles] == ["ceasefire", "ceasefire_web", "ceasefire_worker"]
    assert len({role["PASSWORD"] for role in roles}) == 3


def test_only_the_owner_reaches_the_files(tmp_path):
    make_secret_files(tmp_path / "secrets")

    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_second_run_changes_nothing_and_fills_gaps(tmp_path):
    make_secret_files(tmp_path)
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    (tmp_path / "redis_url").unlink()

    made = make_secret_files(tmp_path)

    assert made == ["redis_url"]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before
