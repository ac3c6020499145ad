"""The database itself keeps the audit log: nobody changes or removes what stands in it."""

from typing import Any

import asyncpg
import pytest

from panhuo.db import connection, own_connection
from panhuo.models import AuditEntry
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Subject, acting
from tests.shared import contents

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

INSERT = "insert {or_} into audit_entry (id, at, actor_name, action, subject_type, subject_id, subject_name)"
CHANGES = ("update audit_entry set actor_name = 'x'", "delete from audit_entry")
ONLY = {
    "sqlite": (INSERT.format(or_="or replace") + " values ({id}, 1, 'x', 'x', 'x', 1, 'x')",),
    "postgres": (
        "truncate audit_entry",
        INSERT.format(or_="") + " values ({id}, 1, '', '', '', 1, '')"
        " on conflict (id) do update set actor_name = 'x'",
    ),
}


async def an_entry() -> AuditEntry:
    async with acting(ANONYMOUS) as action:
        await action.audit(AuditAction.UNIT_CREATED, Subject("OrgUnit", {"id": 1, "name": "甲"}))
    return await AuditEntry.get()


async def test_nothing_changes_what_is_recorded(db: str) -> None:
    entry, before = await an_entry(), await contents("audit_entry")

    for statement in (*CHANGES, *ONLY[db.partition(":")[0]]):
        with pytest.raises(Exception, match="append-only"):
            await connection().execute_query(statement.format(id=entry.id))

    assert await contents("audit_entry") == before


@pytest.mark.parametrize("granted", [False, True])
@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize("statement", [*CHANGES, "truncate audit_entry"])
async def test_nor_does_the_owner_of_the_table(statement: str, granted: bool) -> None:
    """Who is no superuser: neither as granted at first nor once it granted itself more."""
    # given
    await an_entry()
    server: Any = await own_connection(5)
    transaction = server.transaction()
    await transaction.start()
    await server.execute("create role panhuo_test_owner; alter table audit_entry owner to panhuo_test_owner")
    await server.execute("set local role panhuo_test_owner")
    if granted:
        await server.execute("grant all on audit_entry to panhuo_test_owner")

    # then
    wanted = "append-only" if granted else "permission denied"
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match=wanted):
        await server.execute(statement)
    await transaction.rollback()
    await server.close()
    assert await AuditEntry.all().count() == 1
