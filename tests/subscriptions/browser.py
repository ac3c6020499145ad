"""A page in Chromium, driven by the DevTools protocol."""

import asyncio
import itertools
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from tests.waiting import until

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--lang=en", "--remote-debugging-port=0"),
)


@dataclass
class Page:
    """One page: what it is told to do, and what its console said."""

    connection: ClientConnection
    ids: Any = field(default_factory=lambda: itertools.count(1))
    console: list[str] = field(default_factory=list)

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a command."""
        identity = next(self.ids)
        await self.connection.send(json.dumps({"id": identity, "method": method, "params": params}))
        while True:
            message = json.loads(await self.connection.recv())
            if message.get("method") == "Log.entryAdded":
                self.console.append(message["params"]["entry"]["text"])
            if message.get("id") == identity:
                assert "error" not in message, message
                return message["result"]

    async def value(self, expression: str) -> Any:
        """What a script gives, in the page."""
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def shows(self, expression: str) -> None:
        """Wait until a script gives something true."""

        async def holds() -> bool:
            return bool(await self.value(expression))

        await until(holds)


@asynccontextmanager
async def page(folder: Path) -> AsyncIterator[Page]:
    """An empty page of a browser that lasts as long as the block."""
    process = await asyncio.create_subprocess_exec(
        *(str(CHROMIUM), *FLAGS, f"--user-data-dir={folder}", "about:blank"),
        stderr=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        opened = folder / "DevToolsActivePort"
        await until(lambda: opened.exists() and len(opened.read_text().splitlines()) == 2)
        port, path = opened.read_text().splitlines()
        async with websockets.connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as browser:
            target = (await Page(browser).call("Target.getTargets"))["targetInfos"][0]["targetId"]
        address = f"ws://127.0.0.1:{port}/devtools/page/{target}"
        async with websockets.connect(address, max_size=None) as connection:
            yield Page(connection)
    finally:
        process.terminate()
        await process.wait()
