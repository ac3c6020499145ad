"""JavaScript clients as their authors ship them: what each is told is what a plain POST is told."""

from typing import Any

import pytest

from tests.clients.conftest import Demo, heard
from tests.clients.scripts import UPLOADED, told
from tests.node import Installed

pytestmark = pytest.mark.anyio


async def test_urql(packages: Installed, demo: Demo, expected: dict[str, Any]) -> None:
    """Queries by GET, mutations by POST, subscriptions as events, files as a form."""
    assert heard(await told(packages, "urql.mjs", demo)) == expected | UPLOADED


async def test_apollo(packages: Installed, demo: Demo, expected: dict[str, Any]) -> None:
    """All by POST, files as a form; subscriptions over a WebSocket."""
    assert heard(await told(packages, "apollo.mjs", demo)) == expected | UPLOADED


async def test_graphql_sse(packages: Installed, demo: Demo, expected: dict[str, Any]) -> None:
    """Everything as events."""
    assert heard(await told(packages, "graphql-sse.mjs", demo)) == expected


async def test_graphql_ws(packages: Installed, demo: Demo, expected: dict[str, Any]) -> None:
    """Everything over a WebSocket; a connection with a token that is over is closed: Forbidden."""
    story = heard(await told(packages, "graphql-ws.mjs", demo))

    assert story.pop("afterwards") == {"closed": 4403}
    assert story == {name: value for name, value in expected.items() if name != "afterwards"}
