"""Enterprises that send demands over HTTP, and institutions that handle them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from panhuo.models import Enterprise
from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import FORM, PORTFOLIO, Person, University
from tests.factories import enterprise
from tests.shared import contents

TABLES = (
    "audit_entry",
    "data_version",
    "demand",
    "demand_mode",
    "demand_step",
    "dossier",
    "notice",
    "patent",
)
ERRORS = "userErrors { code field message }"
DEMAND = "demand { id version state technology reason withdrawn }"
NOTICES = "{ notices { nodes { kind message subjectId } } }"
WANTED: dict[str, Any] = {
    "cooperation": [{"mode": "PATENT_POOL"}, {"mode": "OPEN_LICENCE"}],
    "region": "330100",
    "contact": "钱经理",
    "phone": "0571-66000000",
    "description": "希望用于储能电站",
}
"""A demand that lacks nothing but what it is directed to."""


async def tries(who: Person, name: str, **given: Any) -> dict[str, Any]:
    """The payload of a mutation that was carried out, or refused by its rules."""
    query = (
        f"mutation ($i: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $i) {{ {DEMAND} {ERRORS} }} }}"
    )
    payload: dict[str, Any] = (await who.asks(query, i=given))[name]
    return payload


async def does(who: Person, name: str, **given: Any) -> dict[str, Any]:
    """The demand after a mutation that must be carried out."""
    payload = await tries(who, name, **given)
    assert payload["userErrors"] == [], payload
    demand: dict[str, Any] = payload["demand"]
    return demand


async def refused(who: Person, name: str, **given: Any) -> str:
    """The one code with which something is refused: to the role, or by the rules."""
    query = (
        f"mutation ($i: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $i) {{ {DEMAND} {ERRORS} }} }}"
    )
    answer = await who.post(query, i=given)
    if answer["data"][name] is None:
        return str(answer["errors"][0]["extensions"]["code"])
    assert answer["data"][name]["demand"] is None
    [error] = answer["data"][name]["userErrors"]
    return str(error["code"])


def step(demand: dict[str, Any], act: str, note: str | None = None) -> dict[str, Any]:
    return {"id": demand["id"], "version": demand["version"], "act": act, "note": note}


async def company(here: University, name: str = "晴川储能有限公司") -> tuple[Person, Enterprise]:
    """An enterprise and somebody who acts for it."""
    firm = await enterprise(name)
    return await here.person(Role.ENTERPRISE, firm, "钱经理"), firm


async def registered(here: University, count: int = 1) -> dict[str, Any]:
    """A dossier of the main campus in the library: of one patent, or of several together."""
    patents = [await here.invention(here.chen, here.zhou, title=f"储能装置{n}") for n in range(count)]
    draft = await here.chen.files(*patents, content=FORM if count == 1 else PORTFOLIO)
    passed = await here.dean.approves(await here.chen.submits(draft))
    return await here.admin.approves(passed, "REGISTERED")


async def branch_registered(here: University) -> dict[str, Any]:
    draft = await here.head.files(await here.branch_invention(here.lin, title="船舶推进器"))
    return await here.admin.approves(await here.head.submits(draft), "REGISTERED")


async def notices(who: Person) -> list[str]:
    """Everything somebody was told, newest first."""
    return [each["message"] for each in (await who.asks(NOTICES))["notices"]["nodes"]]


@asynccontextmanager
async def nothing_changes() -> AsyncIterator[None]:
    """What is refused in the block leaves every table as it was."""
    before = await contents(*TABLES)
    yield
    assert await contents(*TABLES) == before
