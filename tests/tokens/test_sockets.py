"""Subscriptions by a token: over WebSocket and as events, as long as the token and its ability last."""

import pytest

from panhuo.app import create_app
from tests.subscriptions.asking import Server, begun, ended
from tests.subscriptions.conftest import serving
from tests.tokens.world import REVOKE, World

pytestmark = pytest.mark.anyio

PAGE = "https://www.firm.example"


@pytest.fixture
async def server(world: World) -> object:
    async with serving(create_app()) as found:
        yield found


async def test_it_ends_with_the_token(server: Server, world: World) -> None:
    number, headers = await world.made(world.admin, "PATENT_READ", "LIBRARY_FIGURES_READ")
    async with (
        server.socket(payload={"Authorization": headers["Authorization"]}) as socket,
        server.events(headers=headers) as events,
    ):
        await socket.subscribe()
        await begun(2)

        await world.as_account(world.admin, REVOKE, id=number)

        message, told = await socket.receive(), await events.next()
        assert [each["extensions"]["code"] for each in message["payload"]] == ["UNAUTHENTICATED"]
        assert [each["extensions"]["code"] for each in told["errors"]] == ["UNAUTHENTICATED"]
    await ended()


async def test_without_the_ability_it_does_not_begin(server: Server, world: World) -> None:
    _, headers = await world.made(world.admin, "DOSSIER_READ")
    async with server.socket(payload={"Authorization": headers["Authorization"]}) as socket:
        await socket.subscribe()
        message = await socket.receive()
        assert message["type"] == "error"
        assert [each["extensions"]["code"] for each in message["payload"]] == ["FORBIDDEN"]


async def test_a_page_speaks_over_it_from_the_tokens_origins_alone(server: Server, world: World) -> None:
    _, headers = await world.made(world.admin, "PATENT_READ", origins=[PAGE])
    said = {"type": "connection_init", "payload": {"Authorization": headers["Authorization"]}}

    async with server.bare_socket({"Origin": PAGE}) as allowed:
        await allowed.send(**said)
        assert await allowed.receive() == {"type": "connection_ack"}
    async with server.bare_socket({"Origin": "https://evil.example"}) as other:
        await other.send(**said)
        assert (await other.close_code())[0] == 4403
