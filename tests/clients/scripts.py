"""Running a client's script, which tells the story."""

import asyncio
import json
import subprocess
from typing import Any

from seed.accounts import DEMO_PASSWORD
from tests.clients.conftest import Demo
from tests.clients.happening import happening
from tests.clients.story import USERNAME, uploaded_as
from tests.node import Installed

SECONDS = 30
"""A script may take."""
UPLOADED = {"uploaded": uploaded_as("专利.csv")}
"""What stands besides in the story of a client that sends files."""


async def told(packages: Installed, script: str, demo: Demo, **environment: str) -> dict[str, Any]:
    """The story as a client tells it. Something happens from when it says that it is following."""
    account = {"PANHUO_USERNAME": USERNAME, "PANHUO_PASSWORD": DEMO_PASSWORD}
    process = packages.start(script, **account, PANHUO_URL=demo.url, **environment)
    try:
        async with asyncio.timeout(SECONDS):
            return await heard_out(process, demo)
    finally:
        process.kill()


async def heard_out(process: subprocess.Popen[str], demo: Demo) -> dict[str, Any]:
    assert process.stdout and process.stderr
    following = await asyncio.to_thread(process.stdout.readline)
    assert following == "following\n", following + process.stderr.read()
    async with happening(demo.database):
        story = await asyncio.to_thread(process.stdout.readline)
    assert await asyncio.to_thread(process.wait) == 0, process.stderr.read()
    return dict(json.loads(story))
