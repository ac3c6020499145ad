"""A broker that is away: jobs are taken all the same, and sent once it is back; `/readyz` says so."""

import httpx
import pytest
from typer.testing import CliRunner

from panhuo.app import create_app
from panhuo.auth.statements import run
from panhuo.cli import app
from panhuo.jobs.relay import send_due
from panhuo.rules.vocabulary import Role
from tests.factories import sign_in, user
from tests.jobs.asking import begun, job_settings, patents
from tests.jobs.working import Broker, until_state
from tests.services import free_port

pytestmark = pytest.mark.anyio

BROKERS = [("redis", "redis://127.0.0.1:{}"), ("rabbitmq", "amqp://guest:guest@127.0.0.1:{}")]


async def sent() -> list[bool]:
    return [row["sent_at"] is not None for row in await run("select sent_at from job order by id")]


@pytest.mark.parametrize("broker", ["redis", "rabbitmq", "inside"], indirect=True)
async def test_a_job_asked_for_while_the_broker_is_away_runs_once_it_is_back(
    client: httpx.AsyncClient, broker: Broker
) -> None:
    # given
    headers = await sign_in(await user(Role.PLATFORM_OPERATOR))
    with job_settings(broker_url=f"redis://127.0.0.1:{free_port()}"):
        await begun(client, headers, patents(1))
        assert await sent() == [False]

    # when
    with job_settings(broker_url=broker.settings["PANHUO_BROKER_URL"]):
        if not broker.inside:
            await send_due()
            assert await sent() == [True]
        async with broker.working():
            await until_state(1, "WAITING")


@pytest.mark.parametrize(("name", "url"), BROKERS, ids=[name for name, _ in BROKERS])
@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
async def test_readiness_says_that_it_is_away(db: str, name: str, url: str) -> None:
    with job_settings(broker_url=url.format(free_port())):
        transport = httpx.ASGITransport(app=create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as client:
            answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "ok", "migrations": "ok", "broker": "failed"}


@pytest.mark.parametrize("broker", ["redis", "rabbitmq"], indirect=True)
@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
async def test_readiness_says_that_it_answers(db: str, broker: Broker) -> None:
    transport = httpx.ASGITransport(app=create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as client:
        answer = await client.get("/readyz")
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "migrations": "ok", "broker": "ok"},
    }


def worker_check() -> tuple[int, str]:
    found = CliRunner().invoke(app, ["worker", "--check"])
    return found.exit_code, found.output


@pytest.mark.parametrize("broker", ["redis", "rabbitmq"], indirect=True)
def test_a_worker_is_checked_from_outside(database_url: str, broker: Broker) -> None:
    assert worker_check()[0] == 0


@pytest.mark.parametrize("url", ["", *(url for _, url in BROKERS)], ids=["none", "redis", "rabbitmq"])
def test_a_worker_without_a_broker_says_so(database_url: str, url: str) -> None:
    with job_settings(broker_url=url.format(free_port())):
        code, output = worker_check()
    assert code == 1 and "PANHUO_BROKER_URL" in output
