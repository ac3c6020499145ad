"""Changing something over HTTP, and looking whether anything changed."""

from collections.abc import Sequence
from typing import Any

from panhuo.db import connection
from panhuo.models import User
from tests.acceptance.conftest import Ask
from tests.shared import contents

WATCHED = (
    "approval_flow", "audit_entry", "data_version", "holding", "org_unit", "owner_alias", "patent",
    "patent_owner", "user_account",
)  # fmt: skip
ERRORS = "userErrors { code field message }"
OBJECTS = {
    "updateApprovalFlow": "approvalFlow { id version college branchCollege branch }",
    "assignPatents": "count orgUnit { id }",
    "addOwnerAlias": "patents orgUnit { id }",
    "removeOwnerAlias": "patents orgUnit { id }",
}
UNIT = "orgUnit { id name kind position archived activatedAt openShowcase version parent { id } }"


def mutation(name: str) -> str:
    kind = f"{name[0].upper()}{name[1:]}Input"
    return f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {OBJECTS.get(name, UNIT)} {ERRORS} }} }}"


async def change(answer: Ask, name: str, viewer: User | None, /, **given: Any) -> dict[str, Any]:
    """The payload of a mutation that was carried out or refused by its rules."""
    body = await answer(mutation(name), viewer, input=given)
    assert "errors" not in body, body["errors"]
    payload: dict[str, Any] = body["data"][name]
    return payload


async def done(answer: Ask, name: str, viewer: User, /, **given: Any) -> dict[str, Any]:
    """The payload of a mutation that must be carried out."""
    payload = await change(answer, name, viewer, **given)
    assert payload["userErrors"] == []
    return payload


async def refusals(answer: Ask, name: str, viewers: Sequence[User | None], /, **given: Any) -> list[str]:
    """What each is told, in one code each; nothing may change by it."""
    before, codes = await contents(*WATCHED), []
    for viewer in viewers:
        body = await answer(mutation(name), viewer, input=given)
        errors = [error["extensions"]["code"] for error in body.get("errors", ())]
        payload = body["data"][name] or {"userErrors": []}
        [code] = errors + [error["code"] for error in payload["userErrors"]]
        codes.append(code)
        assert not any(payload.get(each) for each in ("orgUnit", "approvalFlow", "count"))
    assert await contents(*WATCHED) == before
    return codes


async def audited() -> list[tuple[str, str]]:
    """What the audit log holds, in order: action and name of the subject."""
    rows = await connection().execute_query_dict("select action, subject_name from audit_entry order by id")
    return [(row["action"], row["subject_name"]) for row in rows]
