"""`panhuo demo`."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.commands import demo
from seed.accounts import DEMO_PASSWORD, READY_ACCOUNTS
from tests.cli.conftest import Run


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
        assert [path.name for path in demo_folder.iterdir() if path.suffix == ".sqlite3"] == [
            "panhuo.sqlite3"
        ]
        assert not list(demo_folder.glob("*building*"))
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
