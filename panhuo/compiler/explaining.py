"""`explainAccess`: two statements, one for the account and one that yields a boolean a scope.

The booleans are the predicates that compile into every read, bound to the account asked about; both
statements see only what lies within the asker's own scope, so that nothing outside it shows in an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLField
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.asked import Asked
from panhuo.compiler.binding import ENTITIES, Entity, Explained
from panhuo.compiler.coordinates import asked_at
from panhuo.compiler.ids import number_of, parse_id
from panhuo.compiler.plain import plain_reader
from panhuo.compiler.plan import Record, RootPlan, Run
from panhuo.compiler.planner import Planner
from panhuo.compiler.refusals import not_found
from panhuo.compiler.statement import Env, Place, Statement, new_statement
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.demands import Judged
from panhuo.permissions.explain import AccessExplanation, explanation, in_sight
from panhuo.permissions.policy import Cell, scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role


@dataclass(frozen=True)
class Question:
    """What is asked: an account, a coordinate with its demands, an object or none."""

    accounts: Entity
    user: int
    coordinate: str
    asked: list[Asked]
    object: tuple[Entity, int] | None


def explained_plan(
    planner: Planner, key: str, binding: Explained, field_def: GraphQLField, nodes: list[FieldDetails]
) -> RootPlan:
    """The plan of the root field; the explanation itself is made for each run."""
    given = planner.arguments(field_def, nodes)
    read = plain_reader(planner, field_def, nodes)

    def question(env: Env) -> Question:
        user, coordinate, id = (value_of(given.get(name), env) for name in ("user", "coordinate", "id"))
        kind, number = (None, 0) if id is None else parse_id(id)
        asked = asked_at(planner.schema, coordinate, kind)
        found = (ENTITIES[kind], number) if kind is not None else None
        return Question(ENTITIES[binding.target], number_of(user, binding.target), coordinate, asked, found)

    def check(env: Env) -> None:
        question(env)

    async def run(run: Run) -> Any:
        found = await Explaining(question(run.env), run, planner.dialect).answer()
        if found is None:
            run.errors.append(not_found((key,), run.env.chinese))
        return read(found)

    return RootPlan(key, run, check)


def value_of(tree: Tree, env: Env) -> Any:
    return tree.read(env.variables) if isinstance(tree, Leaf) else None


@dataclass(frozen=True)
class Sight:
    """Binds predicates to the asker, in a statement whose viewer is the account asked about."""

    statement: Statement
    asker: Viewer

    def viewer(self, attribute: str) -> str:
        value = getattr(self.asker, attribute)
        text = self.statement.param(lambda env: value, ("asker", attribute))
        return self.statement.dialect.cast(text, "bigint")

    def now(self) -> str:
        return self.statement.now()

    def alias(self, prefix: str) -> str:
        return self.statement.alias(prefix)

    def of(self, table: str, ability: Ability, alias: str) -> str:
        """Whether a row lies within the asker's scope."""
        return f"({in_sight(table, ability, self.asker.rights).sql(self, alias)})"


ACCOUNT = ("role", "id", "institution_id", "branch_id", "unit_id", "enterprise_id", "is_manager", "active")
"""The columns that make the viewer of an account, in its order; and whether it may sign in."""


def viewer_as(account: Record) -> Viewer:
    """The viewer that a session of an account makes."""
    role, user_id, institution_id, branch_id, unit_id, enterprise_id, is_manager, _ = account
    return Viewer(Role(role), user_id, institution_id, branch_id, unit_id, enterprise_id, bool(is_manager))


@dataclass
class Explaining:
    """One run of one question."""

    question: Question
    run: Run
    dialect: str

    async def answer(self) -> AccessExplanation | None:
        """None where the account or the object is not in the asker's scope, or does not exist."""
        account = await self.account()
        if account is None:
            return None
        viewer, active = viewer_as(account), bool(account[-1])
        judged = await self.judged(viewer)
        if judged is None:
            return None
        of_object, chinese = self.question.object is not None, self.run.env.chinese
        return explanation(self.question.coordinate, viewer.role, active, judged, of_object, chinese)

    @property
    def asker(self) -> Viewer:
        return self.run.env.viewer

    async def account(self) -> Record | None:
        """The columns of the account asked about."""
        statement = new_statement(self.asker.rights, self.dialect)
        place = Place(statement, statement.alias("u"))
        for column in ACCOUNT:
            statement.output(place[column])
        return await self.row(place, self.question.accounts, self.question.user, self.asker)

    async def judged(self, viewer: Viewer) -> list[Judged] | None:
        """Every demand, with what each scope says of the object, for the account as the viewer it makes."""
        cells = [scopes_of(each.demand.ability, viewer.rights) for each in self.question.asked]
        if self.question.object is None:
            return [Judged(each.demand, cell) for each, cell in zip(self.question.asked, cells, strict=True)]
        statement = new_statement(viewer.rights, self.dialect)
        place = Place(statement, statement.alias("w"))
        readers = [
            self.reader(each, cell, place) for each, cell in zip(self.question.asked, cells, strict=True)
        ]
        record = await self.row(place, *self.question.object, viewer)
        return None if record is None else [read(record) for read in readers]

    def reader(self, asked: Asked, cell: Cell, place: Place) -> Callable[[Record], Judged]:
        """Adds a boolean for each scope to the statement; what reads them from its record."""
        table, alias = asked.table, place.alias
        if table is None:
            return lambda record: Judged(asked.demand, cell)
        if asked.key is not None:
            alias = self.joined(asked, table, place)
        there = place.statement.output(f"{alias}.id")
        columns = {scope: place.statement.output(self.holds(table, scope, alias, place)) for scope in cell}

        def read(record: Record) -> Judged:
            holds = {scope: bool(record[index]) for scope, index in columns.items()}
            return Judged(asked.demand, cell, None if record[there] is None else holds)

        return read

    def joined(self, asked: Asked, table: str, place: Place) -> str:
        """The row that a field leads to, where the asker may know of it."""
        assert asked.key is not None
        key, sight = asked.key(place), Sight(place.statement, self.asker)
        return place.join(
            ("explained", key, table),
            table,
            lambda alias: f"{alias}.id = {key} and {sight.of(table, asked.demand.ability, alias)}",
        )

    def holds(self, table: str, scope: Scope, alias: str, place: Place) -> str:
        predicate = reach(table, [scope], place.role)
        return f"coalesce(({predicate.sql(place.statement, alias)}), false)"

    async def row(self, place: Place, entity: Entity, number: int, viewer: Viewer) -> Record | None:
        """The record of a statement about one row of a type, where it is in the asker's scope."""
        statement, env = place.statement, replace(self.run.env, viewer=viewer)
        assert entity.ability is not None
        sight = Sight(statement, self.asker).of(entity.table, entity.ability, place.alias)
        chosen = f"{place['id']} = {statement.dialect.cast(statement.param(lambda env: number), 'bigint')}"
        sql = statement.finished(
            f"select {', '.join(statement.columns)} from {entity.table} {place.alias}"
            f" {' '.join(place.joins)} where {chosen} and {sight}"
        )
        return next(iter(await self.run.database.fetch(sql, statement.arguments(env))), None)
