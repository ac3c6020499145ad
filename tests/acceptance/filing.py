"""People of a university who file and review dossiers over HTTP, each in a session of their own."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from panhuo.auth.passwords import hash_password
from panhuo.models import OrgUnit, Patent, User
from panhuo.rules.vocabulary import Role
from tests.factories import branch, branch_college, college, institution, patent, user
from tests.shared import contents

TABLES = (
    *("audit_entry", "data_version", "dossier", "dossier_choice", "dossier_patent", "dossier_version"),
    *("holding", "notice", "patent", "patent_code", "review", "review_step"),
)
PASSWORD = "Filing-2026-abc"
LOGIN = "mutation ($input: LoginInput!) { login(input: $input) { token userErrors { code } } }"
ERRORS = "userErrors { code field message }"
PROBLEMS = "problems { code field missing message }"
DOSSIER = "dossier { id kind state version title filer { name } }"
ONE = f"{DOSSIER} {PROBLEMS} {ERRORS}"
RESULTS = f"succeeded results {{ dossierId {DOSSIER} {PROBLEMS} {ERRORS} }} {ERRORS}"
OPENED = "patents { patent { id title } refusal message dossier { id } }"
ANSWERS = {
    "openDossier": f"kind {OPENED} {PROBLEMS} {ERRORS}",
    "discardDossier": f"discarded {ERRORS}",
    "handOverUser": f"user {{ id }} nextAfter remaining {RESULTS}",
    **dict.fromkeys(("approveDossiers", "returnDossiers", "fillDossiers"), RESULTS),
}
FORM: dict[str, Any] = {
    "fiscalFunding": True,
    "statuses": [{"first": "NOT_IMPLEMENTED"}],
    "willingness": [{"first": "TO_LICENSE", "second": "OPEN_LICENCE"}],
    "price": "NEGOTIABLE",
    "contact": "陈一",
    "phone": "0571-88000000",
    "maturity": "PILOT",
    "rating": 4,
    "advantages": "能量密度高",
    "prospects": "可用于储能",
}
"""A single dossier that lacks nothing and is fit for registration."""
UNFIT = FORM | {"statuses": [{"first": "TO_BE_ABANDONED"}]}
"""One that is inventoried only (S112)."""
PORTFOLIO = FORM | {"name": "储能组合", "description": "三件一组"}


def document(name: str) -> str:
    """A mutation with everything these tests ask of its answer."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    return f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {ANSWERS.get(name, ONE)} }} }}"


@dataclass
class Person:
    """Somebody with an account, who signs in with their own password."""

    account: User
    client: httpx.AsyncClient
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"User:{self.account.id}"

    async def post(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer."""
        if not self.headers:
            await self.sign_in()
        body = {"query": query, "variables": variables}
        response = await self.client.post("/graphql", json=body, headers=self.headers)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def sign_in(self) -> None:
        given = {"username": self.account.username, "password": PASSWORD, "cookie": False}
        response = await self.client.post("/graphql", json={"query": LOGIN, "variables": {"input": given}})
        login = response.json()["data"]["login"]
        assert login["userErrors"] == []
        self.headers = {"Authorization": f"Bearer {login['token']}"}

    async def asks(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an operation in which nothing may go wrong."""
        answer = await self.post(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def tries(self, name: str, **given: Any) -> dict[str, Any]:
        """The payload of a mutation that was carried out, or refused by its rules."""
        payload: dict[str, Any] = (await self.asks(document(name), input=given))[name]
        return payload

    async def does(self, name: str, **given: Any) -> dict[str, Any]:
        """The dossier after a mutation that must be carried out."""
        payload = await self.tries(name, **given)
        assert payload["userErrors"] == []
        dossier: dict[str, Any] = payload["dossier"]
        return dossier

    async def forbidden(self, name: str, **given: Any) -> str:
        """The code with which a mutation is refused to the role."""
        answer = await self.post(document(name), input=given)
        [error] = answer["errors"]
        assert answer["data"][name] is None
        code: str = error["extensions"]["code"]
        return code

    async def files(self, *patents: Patent, content: Mapping[str, Any] = FORM) -> dict[str, Any]:
        """A draft of one's own, filled in."""
        return await self.does("fileDossier", patents=ids(patents), content=content)

    async def submits(self, dossier: Mapping[str, Any]) -> dict[str, Any]:
        return await self.does("submitDossier", **at(dossier))

    async def approves(self, dossier: Mapping[str, Any], outcome: str | None = None) -> dict[str, Any]:
        return await self.one_of("approveDossiers", at(dossier) | {"outcome": outcome})

    async def returns(self, dossier: Mapping[str, Any], reason: str) -> dict[str, Any]:
        return await self.one_of("returnDossiers", at(dossier) | {"reason": reason})

    async def one_of(self, name: str, item: Mapping[str, Any]) -> dict[str, Any]:
        """The dossier of a list of one."""
        payload = await self.tries(name, items=[item])
        [result] = payload["results"]
        assert (payload["succeeded"], result["userErrors"]) == (1, []), result
        dossier: dict[str, Any] = result["dossier"]
        return dossier


def at(dossier: Mapping[str, Any]) -> dict[str, Any]:
    """A dossier as it was last seen."""
    return {"id": dossier["id"], "version": dossier["version"]}


def ids(patents: Sequence[Patent]) -> list[str]:
    return [f"Patent:{each.id}" for each in patents]


def codes(payload: Mapping[str, Any]) -> list[str]:
    """What a payload refuses; of a list of items what each one does, in order."""
    own = [error["code"] for error in payload["userErrors"]]
    return own + [code for result in payload.get("results", ()) for code in codes(result)]


class University:
    """A main campus with a college, a branch with its college, and an account of each kind at each."""

    root: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    ships: OrgUnit

    def __init__(self, client: httpx.AsyncClient, password_hash: str) -> None:
        self.client, self.password_hash = client, password_hash

    async def build(self) -> "University":
        self.root = await institution("青岚大学", open_showcase=True)
        self.physics, self.east = await college(self.root, "物理学院"), await branch(self.root, "东校区")
        self.ships = await branch_college(self.east, "船舶学院")
        self.admin = await self.person(Role.INSTITUTION_ADMIN, self.root, "校管")
        self.dean = await self.person(Role.COLLEGE_ADMIN, self.physics, "院管")
        self.head = await self.person(Role.BRANCH_ADMIN, self.east, "分校管")
        self.chief = await self.person(Role.BRANCH_COLLEGE_ADMIN, self.ships, "分院管")
        self.chen = await self.person(Role.INVENTOR, self.physics, "陈一")
        self.zhou = await self.person(Role.INVENTOR, self.physics, "周二")
        self.lin = await self.person(Role.INVENTOR, self.ships, "林三")
        return self

    async def person(self, role: Role, at: Any = None, name: str | None = None) -> Person:
        return Person(await user(role, at, name, password_hash=self.password_hash), self.client)

    async def invention(self, *inventors: Person, **columns: Any) -> Patent:
        """A patent of the main campus."""
        return await patent(self.root, inventors=[each.account for each in inventors], **columns)

    async def branch_invention(self, *inventors: Person, **columns: Any) -> Patent:
        """A patent of the branch."""
        return await patent(self.east, inventors=[each.account for each in inventors], **columns)


async def university(client: httpx.AsyncClient) -> University:
    return await University(client, await hash_password(PASSWORD)).build()


async def all_at_once(*work: Any) -> list[Any]:
    """What several do in the same instant."""
    return list(await asyncio.gather(*work))


@asynccontextmanager
async def nothing_changes() -> AsyncIterator[None]:
    """What is refused in the block leaves every table as it was."""
    before = await contents(*TABLES)
    yield
    assert await contents(*TABLES) == before
