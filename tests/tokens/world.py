"""Who makes tokens, and what there is to see with them."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from panhuo.models import Dossier, Enterprise, OrgUnit, User
from panhuo.rules.vocabulary import DossierState, Role
from tests.factories import college, dossier, enterprise, institution, patent, sign_in, user

CREATE = (
    "mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret"
    " token { id name prefix abilities origins active expiresAt lastUsedAt owner { username } }"
    " userErrors { code field message } } }"
)
REVOKE = (
    "mutation ($id: ID!) { revokeApiToken(input: {id: $id}) { token { id active revokedAt }"
    " userErrors { code field } } }"
)
LIST = "{ apiTokens { totalCount nodes { id name owner { username } } } }"
READS = ("DOSSIER_READ", "SHOWCASE_READ")
"""What a widget needs to show what is registered."""
SHOWN = "{ showcase { totalCount nodes { id title contact } } }"
EVALUATE = (
    "mutation ($input: EvaluateDossierInput!) { evaluateDossier(input: $input) { evaluation { rating }"
    " userErrors { code } } }"
)


@dataclass(frozen=True)
class World:
    """Accounts and what is registered."""

    client: httpx.AsyncClient
    school: OrgUnit
    admin: User
    inventor: User
    operator: User
    firm: Enterprise
    expert: User
    manager: User
    rival: User
    """Of another enterprise."""
    dossier: Dossier

    async def post(self, headers: dict[str, str], query: str, **variables: Any) -> httpx.Response:
        body = {"query": query, "variables": variables}
        return await self.client.post("/graphql", json=body, headers=headers)

    async def asks(self, headers: dict[str, str], query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer to what could be executed."""
        response = await self.post(headers, query, **variables)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def as_account(self, account: User, query: str, **variables: Any) -> dict[str, Any]:
        return await self.asks(await sign_in(account), query, **variables)

    async def tries(self, account: User, *abilities: str, **given: Any) -> dict[str, Any]:
        """The payload of making a token."""
        wanted = {"name": "挂件", "abilities": list(abilities), "validDays": 30} | given
        answer = await self.as_account(account, CREATE, input=wanted)
        payload: dict[str, Any] = answer["data"]["createApiToken"]
        return payload

    async def made(self, account: User, *abilities: str, **given: Any) -> tuple[str, dict[str, str]]:
        """A token's id, and the headers of a program that has it."""
        payload = await self.tries(account, *abilities, **given)
        assert payload["userErrors"] == []
        return payload["token"]["id"], {"Authorization": f"Bearer {payload['secret']}"}


@pytest.fixture(scope="module")
async def world(shared_client: httpx.AsyncClient) -> World:
    school = await institution("青岚大学", open_showcase=True)
    physics = await college(school, "物理学院")
    admin, inventor = await user(Role.INSTITUTION_ADMIN, school), await user(Role.INVENTOR, physics)
    firm = await enterprise("赤霞储能")
    manager = await user(Role.ENTERPRISE, firm)
    await User.filter(id=manager.id).update(is_manager=True)
    found = await patent(school, title="储能装置", inventors=[inventor])
    return World(
        shared_client,
        school,
        admin,
        inventor,
        await user(Role.PLATFORM_OPERATOR),
        firm,
        await user(Role.ENTERPRISE, firm),
        manager,
        await user(Role.ENTERPRISE, await enterprise("白水机械")),
        await dossier(inventor, found, state=DossierState.REGISTERED),
    )
