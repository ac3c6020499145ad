"""The page in a real browser that can reach no other host. Skipped where there is no Chromium."""

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--virtual-time-budget=20000",
    "--lang=en",
    "--dump-dom",
)
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.usefixtures("built"),
]


@pytest.fixture
def address(anyone: Starlette) -> Iterator[str]:
    """The pages on a port of this machine."""
    server = uvicorn.Server(uvicorn.Config(anyone, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_the_page_works_under_its_policy_and_without_other_hosts(address: str, tmp_path: Path) -> None:
    # when the page is opened where every other host is unresolvable
    command = [str(CHROMIUM), *FLAGS, NO_OTHER_HOST, f"--user-data-dir={tmp_path}"]
    seen = subprocess.run([*command, f"{address}/"], capture_output=True, text=True, timeout=120)

    # then the header, the editor and its text are drawn
    assert "panhuo-header" in seen.stdout
    assert re.search(r'class="view-line"', seen.stdout)

    # and the console has neither a refusal nor an error
    said = [line for line in seen.stderr.splitlines() if "CONSOLE" in line]
    assert [line for line in said if re.search(r"Content Security Policy|Refused|Error|Failed", line)] == []
