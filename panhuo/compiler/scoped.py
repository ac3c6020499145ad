"""Columns of the rows of a table that a viewer reads, for resolvers that look before they answer."""

from collections.abc import Sequence

from panhuo.compiler.plan import Database, Record
from panhuo.compiler.statement import Env, new_statement
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach


async def scoped_rows(
    table: str,
    columns: str,
    ability: Ability,
    env: Env,
    dialect: str,
    database: Database,
    among: str = "true",
) -> Sequence[Record]:
    """The rows within the scope that the viewer's role has of an ability; none where it has nothing of it.

    `among` is a condition without parameters: which rows are asked about.
    """
    rights = env.viewer.rights
    cell = scopes_of(ability, rights)
    if not cell:
        return []
    statement = new_statement(rights, dialect)
    alias = statement.alias(table[0])
    scope = reach(table, cell, rights.role).sql(statement, alias)
    sql = statement.finished(f"select {columns} from {table} {alias} where {among} and ({scope})")
    return await database.fetch(sql, statement.arguments(env))
