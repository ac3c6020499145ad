"""Performance reports over HTTP."""

from collections.abc import Mapping
from typing import Any

from tests.acceptance.filing import Person

ERRORS = "userErrors { code field message }"
REPORT = "performance { id version state name reason }"
LICENCE: dict[str, Any] = {"options": ["OPEN_LICENCE_SIGNED", "PATENT_POOL"], "amount": "12.50"}
TRANSFER: dict[str, Any] = {"options": ["ASSIGNMENT_SIGNED"], "remark": "按销售额提成"}


def query_of(name: str) -> str:
    return f"mutation ($i: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $i) {{ {REPORT} {ERRORS} }} }}"


async def does(who: Person, name: str, /, **given: Any) -> dict[str, Any]:
    """The report after a mutation that must be carried out."""
    payload = (await who.asks(query_of(name), i=given))[name]
    assert payload["userErrors"] == [], payload
    report: dict[str, Any] = payload["performance"]
    return report


async def refused(who: Person, name: str, /, **given: Any) -> str:
    """The one code with which something is refused: to the role, or by the rules."""
    answer = await who.post(query_of(name), i=given)
    if answer["data"][name] is None:
        return str(answer["errors"][0]["extensions"]["code"])
    assert answer["data"][name]["performance"] is None
    [error] = answer["data"][name]["userErrors"]
    return str(error["code"])


def at(report: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": report["id"], "version": report["version"]}
