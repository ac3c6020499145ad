"""What the figures of patents rest on, as a few values: as long as they stay, so do the figures."""

from collections.abc import Callable, Sequence

from panhuo.compiler.statement import Statement
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.types.library_figures import BESIDE

COUNTED = frozenset({Scope.ALL, Scope.SUBTREE})
"""The scopes of which a data version counts every change; an inventor's holds no dossiers of others."""
EDITIONS = "(select coalesce(max(e.loaded_at), 0) from code_edition e)"
"""The names of codes."""


def state_under(ability: Ability) -> Callable[[Statement], Sequence[str] | None]:
    """The state of figures that are counted within an ability.

    Data versions move with imports, with acts on dossiers and reports, and where patents are placed; drafts
    that were never submitted count for their filer alone, and move nothing but their own version.
    """

    def state(statement: Statement) -> Sequence[str] | None:
        cell = scopes_of(ability, statement.rights)
        if not cell or not cell <= COUNTED:
            return None
        changes = within(statement, "data_version", cell, "v", "coalesce(sum({a}.version), 0)")
        units = scopes_of(Ability.ORG_UNIT_READ, statement.rights)
        names = within(statement, "org_unit", units, "u", "count(*) + coalesce(sum({a}.version), 0)")
        return changes, names, drafts(statement), EDITIONS, BESIDE["as_of"]

    return state


def within(statement: Statement, table: str, cell: frozenset[Scope], prefix: str, value: str) -> str:
    """A sum over the rows of a table within a cell of the policy."""
    alias = statement.alias(prefix)
    rows = reach(table, cell, statement.role).sql(statement, alias) if cell else "false"
    return f"(select cast({value.format(a=alias)} as bigint) from {table} {alias} where {rows})"


def drafts(statement: Statement) -> str:
    alias = statement.alias("d")
    return (
        f"(select cast(count(*) + coalesce(sum({alias}.version), 0) as bigint) from dossier {alias}"
        f" where {alias}.filer_id = {statement.viewer('user_id')} and not {alias}.submitted)"
    )
