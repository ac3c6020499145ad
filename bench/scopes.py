"""Whose eyes the workloads look through: institutions, a branch, a college, an inventor, the whole nation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bench.floor import ORDER
from panhuo.compiler.cursor import encode_cursor
from panhuo.rules.vocabulary import Role

DETAILS = 40
"""Patents whose detail is asked for in turn."""
DEEPEST = 10_000
"""Rows before a deep page, or half of all there are."""
SUBCLASSES = 3
HELD = "holding h join patent p on p.id = h.patent_id where h.{column} = {key}"
INVENTED = (
    "patent_inventor i join patent p on p.id = i.patent_id where i.user_id = {key} and i.match = 'CONFIRMED'"
)
ALL = "patent p where {key} >= 0"
ACCOUNT = "select id, role, institution_id, branch_id, unit_id from user_account where username = $1"


class Reader(Protocol):
    """Reads a world; parameters are `$1`, `$2` …"""

    async def fetch(self, sql: str, *arguments: Any) -> Sequence[Mapping[str, Any]]: ...

    async def fetchval(self, sql: str, *arguments: Any) -> Any: ...


@dataclass(frozen=True)
class Scope:
    """One viewer and the patents in sight: `rows` is a from-clause with the patent as p."""

    name: str
    username: str
    role: Role
    rows: str

    async def spread(self, world: Reader) -> list[int]:
        """Patents from all over it."""
        total = await self.size(world)
        step = max(1, total // DETAILS)
        found = await world.fetch(f"select p.id from {self.rows} and p.id % {step} = 0 limit {DETAILS}")
        return [row["id"] for row in found] or [await world.fetchval(f"select min(p.id) from {self.rows}")]

    async def size(self, world: Reader) -> int:
        return int(await world.fetchval(f"select count(*) from {self.rows}"))

    async def deep_cursor(self, world: Reader) -> str:
        """Of a row far from the first."""
        depth = min(DEEPEST, await self.size(world) // 2)
        [row] = await world.fetch(
            f"select p.grant_sort, p.id from {self.rows}"
            f" order by p.grant_sort desc, p.id desc limit 1 offset {depth}"
        )
        return encode_cursor(ORDER, [row["grant_sort"], row["id"]])

    async def subclasses(self, world: Reader) -> list[str]:
        """The IPC subclasses in which it has most patents."""
        rows = await world.fetch(
            f"select substr(p.main_ipc, 1, 4) as code from {self.rows} and p.main_ipc is not null"
            f" group by 1 order by count(*) desc, 1 limit {SUBCLASSES}"
        )
        return [row["code"] for row in rows]

    async def rare_word(self, world: Reader) -> str:
        """The name of an inventor of one of its patents."""
        found = await world.fetchval(f"select p.first_inventor from {self.rows} order by p.id desc limit 1")
        return str(found)


NAMES = {
    "largest": ("institution-admin", Role.INSTITUTION_ADMIN, "institution_id"),
    "median": ("median-admin", Role.INSTITUTION_ADMIN, "institution_id"),
    "branch": ("branch-admin", Role.BRANCH_ADMIN, "branch_id"),
    "college": ("college-admin", Role.COLLEGE_ADMIN, "unit_id"),
    "inventor": ("inventor", Role.INVENTOR, ""),
    "nation": ("operator", Role.PLATFORM_OPERATOR, ""),
}
"""Name of a scope → account, its role, and the column of `holding` that it holds patents by."""


async def scopes(world: Reader) -> list[Scope]:
    """Those that a world has somebody for."""
    found = []
    for name, (username, role, column) in NAMES.items():
        rows = await world.fetch(
            "select id, role, institution_id, branch_id, unit_id from user_account where username = $1",
            username,
        )
        found += [Scope(name, username, role, rows_of(row, column)) for row in rows]
    return found


def rows_of(account: Mapping[str, Any], column: str) -> str:
    """The patents an account's scope holds."""
    if column:
        return HELD.format(column=column, key=account[column])
    text = INVENTED if account["role"] == Role.INVENTOR.value else ALL
    return text.format(key=account["id"])
