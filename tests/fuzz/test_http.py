"""Whatever is sent to `/graphql`, by whomever: a quick, coded answer, and nothing changed that may not be.

1,000 requests to each database, 20,000 by
`PANHUO_EXAMPLES=20000 PANHUO_SEED=7 .venv/bin/python -m pytest tests/fuzz --timeout 0`.
"""

import time
from random import Random

import httpx
import pytest
from hypothesis import given, note

from tests.fuzz.breaking import broken
from tests.fuzz.conftest import Target
from tests.fuzz.judging import MISFITS, judged
from tests.fuzz.operations import operation
from tests.fuzz.requests import Sent, bent, post, request
from tests.fuzz.runs import SEEDS, TOLD, bad_token, fuzzed, viewer

SLOWEST = 2.0
"""Seconds."""
TRIES = 3

reading = pytest.mark.usefixtures("nothing_changes")
changing = pytest.mark.usefixtures("little_changes")


@reading
@fuzzed(share=0.3)
@given(seed=SEEDS)
def test_operations_that_fit_are_answered(target: Target, seed: bytes) -> None:
    random = Random(seed)
    sent = post(random, operation(random, target.world))

    codes = send(target, sent, viewer(random, target))

    assert not codes & MISFITS, (codes, sent)


@reading
@fuzzed(share=0.25)
@given(seed=SEEDS)
def test_broken_operations_are_refused_in_order(target: Target, seed: bytes) -> None:
    random = Random(seed)
    sent = request(random, broken(random, operation(random, target.world)))

    send(target, sent, viewer(random, target), bad_token(random))


@reading
@fuzzed(share=0.25)
@given(seed=SEEDS)
def test_bent_requests_are_refused_in_order(target: Target, seed: bytes) -> None:
    random = Random(seed)
    sent = bent(random, request(random, operation(random, target.world)))

    send(target, sent, viewer(random, target), bad_token(random))


@changing
@fuzzed(share=0.2)
@given(seed=SEEDS)
def test_mutations_of_any_kind(target: Target, seed: bytes) -> None:
    random = Random(seed)
    asked = operation(random, target.world, "mutation")
    sent = request(random, broken(random, asked) if random.random() < 0.5 else asked)

    send(target, sent, viewer(random, target), bad_token(random))
    target.revive()


def send(target: Target, sent: Sent, *headers: dict[str, str]) -> set[str]:
    """Send it and judge the answer; its codes."""
    pairs = sent.with_headers(*(pair for each in headers for pair in each.items())).headers
    asked = target.http.build_request(
        sent.method,
        f"/graphql?{sent.parameters}" if sent.parameters else "/graphql",
        headers=[(name.encode(), value.encode()) for name, value in pairs],
        content=sent.content,
    )
    note(f"{sent.method} {asked.url}"[:TOLD])
    note(f"{asked.headers.raw}"[:TOLD])
    note(f"{sent.content!r}"[:TOLD])
    target.count()
    return judged(quickly(target.http, asked))


def quickly(http: httpx.Client, asked: httpx.Request) -> httpx.Response:
    """The answer. One that takes long must take long each time: the machine may have other things to do."""
    for _ in range(TRIES):
        began = time.monotonic()
        response = http.send(asked)
        if time.monotonic() - began < SLOWEST:
            return response
    raise AssertionError(f"{time.monotonic() - began:.1f} s")
