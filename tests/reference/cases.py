"""What one example of a property test is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from hypothesis import strategies as st

from tests.reference.queries import Operation, random_operation
from tests.reference.scopes import POLICY, Ask
from tests.reference.world import random_viewer, random_world

Asking = Callable[[Random, Ask], Operation]
NOW = {
    1_780_243_200_000: date(2026, 6, 1),
    1_772_294_399_999: date(2026, 2, 28),
    1_772_294_400_000: date(2026, 3, 1),
    1_835_409_600_000: date(2028, 2, 29),
}
"""Instants and their dates in China: around a midnight there, and a leap day."""


BY_TOKEN = 0.25
"""How many of those who have an account ask by a token."""
NEVER_BY_TOKEN = {"PROFILE_EDIT", "TOKEN_MANAGE", "USER_CREATE", "USER_MANAGE"}


@dataclass(frozen=True)
class Case:
    """Who asks what, of which world, when, in which language; and a number for what else the test needs."""

    ask: Ask
    operation: Operation
    now: int
    number: int


def some_abilities(random: Random, ask: Ask) -> frozenset[str]:
    """Few or most of what the role has."""
    share, may = random.choice((0.2, 0.5, 0.9)), [each for each in POLICY if ask.may(each)]
    return frozenset(each for each in may if random.random() < share) - NEVER_BY_TOKEN


def build_case(seed: bytes, operation: Asking = random_operation) -> Case:
    random = Random(seed)
    world, now = random_world(random), random.choice(list(NOW))
    ask = Ask(world, random_viewer(random, world), NOW[now], random.random() < 0.5)
    if ask.account and random.random() < BY_TOKEN:
        ask.abilities = some_abilities(random, ask)
    return Case(ask, operation(random, ask), now, random.randrange(2**32))


def cases(operation: Asking = random_operation) -> st.SearchStrategy[Case]:
    """Cases, each from one even draw: drawn number by number they repeat, and shrink to chaff.

    A failing one is made smaller by `tests.reference.smaller` instead.
    """
    return st.binary(min_size=12, max_size=12).map(lambda seed: build_case(seed, operation))
