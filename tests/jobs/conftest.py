"""Brokers, and processes that run jobs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.brokers import queue, rabbitmq, rabbitmq_expected, redis
from tests.jobs.asking import job_settings
from tests.jobs.working import Broker
from tests.services import ServiceMissing, services_required

SETTINGS = {"job_lease_seconds": 1, "job_attempts": 100, "job_retry_seconds": 0.02}
"""Impatient, so that a test need not wait long for what died."""


def found(service: Callable[[], AbstractContextManager[str]], required: bool) -> Iterator[str]:
    try:
        with service() as url:
            yield url
    except ServiceMissing as missing:
        if required:
            pytest.fail(f"PANHUO_REQUIRE_SERVICES is set, and {missing}")
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    yield from found(redis, services_required())


@pytest.fixture(scope="session")
def rabbitmq_url() -> Iterator[str]:
    yield from found(rabbitmq, services_required() and rabbitmq_expected())


@pytest.fixture
def broker(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> Iterator[Broker]:
    """A broker by its name, with a queue and a folder of files of the test's own."""
    name = getattr(request, "param", "redis")
    url = "" if name == "inside" else str(request.getfixturevalue(f"{name}_url"))
    with queue(url) as own:
        given = SETTINGS | {"broker_url": url, "job_queue": own, "files_url": str(tmp_path / "files")}
        with job_settings(**given):
            yield Broker(
                tmp_path, database_url, {f"PANHUO_{key.upper()}": str(v) for key, v in given.items()}
            )
