"""`auditLog` over HTTP: who reads what, and in which words."""

import httpx
import pytest

from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Subject, acting
from tests.factories import enterprise, sign_in
from tests.permissions.world import make_units, make_users
from tests.shared import post
from tests.viewers import viewer_of

pytestmark = pytest.mark.anyio

LOG = """query ($where: AuditFilter) { auditLog(where: $where, first: 50) { totalCount nodes {
  id action actorId actorName subjectId subjectName changes { name before after } } } }"""
ONE = "query ($id: ID!) { node(id: $id) { ... on AuditEntry { subjectName } } }"
READ_BY = {
    "IA A": {"A", "A1", "A2", "AB", "AC", "ABC", "ABD"},
    "IA B": {"B", "B1", "BB"},
    "OP": {"A", "A1", "A2", "AB", "AC", "ABC", "ABD", "B", "B1", "BB"},
}
OTHERS = ("CA A1", "BA AB", "BCA ABC", "INV A1", "ENT E")


async def test_each_reads_what_was_done_within_its_scope(client: httpx.AsyncClient) -> None:
    # given
    units = await make_units()
    users = await make_users(units, {"E": await enterprise(), "F": await enterprise()})
    async with acting(viewer_of(users["OP"])) as action:
        for name, unit in units.items():
            row = {
                "id": unit.id,
                "name": name,
                "institution_id": unit.institution_id,
                "branch_id": unit.branch_id,
                "unit_id": unit.id,
            }
            changed = {"name": f"{name}旧"}, {"name": name}
            await action.audit(AuditAction.UNIT_RENAMED, Subject("OrgUnit", row), *changed)
    every = (await post(client, LOG, await sign_in(users["OP"])))["data"]["auditLog"]["nodes"]
    ids = {node["subjectName"]: node["id"] for node in every}

    for viewer in (*READ_BY, *OTHERS, "visitor"):
        # when
        headers = await sign_in(users[viewer]) if viewer in users else {}
        answer = await post(client, LOG, headers)
        alone = {name: (await post(client, ONE, headers, id=id))["data"]["node"] for name, id in ids.items()}

        # then
        read = READ_BY.get(viewer, set())
        assert {name for name, node in alone.items() if node} == read
        if viewer in READ_BY:
            log = answer["data"]["auditLog"]
            assert {node["subjectName"] for node in log["nodes"]} == read and log["totalCount"] == len(read)
        else:
            assert answer["data"]["auditLog"] is None
            wanted = "UNAUTHENTICATED" if viewer == "visitor" else "FORBIDDEN"
            assert [each["extensions"]["code"] for each in answer["errors"]] == [wanted]


async def test_an_entry_says_who_did_what_to_which_before_and_after(client: httpx.AsyncClient) -> None:
    # given
    units = await make_units()
    users = await make_users(units, {"E": await enterprise(), "F": await enterprise()})
    admin, place = users["IA A"], {"id": 7, "name": "甲一", "institution_id": units["A"].id}
    async with acting(viewer_of(admin)) as action:
        await action.audit(AuditAction.UNIT_CREATED, Subject("OrgUnit", place), None, {"position": 1})
        changed = {"archived": False, "phone": "13800138000"}, {"archived": True, "phone": None}
        await action.audit(AuditAction.UNIT_ARCHIVED, Subject("OrgUnit", place), *changed)

    # when
    log, made = [
        (await post(client, LOG, await sign_in(admin), where=where))["data"]["auditLog"]["nodes"]
        for where in (None, {"action": {"eq": "UNIT_CREATED"}})
    ]

    # then
    assert [node["action"] for node in log] == ["UNIT_ARCHIVED", "UNIT_CREATED"] and made == log[1:]
    assert (log[0]["actorId"], log[0]["actorName"]) == (f"User:{admin.id}", admin.name)
    assert (log[0]["subjectId"], log[0]["subjectName"]) == ("OrgUnit:7", "甲一")
    assert log[0]["changes"] == [
        {"name": "archived", "before": "false", "after": "true"},
        {"name": "phone", "before": "138****8000", "after": None},
    ]
    assert log[1]["changes"] == [{"name": "position", "before": None, "after": "1"}]
