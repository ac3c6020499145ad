"""How many examples a run tries, and from which seed: both are printed with its result.

`HYPOTHESIS_PROFILE=long` tries 5,000; PANHUO_EXAMPLES and PANHUO_SEED say otherwise.
"""

import asyncio
import os
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from hypothesis import Phase, seed, settings

SEED = int(os.environ.get("PANHUO_SEED") or secrets.randbits(32))
EXAMPLES = int(os.environ.get("PANHUO_EXAMPLES") or settings().max_examples)


def random_examples(test: Callable[..., None]) -> Callable[..., None]:
    """Other examples each time, unless the seed of a run is given."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    wanted = settings(max_examples=EXAMPLES, derandomize=False, print_blob=True, phases=phases)
    return seed(SEED)(wanted(test))


@dataclass
class Examples:
    """Runs examples on one opened database, in one event loop, and counts them."""

    runner: asyncio.Runner
    database: str
    count: int = 0

    def run(self, example: Coroutine[Any, Any, None]) -> None:
        self.count += 1
        self.runner.run(example)

    def __str__(self) -> str:
        return f"{self.count} examples on {self.database}, PANHUO_SEED={SEED}"
