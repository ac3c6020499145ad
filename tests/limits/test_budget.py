"""A budget within a minute: told in every answer, refused with RATE_LIMITED before anything runs."""

from collections.abc import Iterator

import httpx
import pytest

from panhuo.auth.bucket import Buckets
from panhuo.auth.budget import A_FILE, LEAST, buckets
from panhuo.permissions.limits import MINUTES
from panhuo.rules.vocabulary import Role
from tests.factories import sign_in
from tests.settings import settings
from tests.shared import contents, shared_client, shared_db, shared_url
from tests.tokens.world import CREATE, EVALUATE, World, world

__all__ = ["shared_client", "shared_db", "shared_url", "world"]
pytestmark = pytest.mark.anyio

POINTS = 50_000
"""Of an enterprise's account or token, in these tests."""
QUERY = "query Cheap { serviceContacts { phone } }"


@pytest.fixture(autouse=True)
def small_budgets() -> Iterator[None]:
    buckets.cache_clear()
    with settings(budget_factor=POINTS / MINUTES[Role.ENTERPRISE]):
        yield
    buckets.cache_clear()


def cost(response: httpx.Response) -> dict[str, int]:
    found: dict[str, int] = response.json()["extensions"]["cost"]
    return found


async def until_refused(world: World, headers: dict[str, str]) -> tuple[int, httpx.Response]:
    """How many were answered, and how the next was not."""
    for answered in range(2 * POINTS // LEAST):
        response = await world.post(headers, QUERY)
        if response.status_code != 200:
            return answered, response
    raise AssertionError("nothing was refused")


async def test_every_answer_tells_what_is_left(world: World) -> None:
    headers = await sign_in(world.expert)

    first, second = [cost(await world.post(headers, QUERY)) for _ in range(2)]

    assert second["requested"] < LEAST  # and takes that all the same
    assert abs(first["remaining"] - second["remaining"] - LEAST) < LEAST  # it fills meanwhile
    assert 1 <= second["resets"] <= 60


async def test_who_spent_it_waits(world: World) -> None:
    headers = await sign_in(world.expert) | {"Accept-Language": "zh-CN"}

    answered, refused = await until_refused(world, headers)
    error = refused.json()["errors"][0]
    wait = error["extensions"]["retryAfter"]
    bucket = buckets()
    assert isinstance(bucket, Buckets)
    later = bucket.clock() + wait
    bucket.clock = lambda: later
    again = await world.post(headers, QUERY)

    assert answered <= POINTS // LEAST
    assert refused.status_code == 429 and refused.headers["retry-after"] == str(wait)
    assert error["extensions"]["code"] == "RATE_LIMITED" and "秒" in error["message"]
    assert cost(refused)["remaining"] < LEAST and "data" not in refused.json()
    assert again.status_code == 200


async def test_accounts_tokens_and_addresses_have_their_own(world: World) -> None:
    """All sessions of an account have one, each of its tokens another, each address of visitors."""
    # given: tokens are made before anything is spent
    with settings(budget_factor=0):
        _, one = await world.made(world.expert, "CODE_TABLE_READ")
        _, other = await world.made(world.expert, "CODE_TABLE_READ")
    first, second = await sign_in(world.expert), await sign_in(world.expert)

    # when
    await until_refused(world, first)
    by_session = await world.post(second, QUERY)
    by_tokens = [await world.post(each, QUERY) for each in (one, other)]
    await until_refused(world, one)
    left = [(await world.post(each, QUERY)).status_code for each in (one, other)]
    rival, visitor = await world.post(await sign_in(world.rival), QUERY), await world.post({}, QUERY)

    # then
    assert by_session.status_code == 429 and [each.status_code for each in by_tokens] == [200, 200]
    assert left == [429, 200] and (rival.status_code, visitor.status_code) == (200, 200)


async def test_what_is_refused_does_nothing(world: World) -> None:
    headers = await sign_in(world.expert)
    await until_refused(world, headers)
    before = await contents("evaluation", "api_token", "audit_entry")
    given = {"name": "x", "abilities": ["DOSSIER_READ"], "validDays": 1}

    evaluated = await world.post(headers, EVALUATE, input={"dossier": "Dossier:1", "rating": 1})
    made = await world.post(headers, CREATE, input=given)
    events = await world.client.post(
        "/graphql",
        json={"query": "subscription { noticeAdded { id } }"},
        headers=headers | {"Accept": "text/event-stream"},
    )

    assert (evaluated.status_code, made.status_code) == (429, 429) and "RATE_LIMITED" in events.text
    assert await contents("evaluation", "api_token", "audit_entry") == before


async def test_files_are_paid_for_too(world: World) -> None:
    headers, asked = await sign_in(world.manager), {"params": {"name": "a.csv"}, "content": b"a,b\n1,2\n"}

    sent = [await world.client.post("/uploads", headers=headers, **asked) for _ in range(4)]  # type: ignore[arg-type]
    fetched = await world.client.get("/templates/accounts", headers=headers)

    codes = [each.status_code for each in sent]
    assert codes[: POINTS // A_FILE] == [201, 201] and codes[3] == 429
    assert fetched.status_code == 429 and int(fetched.headers["retry-after"]) >= 1


async def test_a_refusal_reaches_the_page_of_a_widget(world: World) -> None:
    page = "https://www.firm.example"
    with settings(budget_factor=0):
        _, headers = await world.made(world.rival, "CODE_TABLE_READ", origins=[page])

    _, refused = await until_refused(world, headers | {"origin": page})

    assert refused.headers["access-control-allow-origin"] == page
    assert "Retry-After" in refused.headers["access-control-expose-headers"]
