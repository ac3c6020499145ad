"""One opened database and one event loop for all examples of a property test."""

import asyncio
from collections.abc import Iterator

import pytest

from panhuo.db import close_database, open_database
from tests.reference.runs import Examples


@pytest.fixture
def examples(database_url: str) -> Iterator[Examples]:
    with asyncio.Runner() as runner:
        runner.run(open_database(database_url))
        ran = Examples(runner, database_url.partition(":")[0])
        yield ran
        print(ran)
        runner.run(close_database())
