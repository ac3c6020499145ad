"""Plans: statements with row functions, and how they run. A plan holds nothing of one request."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphql import GraphQLError

from panhuo.compiler.cost import Price
from panhuo.compiler.rowcode import Rows
from panhuo.compiler.statement import Env, Statement

Record = Sequence[Any]


class Database(Protocol):
    """Where plans fetch: one call, one statement."""

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]: ...


@dataclass
class Kid:
    """A child plan and the parent's output column that holds its key."""

    key_index: int
    plan: "PagePlan"


@dataclass(slots=True)
class View:
    """One page's records with what its parts need to become the response."""

    records: Sequence[Record]
    first: Record
    more: bool
    env: Env
    kids: Sequence[Any]


Part = tuple[str, Callable[[View], Any]]


@dataclass
class PagePlan:
    """One statement giving one page for the root, or one page for each parent key."""

    statement: Statement
    sql: str = ""
    id_index: int | None = None
    """The output column of the row's id; null there means an empty page. None: no rows are asked for."""
    key_index: int | None = None
    """The output column of the parent's key, for a child plan."""
    key_slot: int | None = None
    size: Callable[[Env], int] | None = None
    backward: bool = False
    build: Callable[[View], Any] = lambda view: None
    rows: Rows | None = None
    """Of a short list below: what makes all its objects, of all parents, at once."""
    kids: list[Kid] = field(default_factory=list)

    def check(self, env: Env) -> None:
        """Evaluate every parameter of this and the child plans, so bad input fails before any statement."""
        self.statement.check(env)
        for kid in self.kids:
            kid.plan.check(env)

    async def root(self, env: Env, database: Database) -> Any:
        records = await database.fetch(self.sql, self.statement.arguments(env))
        return (await self.views([records], env, database))[0]

    async def children(self, keys: list[int], env: Env, database: Database) -> dict[int, Any]:
        """The built value for every parent key."""
        if not keys:
            return {}
        arguments = self.statement.arguments(env)
        assert self.key_slot is not None and self.key_index is not None
        arguments[self.key_slot] = self.statement.dialect.encode_list(keys)
        records = await database.fetch(self.sql, arguments)
        if self.rows is not None:
            return await self.short_lists(self.rows, records, env, database)
        groups: dict[int, list[Record]] = {}
        for record in records:
            groups.setdefault(record[self.key_index], []).append(record)
        views = await self.views(list(groups.values()), env, database)
        return dict(zip(groups, views, strict=True))

    async def short_lists(
        self, rows: Rows, found: Sequence[Record], env: Env, database: Database
    ) -> dict[int, Any]:
        """The objects of every parent that has any."""
        at, key = self.id_index, self.key_index
        assert at is not None and key is not None
        records = [record for record in found if record[at] is not None]
        kids = await self.run_kids(records, env, database)
        lists: dict[int, list[Any]] = {}
        for record, built in zip(records, rows(records, env, kids), strict=True):
            lists.setdefault(record[key], []).append(built)
        return lists

    async def views(self, groups: list[Sequence[Record]], env: Env, database: Database) -> list[Any]:
        pages = [self.page(group, env) for group in groups]
        kids = await self.run_kids([record for page in pages for record in page[0]], env, database)
        return [self.build(View(page[0], page[1], page[2], env, kids)) for page in pages]

    def page(self, group: Sequence[Record], env: Env) -> tuple[Sequence[Record], Record, bool]:
        """The page's records, the first record (an empty page has its totals there), more to come."""
        first: Record = group[0] if group else ()
        if self.id_index is None or not group or first[self.id_index] is None:
            return (), first, False
        size = None if self.size is None else self.size(env)
        if size is None or len(group) <= size:
            return group, first, False
        return (group[1:] if self.backward else group[:size]), first, True

    async def run_kids(self, records: Sequence[Record], env: Env, database: Database) -> list[Any]:
        results = []
        for kid in self.kids:
            at = kid.key_index
            keys = dict.fromkeys([record[at] for record in records])
            keys.pop(None, None)
            results.append(await kid.plan.children(list(keys), env, database))
        return results


@dataclass(frozen=True)
class Denied:
    """A place the viewer's role may not read: its path, `*` for list positions, and the ability."""

    path: tuple[str, ...]
    ability: str


@dataclass(slots=True)
class Run:
    """One execution of an operation's plan."""

    env: Env
    database: Database
    errors: list[GraphQLError] = field(default_factory=list)


@dataclass
class RootPlan:
    """One root field: its response key, how it runs, and what it checks beforehand."""

    key: str
    run: Callable[[Run], Awaitable[Any]]
    check: Callable[[Env], None] = lambda env: None


@dataclass
class OperationPlan:
    """A whole query: cached by document, operation, role and shape of the variables."""

    roots: list[RootPlan]
    denied: list[Denied]
    price: Price


__all__ = [
    "Database",
    "Denied",
    "Kid",
    "OperationPlan",
    "PagePlan",
    "Part",
    "RootPlan",
    "Rows",
    "Run",
    "View",
]
