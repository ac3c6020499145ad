"""The one door of enforcement for what the executor runs: mutations, subscriptions, and introspected queries.

A query that does not introspect never comes here (`front.PlanningSchema`); one that does has its
data fields planned all the same. A mutation's resolver runs only after the verdict on its ability, and
the objects it returns (`Ref`) are read back through the compiler.
"""

from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    NullValueNode,
    VariableNode,
    get_named_type,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from panhuo.compiler.faults import as_error
from panhuo.compiler.first_sign_in import require_open_at_first
from panhuo.compiler.plan import Run
from panhuo.compiler.planner import Planner, ability_of, is_public
from panhuo.compiler.ref import Ref
from panhuo.compiler.refusals import located, refusal, refusals
from panhuo.compiler.roots import object_page, root_plan
from panhuo.compiler.statement import Env, Place
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.rights import Rights


class PanhuoExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core's executor with the verdict before every root field."""

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_details_list: list[FieldDetails],
        path: Path,
        position_context: Any,
    ) -> Any:
        field_def = parent_type.fields.get(field_details_list[0].node.name.value)
        if field_def is None or path.prev is not None:
            return super().execute_field(parent_type, source, field_details_list, path, position_context)
        if parent_type is self.schema.query_type:
            return self.planned_field(field_def, field_details_list, path)
        if not self.permitted(field_def, field_details_list, path):
            return None
        return super().execute_field(parent_type, source, field_details_list, path, position_context)

    def permitted(self, field_def: GraphQLField, nodes: list[FieldDetails], path: Path) -> bool:
        """The verdict on a mutation or subscription; a denied one leaves its error and does nothing."""
        error = self.refusal(field_def, nodes[0].node)
        if error is not None:
            self.handle_field_error(error, field_def.type, nodes, path)
        return error is None

    def refusal(self, field_def: GraphQLField, node: FieldNode) -> GraphQLError | None:
        """What stands against a mutation or subscription: its ability, or that of an argument given."""
        viewer = self.context_value.viewer
        if viewer.token is not None and is_public(field_def):
            return located(PanhuoError(ErrorCode.TOKEN_NOT_ALLOWED), self.context_value.chinese)
        asked = [ability_of(field_def), *(ability_of(field_def.args[name]) for name in self.given(node))]
        lacking = [each for each in asked if each is not None and not scopes_of(each, viewer.rights)]
        return refusal(viewer, self.context_value.chinese, lacking[0].value) if lacking else None

    def given(self, node: FieldNode) -> Iterator[str]:
        """The arguments that are more than null."""
        for argument in node.arguments or ():
            value: Any = argument.value
            if isinstance(value, VariableNode):
                value = self.variable_values.coerced.get(value.name.value)
            if value is not None and not isinstance(value, NullValueNode):
                yield argument.name.value

    def build_resolve_info(
        self, field_def: GraphQLField, field_nodes: list[FieldNode], parent_type: Any, path: Path
    ) -> GraphQLResolveInfo:
        """graphql-core begins a subscription without executing its field: this is what it asks before."""
        if parent_type is self.schema.subscription_type:
            error = self.refusal(field_def, field_nodes[0])
            if error is not None:
                raise error
        return super().build_resolve_info(field_def, field_nodes, parent_type, path)

    def handle_field_error(self, raw_error: Exception, return_type: Any, details: Any, path: Path) -> None:
        chinese = self.context_value.chinese
        if getattr(raw_error, "extensions", None) is None or not raw_error.extensions.get("code"):  # type: ignore[attr-defined]
            original = getattr(raw_error, "original_error", None) or raw_error
            raw_error = as_error(original, chinese)
        super().handle_field_error(raw_error, return_type, details, path)

    def planner(self, rights: Rights) -> Planner:
        return Planner(
            self.schema,
            self.operation,
            self.fragments,
            self.variable_values,
            rights,
            self.context_value.dialect,
        )

    async def planned_field(self, field_def: GraphQLField, nodes: list[FieldDetails], path: Path) -> Any:
        """A data field beside introspection: planned and run as in any query."""
        run = Run(self.context_value.env(self.variable_values.coerced), self.context_value.database)
        try:
            planner = self.planner(run.env.viewer.rights)
            plan = root_plan(planner, str(path.key), field_def, nodes)
            plan.check(run.env)
            value = await plan.run(run)
        except Exception as error:
            self.handle_field_error(error, field_def.type, nodes, path)
            return None
        data = {plan.key: value}
        found = refusals(planner.denied, data, run.env.viewer, run.env.chinese)
        self.collected_errors.errors.extend([*run.errors, *found])
        return value

    def complete_value(
        self,
        return_type: Any,
        field_details_list: Any,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        if isinstance(result, Ref):
            return self.read_back(return_type, field_details_list, path, result)
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)

    async def read_back(self, return_type: Any, nodes: list[FieldDetails], path: Path, ref: Ref) -> Any:
        """An object of a payload, as a query by its reader would show it; null where it would show none."""
        context = self.context_value
        env: Env = context.env(self.variable_values.coerced, ref.viewer)
        planner = self.planner(env.viewer.rights)
        target = planner.entity(ref.type_name)
        assert target.ability is not None and target.name == get_named_type(return_type).name
        if not env.viewer.complete:
            fragments = {name: each.definition for name, each in self.fragments.items()}
            asked = [each.node.selection_set for each in nodes]
            require_open_at_first(self.schema, fragments, get_named_type(return_type), *asked)
        cell = planner.cell(target.ability)
        if not cell:
            return None
        statement = planner.statement()
        place = Place(statement, statement.alias("w"))
        conditions = [f"{place['id']} = {statement.param(lambda env: ref.number)}"]
        page = object_page(planner, target, cell, nodes, place, conditions)
        page.check(env)
        value = await page.root(env, context.database)
        prefix = tuple(path.as_list())
        found = refusals(planner.denied, value, env.viewer, env.chinese, prefix) if value is not None else []
        self.collected_errors.errors.extend(found)
        return value
