"""Permissions hold on the replica as anywhere: the reference and the law of non-interference, routed."""

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack

import pytest
from hypothesis import assume, given

from panhuo.replica import floors, replicated
from panhuo.replica.following import Replica
from tests.reference.cases import Case, cases
from tests.reference.interference import unchanged
from tests.reference.perturb import perturbed
from tests.reference.runs import Examples, examples_on, random_examples
from tests.reference.test_compiled_equals_reference import equal
from tests.reference.test_non_interference import sees_everything
from tests.replica.conftest import Servers
from tests.settings import settings
from tests.waiting import until

SHARE = 8
"""Of the examples that the tests of one server run."""


@pytest.fixture
def examples(servers: Servers, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Examples]:
    """Examples whose queries wait for the replica, which then is read, whatever was written just before."""
    reached = Replica.reached

    async def patient(replica: Replica, position: int) -> bool:
        await until(lambda: reached(replica, position))
        return True

    monkeypatch.setattr(Replica, "reached", patient)
    url = servers.fresh()
    given = {"database_url": url, "replica_url": servers.replica_of(url), "replica_lag_seconds": 600}
    floors.cache_clear()
    with (
        settings(**given, budget_url="", cost_limit_factor=1_000_000),
        examples_on(url) as ran,
    ):
        stack = AsyncExitStack()
        ran.runner.run(stack.enter_async_context(replicated()))
        yield ran
        ran.runner.run(stack.aclose())
    floors.cache_clear()
    servers.databases.leave(url)
    assert reads.count("replica") > 9 * reads.count("primary")


def shared(test: Callable[..., None]) -> Callable[..., None]:
    return random_examples(test, SHARE)


@shared
@given(case=cases())
def test_what_a_replica_answers_equals_the_reference(examples: Examples, case: Case) -> None:
    examples.run(equal(case))


@shared
@given(case=cases())
def test_what_lies_outside_the_scope_changes_nothing_there(examples: Examples, case: Case) -> None:
    assume(not sees_everything(case.ask))
    examples.run(unchanged(case, perturbed(case.ask, case.number), examples))
