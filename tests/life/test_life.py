"""Lives of dossiers, at random: whatever anybody tries, the table, the history and the lists agree."""

from functools import partial

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from panhuo.app import create_app
from tests.life.campus import Campus
from tests.life.hands import ByService, OverHTTP
from tests.life.living import Life
from tests.reference.runs import Examples, random_examples

lives = partial(random_examples, among=30)
"""Each example is a whole life."""
# fmt: off
A_FLAGGED_MEMBER_LEFT = [
    24475, 32156148, 28897936, 422707639, 422, 1588, 20642, 32789,
    13610, 3889957485, 16641, 204161, 3326336, 103486210, 65500, 189,
    27883, 8388608, 583747455, 14577, 16423, 131071, 0, 2460,
    1500000, 430, 1, 7546, 935, 288, 263845, 4294967294,
    1268, 2065373,
]
# fmt: on
"""A life in which a draft lost the member for which it was flagged: its readers must hear of that."""
lives_over_http = partial(random_examples, among=100)
MOVES = st.lists(st.integers(0, 2**32 - 1), min_size=30, max_size=70)


async def lived(life: Life, moves: list[int]) -> None:
    try:
        for seed in moves:
            await life.move(seed)
    finally:
        await life.forgotten()


@pytest.mark.req("S14", "S127", "S188")
@lives
@given(moves=MOVES)
@example(moves=A_FLAGGED_MEMBER_LEFT)
def test_every_life_is_one_of_the_table(examples: Examples, here: Campus, moves: list[int]) -> None:
    life = Life(here, ByService(here), everybody=False)
    examples.run(lived(life, moves))
    examples.note(life.kinds)


@pytest.fixture(scope="module")
def transport(examples: Examples) -> httpx.ASGITransport:
    return httpx.ASGITransport(app=create_app())


async def lived_over_http(life: Life, moves: list[int], transport: httpx.ASGITransport) -> None:
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as http:
        life.hands = OverHTTP(life.here, http)
        await lived(life, moves)


@pytest.mark.req("S14", "S127", "S188")
@lives_over_http
@given(moves=MOVES)
def test_every_life_over_http_is_one_of_the_table(
    examples: Examples, here: Campus, transport: httpx.ASGITransport, moves: list[int]
) -> None:
    """Each act in a session of its actor's, disabled ones included."""
    life = Life(here, ByService(here), everybody=True)
    examples.run(lived_over_http(life, moves, transport))
    examples.note(life.kinds)
