"""Results as server-sent events: GraphQL over SSE, "distinct connections mode".

Lines end in LF alone: some clients know no other. Once a stream is accepted, every error is told as an event,
since a browser's EventSource shows nothing else.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from typing import Any

import orjson
from graphql import ExecutionResult
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from panhuo.compiler.faults import as_errors
from panhuo.context import Context
from panhuo.draining import Draining
from panhuo.http.accepting import EVENTS
from panhuo.http.answering import response_map
from panhuo.http.asked import Asked
from panhuo.http.performing import stream, subscribes
from panhuo.observing.observed import current
from panhuo.settings import get_settings

COMPLETE = b"event: complete\ndata:\n\n"
COMMENT = b":\n\n"
"""Keeps proxies from closing a silent connection, and says at once that it is open."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


async def event_stream(asked: Asked, context: Context, draining: Draining) -> Response:
    """The response to a request that takes its results as events."""
    frames = frames_of(stream(asked, context), context.chinese)
    if is_live(asked):
        return EventStream(frames, draining)
    whole = [frame async for frame in frames]  # before the headers: signing in leaves a cookie
    return Response(b"".join(whole), 200, HEADERS, f"{EVENTS}; charset=utf-8")


def is_live(asked: Asked) -> bool:
    """Whether events follow one another. What stands against the request is told by its stream."""
    try:
        return subscribes(asked)
    except Exception:
        return False


async def frames_of(
    results: AsyncGenerator[ExecutionResult, None], chinese: bool
) -> AsyncGenerator[bytes, None]:
    """Each result as an event, then `complete`."""
    try:
        async with aclosing(results):
            async for result in results:
                yield next_event(response_map(result, chinese))
    except Exception as error:
        errors = as_errors(error, chinese)
        current().answered(errors)
        yield next_event({"errors": [each.formatted for each in errors]})
    yield COMPLETE


def next_event(payload: dict[str, Any]) -> bytes:
    return b"event: next\ndata: " + orjson.dumps(payload) + b"\n\n"


class EventStream(Response):
    """A response that goes on until its frames end, the client leaves, or the server stops.

    The server's stop ends the connection without `complete`: clients then come back, to another process.
    """

    def __init__(self, frames: AsyncGenerator[bytes, None], draining: Draining) -> None:
        super().__init__(None, 200, HEADERS, f"{EVENTS}; charset=utf-8")
        del self.headers["content-length"]
        self.frames = frames
        self.draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with self.draining.streaming():
            ended = await first_of(left(receive), self.send_all(send), self.draining.ending.wait())
        if ended:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def send_all(self, send: Send) -> None:
        await send({"type": "http.response.body", "body": COMMENT, "more_body": True})
        async with aclosing(beating(self.frames, get_settings().heartbeat_seconds)) as frames:
            async for frame in frames:
                await send({"type": "http.response.body", "body": frame, "more_body": True})


async def left(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def first_of(*works: Awaitable[Any]) -> int:
    """Wait for one of several and end the others; the place of the one. Raises what it raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    first = next(task for task in tasks if not task.cancelled())
    await first
    return tasks.index(first)


async def beating(frames: AsyncGenerator[bytes, None], seconds: float) -> AsyncGenerator[bytes, None]:
    """The same frames, and a comment whenever none came for so long."""
    coming = asyncio.ensure_future(anext(frames, None))
    try:
        while True:
            await asyncio.wait([coming], timeout=seconds)
            if not coming.done():
                yield COMMENT
                continue
            frame = coming.result()
            if frame is None:
                return
            yield frame
            coming = asyncio.ensure_future(anext(frames, None))
    finally:
        coming.cancel()
        await asyncio.wait([coming])
        await frames.aclose()
