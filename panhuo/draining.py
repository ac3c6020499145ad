"""Being told to stop: `/readyz` says so first, connections end with their answer, then the server stops."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import structlog

log = structlog.get_logger("panhuo")

STREAMS_SECONDS = 2.0
"""How long streams and sockets may take to end once they are told."""


class Draining:
    """Whether this process was told to stop and serves on for a grace, so that proxies notice."""

    def __init__(self) -> None:
        self.begun = False
        self.ending = asyncio.Event()
        """Set when the grace is over: streams and sockets, which would never end by themselves, end now."""
        self.streams = 0
        self.streams_ended = asyncio.Event()
        self.streams_ended.set()

    @contextmanager
    def streaming(self) -> Iterator[None]:
        """For as long as a stream or a socket is open: the server waits a moment for it to end in order."""
        self.streams += 1
        self.streams_ended.clear()
        try:
            yield
        finally:
            self.streams -= 1
            if not self.streams:
                self.streams_ended.set()

    async def end_streams(self) -> None:
        """Tell streams and sockets to end, and give them a moment."""
        self.ending.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(STREAMS_SECONDS):
                await self.streams_ended.wait()

    @contextmanager
    def on_sigterm(self, seconds: float) -> Iterator[None]:
        """For the length of a block, let SIGTERM begin the grace; its former handler is called at the end.

        A second SIGTERM changes nothing; SIGINT stops at once, as before, and ends streams too.
        """
        loop = asyncio.get_running_loop()
        interrupt: Any = signal.getsignal(signal.SIGINT)

        def interrupted(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.ending.set)
            interrupt(number, frame)

        try:
            former: Any = signal.getsignal(signal.SIGTERM)
            signal.signal(
                signal.SIGTERM, lambda number, frame: loop.call_soon_threadsafe(begin, number, frame)
            )
            if callable(interrupt):
                signal.signal(signal.SIGINT, interrupted)
        except ValueError:  # not the main thread: whoever embeds us has the signals
            yield
            return

        def begin(number: int, frame: FrameType | None) -> None:
            if not self.begun:
                self.begun = True
                log.info("draining", seconds=seconds)
                self.stopping = loop.create_task(stop(number, frame))

        async def stop(number: int, frame: FrameType | None) -> None:
            await asyncio.sleep(seconds)
            await self.end_streams()
            signal.signal(signal.SIGTERM, former)
            if callable(former):
                former(number, frame)
            else:
                signal.raise_signal(number)

        try:
            yield
        finally:
            signal.signal(signal.SIGINT, interrupt)
            if not self.begun:
                signal.signal(signal.SIGTERM, former)
