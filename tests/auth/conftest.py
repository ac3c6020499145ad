"""Accounts with cheap passwords, a clock that stands still, and a count of hashes."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from panhuo import clock
from panhuo.auth.passwords import hash_password
from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from tests.auth.operations import LOGIN
from tests.factories import institution, user

PASSWORD = "correct horse 电池 staple"
NOON = 1_760_000_000_000
Post = Callable[..., Any]


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PANHUO_PASSWORD_COST", "test")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture
def time() -> Iterator[clock.StoppedClock]:
    with clock.stopped(NOON) as stopped:
        yield stopped


@pytest.fixture
async def university(db: str) -> OrgUnit:
    return await institution("盘活大学")


@pytest.fixture
async def admin(university: OrgUnit) -> User:
    stored = await hash_password(PASSWORD)
    return await user(Role.INSTITUTION_ADMIN, university, username="zhang.wei", password_hash=stored)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch, admin: User) -> list[str]:
    """The stored hashes that were compared with, and `new` for each one made, from here on."""
    seen: list[str] = []
    verify, make = Argon2Hasher.verify, Argon2Hasher.hash

    def counted_verify(self: Argon2Hasher, password: bytes, stored: str) -> bool:
        seen.append(stored)
        return verify(self, password, stored)

    def counted_hash(self: Argon2Hasher, password: bytes, **named: bytes | None) -> str:
        seen.append("new")
        return make(self, password, **named)

    monkeypatch.setattr(Argon2Hasher, "verify", counted_verify)
    monkeypatch.setattr(Argon2Hasher, "hash", counted_hash)
    return seen


@pytest.fixture
def post(client: httpx.AsyncClient) -> Post:
    """Send an operation; the response."""

    async def send(query: str, headers: dict[str, str] | None = None, **variables: object) -> httpx.Response:
        return await client.post(
            "/graphql", json={"query": query, "variables": variables}, headers=headers or {}
        )

    return send


@pytest.fixture
def login(post: Post) -> Post:
    """Try to sign in; the payload."""

    async def send(username: str, password: str = PASSWORD, **more: Any) -> dict[str, Any]:
        headers = more.pop("headers", None)
        response = await post(LOGIN, headers, input={"username": username, "password": password, **more})
        assert response.status_code == 200, response.text
        body = response.json()
        assert "errors" not in body, body
        return body["data"]["login"]

    return send
