"""The database itself keeps what is recorded: nobody changes or removes what stands in these tables."""

from typing import Any

import asyncpg
import pytest

from panhuo.db import connection, own_connection
from panhuo.models import AuditEntry, ContactAccess
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Subject, acting
from tests.shared import contents

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

AUDIT, LOOKS = "audit_entry", "contact_access"
COLUMNS = {
    AUDIT: "id, at, actor_name, action, subject_type, subject_id, subject_name",
    LOOKS: "id, at, dossier_id, dossier_title, user_id, reader_name, institution_id, unit_id",
}
VALUES = {AUDIT: "({id}, 1, 'x', 'x', 'x', 1, 'x')", LOOKS: "({id}, 1, 1, 'x', 1, 'x', 1, 1)"}
CHANGES = ("update {table} set at = 2", "delete from {table}")
INSERT = "insert {or_} into {table} ({columns}) values {values}"
ONLY = {
    "sqlite": (INSERT.replace("{or_}", "or replace"),),
    "postgres": (
        "truncate {table}",
        INSERT.replace("{or_}", "") + " on conflict (id) do update set at = 2",
    ),
}


async def a_row(table: str) -> int:
    """The id of something recorded."""
    if table == LOOKS:
        names = {"dossier_title": "装置", "reader_name": "吴专家"}
        return (
            await ContactAccess.create(at=1, dossier_id=1, user_id=1, institution_id=1, unit_id=1, **names)
        ).id
    async with acting(ANONYMOUS) as action:
        await action.audit(AuditAction.UNIT_CREATED, Subject("OrgUnit", {"id": 1, "name": "甲"}))
    return (await AuditEntry.get()).id


@pytest.mark.parametrize("table", [AUDIT, LOOKS])
async def test_nothing_changes_what_is_recorded(db: str, table: str) -> None:
    id, before = await a_row(table), await contents(table)

    for statement in (*CHANGES, *ONLY[db.partition(":")[0]]):
        text = statement.replace("{values}", VALUES[table]).format(table=table, columns=COLUMNS[table], id=id)
        with pytest.raises(Exception, match="append-only"):
            await connection().execute_query(text)

    assert await contents(table) == before


@pytest.mark.parametrize("granted", [False, True])
@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
@pytest.mark.parametrize("statement", [*CHANGES, "truncate {table}"])
@pytest.mark.parametrize("table", [AUDIT, LOOKS])
async def test_nor_does_the_owner_of_the_table(table: str, statement: str, granted: bool) -> None:
    """Who is no superuser: neither as granted at first nor once it granted itself more."""
    # given
    await a_row(table)
    server: Any = await own_connection(5)
    transaction = server.transaction()
    await transaction.start()
    await server.execute(f"create role panhuo_test_owner; alter table {table} owner to panhuo_test_owner")
    await server.execute("set local role panhuo_test_owner")
    if granted:
        await server.execute(f"grant all on {table} to panhuo_test_owner")

    # then
    wanted = "append-only" if granted else "permission denied"
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match=wanted):
        await server.execute(statement.format(table=table))
    await transaction.rollback()
    await server.close()
    assert len(await contents(table)) == 1
