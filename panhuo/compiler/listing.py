"""The rows of a list: which source drives it, under which scope, filter and order.

A list drives from its scope's source (a holding for SUBTREE, an inventor's row for OWN …), because a
narrow index on the source serves scope and order together; the type's own table is joined inside only
where a filter or sort needs a column the source lacks.
"""

from dataclasses import dataclass, field

from panhuo.compiler.arguments import Tree
from panhuo.compiler.binding import Entity, Source
from panhuo.compiler.filters import FilterScope, check_size, compile_filter
from panhuo.compiler.planner import narrower
from panhuo.compiler.statement import Place, Statement
from panhuo.permissions.ability import Scope
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.predicates import ALWAYS, Binder, Predicate, Related, Row
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer


@dataclass
class Listing:
    """A from-clause in the making. `column(name)` is where a logical column is cheapest to read."""

    statement: Statement
    entity: Entity
    source: Source
    scope: Predicate
    driver: Place
    conditions: list[str] = field(default_factory=list)
    _own: Place | None = None

    @property
    def row_id(self) -> str:
        """The id of the type's row."""
        return self.driver[self.source.id_column]

    @property
    def costly(self) -> bool:
        """Whether finding its rows looks into other tables for every row."""
        return "select" in self.scope.sql(self.statement, self.driver.alias) or self.asks_elsewhere

    @property
    def asks_elsewhere(self) -> bool:
        """Whether what it was asked for does; its scope may besides."""
        return bool(self.driver.joins) or any("select" in condition for condition in self.conditions)

    def own(self) -> Place:
        """The type's own table, joined to the source on first use."""
        if self.source.table == self.entity.table:
            return self.driver
        if self._own is None:
            alias = self.statement.alias(self.entity.table[0])
            self.driver.joins.append(f"join {self.entity.table} {alias} on {alias}.id = {self.row_id}")
            self._own = Place(self.statement, alias)
        return self._own

    def column(self, name: str) -> str:
        """Of rows beyond the ability that the column asks for, what stands for it there."""
        condition, rights = self.entity.conditions.get(name), self.statement.rights
        value = self.read(name)
        if condition is None or condition.ability is None or condition.scoped or not self.entity.ability:
            return value
        cell = scopes_of(condition.ability, rights)
        if not narrower(cell, scopes_of(self.entity.ability, rights)):
            return value
        seen = reach(self.entity.table, cell, rights.role).sql(self.statement, self.own().alias)
        return f"(case when {seen} then {value} else {condition.unseen} end)"

    def read(self, name: str) -> str:
        if name == "id":
            return self.row_id
        if name in self.source.columns:
            return self.source.columns[name](self.driver)
        return self.entity.expression(name)(self.own())

    def restrict(self, where: Tree) -> None:
        if isinstance(where, dict):
            check_size(where)
            scope = FilterScope(self.statement, self.entity.conditions, self.column, lambda: self.row_id)
            self.conditions.append(compile_filter(where, scope))

    def text(self, *more: str) -> str:
        """`from … where …`."""
        parts = [] if self.scope == ALWAYS else [self.scope.sql(self.statement, self.driver.alias)]
        where = " and ".join(f"({part})" for part in (*parts, *self.conditions, *more) if part != "true")
        own_joins = self._own.joins if self._own is not None else []
        joins = " ".join([*self.driver.joins, *own_joins])
        return f"from {self.source.table} {self.driver.alias} {joins} where {where or 'true'}"


@dataclass(frozen=True)
class Among:
    """The id is found by one of several predicates, each asked by itself."""

    table: str
    parts: tuple[Predicate, ...]

    def sql(self, binder: Binder, alias: str) -> str:
        found = []
        for part in self.parts:
            inner = binder.alias("u")
            found.append(f"select {inner}.id from {self.table} {inner} where {part.sql(binder, inner)}")
        return f"{alias}.id in ({' union '.join(found)})"

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        return any(part.holds(row, viewer, related) for part in self.parts)


def listing(statement: Statement, entity: Entity, scopes: frozenset[Scope]) -> Listing:
    """A list of everything a cell of the policy reaches."""
    single = next(iter(scopes)) if len(scopes) == 1 else None
    source = entity.sources.get(single, own_table(entity)) if single else own_table(entity)
    scope = reach(source.table, scopes, statement.role)
    if entity.by_scope and len(scopes) > 1 and scope != ALWAYS:
        scope = Among(
            source.table, tuple(reach(source.table, [each], statement.role) for each in sorted(scopes))
        )
    return Listing(statement, entity, source, scope, Place(statement, statement.alias("s")))


def own_table(entity: Entity) -> Source:
    """The type's own table as a source."""
    return Source(entity.table, "id", {})
