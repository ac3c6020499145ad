"""Sending signals from within a transaction."""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

from panhuo.db import dialect

CHANNEL = "panhuo"
TOPIC = re.compile(r"[a-z_]+(?::[0-9]+)?", re.ASCII)
PAYLOAD_AT_MOST = 7_900
"""Bytes in a NOTIFY of PostgreSQL, which takes up to 8,000."""

Run = Callable[[str], Awaitable[Any]]
"""Executes one statement in the transaction that writes."""


async def signal(run: Run, topics: Iterable[str]) -> None:
    """Wake whoever listens to one of the topics, in every process, once this transaction is committed.

    PostgreSQL keeps a NOTIFY until the commit and drops it with a rollback. On SQLite nothing is to be done:
    those who listen notice every commit by themselves.
    """
    if dialect() == "postgres":
        for payload in payloads(topics):
            await run(f"select pg_notify('{CHANNEL}', '{payload}')")


def payloads(topics: Iterable[str]) -> Iterator[str]:
    """The topics as few texts of words. Raises ValueError for what is no topic."""
    words: list[str] = []
    size = 0
    for topic in topics:
        if not TOPIC.fullmatch(topic):
            raise ValueError(f"no topic: {topic!r}")
        if words and size + len(topic) > PAYLOAD_AT_MOST:
            yield " ".join(words)
            words, size = [], 0
        words.append(topic)
        size += len(topic) + 1
    if words:
        yield " ".join(words)
