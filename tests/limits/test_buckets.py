"""Buckets: what they hold, how they fill, and that processes share them where there is a Redis."""

import asyncio
from collections.abc import Iterator
from itertools import count

import pytest

from panhuo.auth import bucket
from panhuo.auth.bucket import Buckets
from panhuo.auth.shared_buckets import SharedBuckets
from tests.brokers import redis
from tests.services import ServiceMissing, services_required

pytestmark = pytest.mark.anyio
NAMES = count()


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    try:
        with redis() as url:
            yield url
    except ServiceMissing as missing:
        if services_required():
            pytest.fail(str(missing))
        pytest.skip(str(missing))


def test_a_bucket_fills_within_a_minute() -> None:
    now = 0.0
    buckets = Buckets(lambda: now)

    spent = [buckets.spend("a", 600, 500), buckets.spend("a", 600, 200)]
    now = 10.0
    later = [buckets.spend("a", 600, 200), buckets.spend("b", 600, 600)]

    # 600 - 500; 200 are not there, and will be in ten seconds; 100 + 10 s × 10
    assert [(each.allowed, each.remaining) for each in spent] == [(True, 100), (False, 100)]
    assert (spent[1].seconds_to(200), spent[1].resets) == (10, 50)
    assert [(each.allowed, each.remaining) for each in later] == [(True, 0), (True, 0)]


def test_what_exceeds_a_bucket_takes_a_full_one() -> None:
    buckets = Buckets(lambda: 0.0)

    assert [buckets.spend("a", 600, 9_999).allowed for _ in range(2)] == [True, False]


def test_no_more_are_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "KEPT", 3)
    buckets = Buckets(lambda: 0.0)

    for key in "abcd":
        buckets.spend(key, 600, 600)

    assert list(buckets.levels) == ["b", "c", "d"]


async def test_processes_share_them(redis_url: str) -> None:
    """Many at once, by two of them: together no more than the bucket holds, and what it gained meanwhile."""
    prefix = f"panhuo-test:{id(redis_url)}:{next(NAMES)}"
    one, other = SharedBuckets(redis_url, prefix), SharedBuckets(redis_url, prefix)

    spent = await asyncio.gather(*(each.spend("k", 6_000, 500) for each in [one, other] * 20))
    elsewhere = await one.spend("l", 6_000, 500)

    allowed = sum(each.allowed for each in spent)
    assert 12 <= allowed <= 13 and elsewhere.remaining == 5_500
    assert not one.own.levels and not other.own.levels
    assert all(each.seconds_to(500) <= 5 for each in spent if not each.allowed)


async def test_without_redis_each_counts_alone() -> None:
    buckets = SharedBuckets("redis://127.0.0.1:1", "panhuo-test")

    spent = [await buckets.spend("k", 600, 400) for _ in range(2)]

    assert [each.allowed for each in spent] == [True, False]
    assert buckets.redis.away_until > 0
