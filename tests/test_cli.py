"""The command line: what it does, what it prints, how it fails."""

import asyncio
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from typer.testing import CliRunner, Result

from panhuo.auth.passwords import verify_password
from panhuo.auth.sessions import create_session
from panhuo.cli import app
from panhuo.clock import now_ms
from panhuo.commands import demo, printed
from panhuo.db import connection, database
from panhuo.models import Code, Session, SignInThrottle, User
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS

PASSWORD = "a long enough one\n"
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str, input: str | None = None) -> Result:
        EXECUTOR_CACHE.clear()  # Tortoise keeps SQL by connection name, not by dialect
        result = CliRunner().invoke(app, arguments, input=input)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def database_named(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def name(url: str) -> None:
        monkeypatch.setenv("PANHUO_DATABASE_URL", url)
        get_settings.cache_clear()

    yield name
    get_settings.cache_clear()


async def only_user(url: str) -> User:
    async with database(url):
        return await User.get()


def test_help_names_every_command_and_imports_little(run: Run) -> None:
    # when
    result = run("--help")
    script = "import sys; from panhuo.cli import app; sys.exit(any(m in sys.modules for m in ('tortoise', 'strawberry')))"
    light = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)

    # then
    assert result.exit_code == 0
    for command in ("demo", "serve", "migrate", "schema", "permissions", "codes", "user"):
        assert command in result.output
    assert light.returncode == 0


def test_migrate_says_what_it_applied(
    run: Run, empty_database_url: str, database_named: Callable[[str], None]
) -> None:
    database_named(empty_database_url)

    assert "Applied 0001_initial" in run("migrate").output
    assert "already" in run("migrate").output


def test_codes_are_loaded_once(run: Run, database_url: str) -> None:
    # when
    first, second = run("codes", "load-builtin"), run("codes", "load-builtin")

    # then
    async def count() -> int:
        async with database(database_url):
            return await Code.all().count()

    assert first.output == f"{asyncio.run(count())} codes new or corrected.\n"
    assert second.output == "0 codes new or corrected.\n"


@pytest.mark.req("S1")
def test_an_operator_is_created_once_with_the_password_piped_in(run: Run, database_url: str) -> None:
    # when
    created = run("user", "create", "Root@Platform ", "--name", "张三", input=PASSWORD)
    again = run("user", "create", "root@platform", "--name", "李四", input=PASSWORD)

    # then
    user = asyncio.run(only_user(database_url))
    assert (created.exit_code, again.exit_code) == (0, 1)
    assert (user.username, user.name, user.role) == ("root@platform", "张三", Role.PLATFORM_OPERATOR)
    assert asyncio.run(verify_password(PASSWORD.rstrip("\n"), user.password_hash))
    assert "root@platform" in again.output
    assert PASSWORD.strip() not in created.output
    assert "张三" in run("user", "list").output


@pytest.mark.parametrize(
    ("arguments", "password"),
    [
        (("root", "--name", "张三"), "short\n"),
        (("root", "--name", "张三"), "\n"),
        (("root", "--name", " "), PASSWORD),
        (("root", "--name", "名" * 61), PASSWORD),
        (("r" * 65, "--name", "张三"), PASSWORD),
        (("a\tb", "--name", "张三"), PASSWORD),
        (("root", "--name", "张三"), "x" * 257 + "\n"),
    ],
)
def test_an_operator_s_account_must_be_right(
    run: Run, database_url: str, arguments: tuple[str, ...], password: str
) -> None:
    # when
    result = run("user", "create", *arguments, input=password)

    # then
    async def count() -> int:
        async with database(database_url):
            return await User.all().count()

    assert result.exit_code == 1
    assert "not valid" in result.output
    assert asyncio.run(count()) == 0


def test_a_reset_ends_sessions_and_lifts_the_lock(run: Run, database_url: str) -> None:
    # given
    run("user", "create", "root", "--name", "张三", input=PASSWORD)

    async def use() -> None:
        async with database(database_url):
            user = await User.get()
            await create_session(user.id)
            from panhuo.auth.throttle import account_key

            await SignInThrottle.create(key=account_key("root"), failures=9, window_started_at=now_ms())

    asyncio.run(use())

    # when
    result = run("user", "reset", "ROOT", input="another long one\n")
    unknown = run("user", "reset", "nobody", input="another long one\n")

    # then
    async def left() -> tuple[int, int]:
        async with database(database_url):
            return await Session.filter(revoked_at=None).count(), await SignInThrottle.all().count()

    user = asyncio.run(only_user(database_url))
    assert (result.exit_code, unknown.exit_code) == (0, 1)
    assert "1 sessions ended" in result.output
    assert asyncio.run(verify_password("another long one", user.password_hash))
    assert asyncio.run(left()) == (0, 0)


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
    run: Run, tmp_path: Path, database_named: Callable[[str], None], url: str, says: str
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


def test_migrate_fails_in_a_sentence_too(
    run: Run, tmp_path: Path, database_named: Callable[[str], None]
) -> None:
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


@pytest.mark.parametrize("command", [("schema",), ("permissions",)])
def test_kept_files_are_printed_written_and_checked(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    # given
    file = tmp_path / "kept"
    named = (*command, "--file", str(file))

    # then
    shown = run(*command)
    assert shown.exit_code == 0
    assert run(*named, "--check").exit_code == 1  # missing
    assert run(*named, "--write").exit_code == 0
    assert file.read_text() == shown.output
    assert run(*named, "--check").exit_code == 0
    file.write_text(shown.output.replace("INVENTOR", "INVENTER", 1))
    stale = run(*named, "--check")
    assert stale.exit_code == 1
    assert "INVENTER" in stale.output
    assert f"panhuo {command[0]} --write" in stale.output


def test_a_missing_folder_for_a_kept_file(tmp_path: Path) -> None:
    with pytest.raises(printed.CommandFailed):
        printed.show_or_keep(
            "text", tmp_path / "no" / "file", check=False, write=True, command="panhuo schema"
        )


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("演示 data")


def start_demo(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A demo on a free port, and what it printed until it gave its address."""
    command = [
        sys.executable,
        "-c",
        "from panhuo.cli import app; app()",
        "demo",
        "--port",
        "0",
        "--data",
        str(folder),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return process, said
    raise AssertionError(said)


def get(url: str) -> int:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return int(response.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def test_the_demo_serves_a_seeded_world_and_finds_it_again(demo_folder: Path) -> None:
    for _ in range(2):
        process, said = start_demo(demo_folder)
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert address
            assert get(f"{address[0]}/readyz") == 200
            assert DEMO_PASSWORD in said
            for account in READY_ACCOUNTS:
                assert account.username in said
        finally:
            process.terminate()
            process.communicate(timeout=30)
        assert sorted(path.name for path in demo_folder.iterdir() if "-" not in path.name) == [
            "panhuo.sqlite3"
        ]
    assert len({(demo_folder / demo.FILE).stat().st_ino}) == 1


def test_the_demo_says_when_its_port_is_taken(run: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("demo", "--port", str(taken.getsockname()[1]), "--data", str(tmp_path / "data"))
    assert result.exit_code == 1
    assert "Try another --port" in result.output
    assert not (tmp_path / "data" / demo.FILE).exists()


@pytest.mark.parametrize("folder", ["what?", "a#b"])
def test_the_demo_needs_a_folder_a_url_can_name(run: Run, tmp_path: Path, folder: str) -> None:
    result = run("demo", "--port", "0", "--data", str(tmp_path / folder))
    assert result.exit_code == 1
    assert "--data" in result.output


def test_the_demo_needs_a_folder_it_can_make(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("demo", "--port", "0", "--data", str(tmp_path / "file" / "data"))
    assert result.exit_code == 1
    assert "cannot be made" in result.output


def test_a_demo_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    async def fail() -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(demo, "seed_demo", fail)
    EXECUTOR_CACHE.clear()

    # when
    with pytest.raises(RuntimeError, match="in the middle"):
        demo.prepare(tmp_path / demo.FILE)

    # then
    assert list(tmp_path.iterdir()) == []
