"""How many examples a run tries, and from which seed: both are printed with its result.

`HYPOTHESIS_PROFILE=long` tries 5,000; PANHUO_EXAMPLES and PANHUO_SEED say otherwise.
"""

import asyncio
import os
import secrets
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from hypothesis import Phase, event, seed, settings

from panhuo.compiler.database import use_plain_connections
from panhuo.db import close_database, connection, dialect, open_database
from tests.shared import let_forget

SEED = int(os.environ.get("PANHUO_SEED") or secrets.randbits(32))
EXAMPLES = int(os.environ.get("PANHUO_EXAMPLES") or settings().max_examples)


def random_examples(test: Callable[..., None], among: int = 1) -> Callable[..., None]:
    """Other examples each time, unless the seed of a run is given; shared `among` several tests."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    wanted = settings(
        max_examples=max(1, EXAMPLES // among), derandomize=False, print_blob=True, phases=phases
    )
    return seed(SEED)(wanted(test))


@dataclass
class Examples:
    """Runs examples on one opened database, in one event loop, and counts them and their kinds."""

    runner: asyncio.Runner
    database: str
    count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def run(self, example: Coroutine[Any, Any, None]) -> None:
        self.count += 1
        self.runner.run(example)

    def note(self, kinds: Iterable[str]) -> None:
        """What an example exercises: counted here, and among Hypothesis's statistics."""
        for kind in sorted(set(kinds)):
            self.kinds[kind] += 1
            event(kind)

    def __str__(self) -> str:
        head = f"{self.count} examples on {self.database}, PANHUO_SEED={SEED}"
        return "\n".join([head, *(f"{count:6} {kind}" for kind, count in sorted(self.kinds.items()))])


@contextmanager
def examples_on(url: str) -> Iterator[Examples]:
    """Opens a database for examples, and prints what was tried (`pytest -rP` shows it)."""
    with asyncio.Runner() as runner:
        runner.run(open_for_examples(url))
        ran = Examples(runner, url.partition(":")[0])
        yield ran
        print(ran)
        runner.run(close_database())


async def open_for_examples(url: str) -> None:
    """Rows come and go all the time: PostgreSQL would guess that they are many, and compile for that."""
    await open_database(url)
    await let_forget("audit_entry", "contact_access")  # worlds replace one another
    if dialect() == "postgres":
        await connection().execute_script(f'alter database "{url.rpartition("/")[2]}" set jit = off')
        await close_database()  # it counts for new sessions
        await open_database(url)
        use_plain_connections()  # as a server does
