"""What can be expected to go wrong is said in a sentence, with exit code 1."""

import asyncio
import socket
from pathlib import Path

import pytest

from panhuo.db import connection, database
from panhuo.settings import get_settings
from tests.cli.conftest import NameDatabase, Run


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgres://panhuo:secret@127.0.0.1:1/panhuo", "postgres://panhuo:***@127.0.0.1:1/panhuo"),
        ("mysqlx://panhuo", "postgres://user:password@host:port/name"),
        ("sqlite://{folder}/none.sqlite3", "panhuo migrate"),
        ("sqlite://{folder}/no/folder.sqlite3", "panhuo migrate"),
        ("sqlite://{folder}/text.sqlite3", "not a database"),
        ("sqlite://{folder}/other.sqlite3", "panhuo migrate"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_a_sentence(
    run: Run, tmp_path: Path, database_named: NameDatabase, url: str, says: str
) -> None:
    # given
    (tmp_path / "text.sqlite3").write_text("text " * 200)
    (tmp_path / "other.sqlite3").touch()
    database_named(url.format(folder=tmp_path))

    # when
    results = [run("user", "list"), run("codes", "load-builtin"), run("serve", "--port", "0")]

    # then
    for result in results:
        assert result.exit_code == 1
        assert says in result.output.replace("\n", "")
        assert "Traceback" not in result.output
        assert "secret" not in result.output
    assert not (tmp_path / "none.sqlite3").exists()


def test_migrate_fails_in_a_sentence_too(run: Run, tmp_path: Path, database_named: NameDatabase) -> None:
    for url in (f"sqlite://{tmp_path}/no/folder.sqlite3", "postgres://panhuo@127.0.0.1:1/panhuo"):
        database_named(url)
        result = run("migrate")
        assert (result.exit_code, "cannot be used" in result.output) == (1, True)


def test_a_newer_database_is_refused(run: Run, database_url: str) -> None:
    # given
    async def upgrade() -> None:
        async with database(database_url):
            await connection().execute_script(
                "insert into tortoise_migrations (app, name, applied_at)"
                " values ('panhuo', '9999_later', '2030-01-01')"
            )

    asyncio.run(upgrade())

    # then
    for command in (("migrate",), ("user", "list")):
        result = run(*command)
        assert result.exit_code == 1
        assert "newer version" in result.output


def test_a_replica_of_sqlite_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANHUO_DATABASE_URL", "sqlite://panhuo.sqlite3")
    monkeypatch.setenv("PANHUO_REPLICA_URL", "postgres://panhuo:secret@127.0.0.1/panhuo")
    get_settings.cache_clear()
    try:
        result = run("serve", "--port", "0")
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()

    assert result.exit_code == 1
    assert result.output.startswith("PANHUO_REPLICA_URL: ")
    assert "secret" not in result.output


def test_wrong_settings_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANHUO_TRUSTED_PROXIES", "several")
    get_settings.cache_clear()
    try:
        result = run("user", "list")
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()
    assert result.exit_code == 1
    assert result.output.startswith("PANHUO_TRUSTED_PROXIES: ")


def test_serve_says_when_the_port_is_taken(run: Run, database_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port)
    assert result.exit_code == 1
    assert f"port {port}" in result.output
