"""Python's gql as it is, over each of its transports: told what a plain request is told."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from gql import Client, FileVar, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.async_transport import AsyncTransport
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

from tests.clients.conftest import Demo, heard
from tests.clients.happening import happening
from tests.clients.story import DOCUMENTS, Answer, Ask, seen, tell, uploaded_as

pytestmark = pytest.mark.anyio

Transport = Callable[[str, dict[str, str]], AsyncTransport]


def over_aiohttp(url: str, headers: dict[str, str]) -> AsyncTransport:
    return AIOHTTPTransport(url, headers=headers)


def over_httpx(url: str, headers: dict[str, str]) -> AsyncTransport:
    return HTTPXAsyncTransport(url, headers=headers)


def over_websocket(url: str, headers: dict[str, str]) -> AsyncTransport:
    return WebsocketsTransport(url.replace("http", "ws"), init_payload=headers)


def connecting(transport: Transport, url: str) -> Callable[[str | None], Ask]:
    """Clients of an address, each of which may bring a token."""

    def connect(token: str | None) -> Ask:
        headers = {"Authorization": f"Bearer {token}"} if token else {}

        async def ask(document: str, variables: Mapping[str, Any] | None = None) -> Answer:
            request = GraphQLRequest(document, variable_values=dict(variables or {}))
            async with Client(transport=transport(url, headers)) as session:
                try:
                    return {"data": await session.execute(request, upload_files="Upload" in document)}
                except TransportQueryError as error:
                    return {"data": error.data, "errors": error.errors}

        return ask

    return connect


@pytest.mark.parametrize("transport", [over_aiohttp, over_httpx])
async def test_queries_and_mutations(transport: Transport, demo: Demo, expected: dict[str, Any]) -> None:
    assert await tell(connecting(transport, demo.url)) == expected


@pytest.mark.parametrize("transport", [over_aiohttp, over_httpx])
async def test_a_file(transport: Transport, demo: Demo, token: str, tmp_path: Path) -> None:
    # given
    file = tmp_path / "专利.csv"
    file.write_text("申请号,专利名称\n", encoding="utf-8")
    ask = connecting(transport, demo.url)(token)

    # when
    variables = {"input": {"file": FileVar(str(file), filename="patents.csv", content_type="text/csv")}}
    answer = await ask(DOCUMENTS["Upload"], variables)

    # then
    assert seen(answer) == uploaded_as("patents.csv")


async def test_a_subscription(demo: Demo, token: str) -> None:
    transport = over_websocket(demo.url, {"Authorization": f"Bearer {token}"})

    async with Client(transport=transport) as session, happening(demo.database):
        async for event in session.subscribe(GraphQLRequest(DOCUMENTS["Followed"])):
            heard({"followed": event})
            break
