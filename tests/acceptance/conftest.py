"""Asking as somebody, over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from panhuo.models import User
from tests.factories import sign_in

Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def answer(client: httpx.AsyncClient) -> Ask:
    """The whole answer: `await answer(query, viewer, language="zh-CN", name=value)`; no viewer: a visitor."""

    async def send(
        query: str, viewer: User | None = None, *, language: str = "en", **variables: Any
    ) -> dict[str, Any]:
        headers = {"Accept-Language": language} | (await sign_in(viewer) if viewer else {})
        body = {"query": query, "variables": variables}
        response = await client.post("/graphql", json=body, headers=headers)
        assert response.status_code == 200, response.text
        read: dict[str, Any] = response.json()
        return read

    return send


@pytest.fixture
def ask(answer: Ask) -> Ask:
    """The same, where nothing may go wrong: the data."""

    async def send(query: str, viewer: User | None = None, **variables: Any) -> dict[str, Any]:
        body = await answer(query, viewer, **variables)
        assert "errors" not in body, body["errors"]
        data: dict[str, Any] = body["data"]
        return data

    return send
