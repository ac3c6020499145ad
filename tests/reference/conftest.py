"""One opened database and one event loop for all examples of a property test."""

import json
from collections.abc import Iterator

import pytest

from seed.contacts import SERVICE_CONTACTS
from tests.reference.runs import Examples, examples_on
from tests.settings import settings


@pytest.fixture
def examples(database_url: str) -> Iterator[Examples]:
    given = {"cost_limit_factor": 1_000_000, "service_contacts": json.dumps(SERVICE_CONTACTS)}
    with settings(**given), examples_on(database_url) as ran:
        yield ran
