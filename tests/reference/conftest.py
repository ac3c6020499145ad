"""One opened database and one event loop for all examples of a property test."""

from collections.abc import Iterator

import pytest

from tests.reference.runs import Examples, examples_on
from tests.settings import settings


@pytest.fixture
def examples(database_url: str) -> Iterator[Examples]:
    with settings(cost_limit_factor=1_000_000), examples_on(database_url) as ran:
        yield ran
