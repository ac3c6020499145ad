"""One database, one event loop and one university for all examples of a module, on each engine."""

from collections.abc import Iterator

import pytest

from tests.life.campus import Campus, campus
from tests.reference.runs import Examples, examples_on
from tests.shared import shared_url

__all__ = ["shared_url"]


@pytest.fixture(scope="module")
def examples(shared_url: str) -> Iterator[Examples]:
    with examples_on(shared_url) as ran:
        yield ran


@pytest.fixture(scope="module")
def here(examples: Examples) -> Campus:
    return examples.runner.run(campus())
