"""How many requests a run sends to each database: 1,000, or PANHUO_EXAMPLES; from which seed, for whom."""

import os
from collections.abc import Callable
from random import Random

from hypothesis import Phase, seed, settings
from hypothesis import strategies as st

from tests.fuzz.conftest import Target
from tests.reference.runs import SEED

SEEDS = st.binary(min_size=12, max_size=12)
"""Of one case each: drawn choice by choice, cases repeat."""
BAD_TOKENS = ("Bearer", "Bearer x", f"Bearer {'x' * 43}", "Bearer é", f"Bearer {'a' * 5000}")
TOLD = 5000
"""Characters of each part of a request that a failure shows."""
EXAMPLES = int(os.environ.get("PANHUO_EXAMPLES") or 1000)


def fuzzed(share: float) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Other requests each time, unless the seed of a run is given; a test's share of them."""
    wanted = settings(
        max_examples=max(1, round(EXAMPLES * share)),
        derandomize=False,
        print_blob=True,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        return seed(SEED)(wanted(test))

    return decorate


def viewer(random: Random, target: Target) -> dict[str, str]:
    """The headers of somebody of the world, or of a visitor."""
    return random.choice(list(target.world.headers.values()))


def bad_token(random: Random) -> dict[str, str]:
    """Seldom: a header to put in place of theirs."""
    return {"Authorization": random.choice(BAD_TOKENS)} if random.random() < 0.1 else {}
