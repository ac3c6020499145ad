"""A few clients that ask a server over and over, and remember every answer."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

ANSWER_SECONDS = 20
"""When a client gives up; far more than any test allows."""


@dataclass(frozen=True)
class Ask:
    """One client's request: an operation with headers, or a path to GET."""

    name: str
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    path: str = "/graphql"


@dataclass(frozen=True)
class Answer:
    """What came back, when it was asked for (`time.monotonic`), and how long it took in seconds."""

    name: str
    asked_at: float
    seconds: float
    status: int | None
    codes: tuple[str, ...] = ()
    data: Any = None
    failure: Exception | None = None


@asynccontextmanager
async def load(url: str, asks: Sequence[Ask], pause: float = 0.05) -> AsyncIterator[list[Answer]]:
    """Let one client for each ask repeat it, with a pause between, for the length of the block."""
    answers: list[Answer] = []
    stopping = asyncio.Event()
    clients = [asyncio.create_task(repeat(url, ask, pause, answers, stopping)) for ask in asks]
    try:
        yield answers
    finally:
        stopping.set()
        await asyncio.gather(*clients)


async def every_client_served(answers: Sequence[Answer], asks: Sequence[Ask], seconds: float = 60) -> None:
    """Return a second after every client was answered, which on a busy machine takes a while at first."""
    async with asyncio.timeout(seconds):
        while {answer.name for answer in answers} != {ask.name for ask in asks}:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    await asyncio.sleep(1.5)


async def repeat(url: str, ask: Ask, pause: float, answers: list[Answer], stopping: asyncio.Event) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=ANSWER_SECONDS) as http:
        while not stopping.is_set():
            answers.append(await once(http, ask))
            await asyncio.sleep(pause)


async def once(http: httpx.AsyncClient, ask: Ask) -> Answer:
    began = time.monotonic()
    try:
        response = (
            await http.get(ask.path, headers=ask.headers)
            if ask.body is None
            else await http.post(ask.path, json=ask.body, headers=ask.headers)
        )
    except httpx.HTTPError as failure:
        return Answer(ask.name, began, time.monotonic() - began, None, failure=failure)
    seconds, found = time.monotonic() - began, response.json()
    codes = tuple(error["extensions"]["code"] for error in found.get("errors", ()))
    return Answer(ask.name, began, seconds, response.status_code, codes, found.get("data"))
