"""What one example of a property test is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from hypothesis import strategies as st

from tests.reference.queries import Operation, random_operation
from tests.reference.scopes import Ask
from tests.reference.world import random_viewer, random_world

Asking = Callable[[Random, Ask], Operation]
NOW = {
    1_780_243_200_000: date(2026, 6, 1),
    1_772_294_399_999: date(2026, 2, 28),
    1_772_294_400_000: date(2026, 3, 1),
    1_835_409_600_000: date(2028, 2, 29),
}
"""Instants and their dates in China: around a midnight there, and a leap day."""


@dataclass(frozen=True)
class Case:
    """Who asks what, of which world, when, in which language; and a number for what else the test needs."""

    ask: Ask
    operation: Operation
    now: int
    number: int


def build_case(seed: bytes, operation: Asking = random_operation) -> Case:
    random = Random(seed)
    world, now = random_world(random), random.choice(list(NOW))
    ask = Ask(world, random_viewer(random, world), NOW[now], random.random() < 0.5)
    return Case(ask, operation(random, ask), now, random.randrange(2**32))


def cases(operation: Asking = random_operation) -> st.SearchStrategy[Case]:
    """Cases, each from one even draw: drawn number by number they repeat, and shrink to chaff.

    A failing one is made smaller by `tests.reference.smaller` instead.
    """
    return st.binary(min_size=12, max_size=12).map(lambda seed: build_case(seed, operation))
