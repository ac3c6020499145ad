"""What is wrong with a request as a whole: ids, cursors, sizes of pages. Checked before anything is read."""

import re
from collections.abc import Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    get_named_type,
    get_operation_ast,
)
from graphql.execution.values import (
    VariableValues,
    get_argument_values,
    get_directive_values,
    get_variable_values,
)

from tests.reference import stats
from tests.reference.dossiers import ORDERS
from tests.reference.evaluations import SUMMARY, asks_for_summary
from tests.reference.fields import demands
from tests.reference.lists import PAGE_AT_MOST, Order, order_of
from tests.reference.patents import NEWEST_GRANT
from tests.reference.scopes import READ, Ask

ID = re.compile(r"([A-Za-z]+):([1-9][0-9]{0,17})", re.ASCII)
GROUPS_AT_MOST = 1000
AT_MOST = {"dashboard": 100, "demandSuggestions": 50}
"""Where `top` may say less."""
KEYWORD_AT_MOST = 200
IDS_AT_MOST = 100
KINDS = {
    "demand.id": "Demand",
    "demandSuggestions.demand": "Demand",
    "dossier.id": "Dossier",
    "enterpriseApplication.id": "EnterpriseApplication",
    "showcaseDossier.id": "Dossier",
    "job.id": "Job",
    "node.id": None,
    "nodes.ids": None,
    "patent.id": "Patent",
    "performance.id": "Performance",
    "performanceDraft.demand": "Demand",
    "performanceDraft.dossier": "Dossier",
    "reviewRoute.filer": "User",
}
"""Of which type an id must be, where it need not be a unit's; None: of any."""
DEFAULT_ORDERS = {
    "Patent": NEWEST_GRANT,
    "OrgUnit": [("POSITION", "ASC")],
    "Code": [("CODE", "ASC")],
    "CodeEdition": [("LOADED_AT", "DESC")],
    "FileUpload": [("CREATED_AT", "DESC")],
    "ApiToken": [("CREATED_AT", "DESC")],
    "User": [("USERNAME", "ASC")],
    "Job": [("CREATED_AT", "DESC")],
    "JobRow": [("ROW", "ASC")],
    "InventorClaim": [("CHANGED_AT", "DESC")],
    "InventorMatch": [("CHANGED_AT", "DESC")],
    "Notice": [("CREATED_AT", "DESC")],
    "AuditEntry": [("AT", "DESC")],
    "Demand": [("CREATED_AT", "DESC")],
    "Push": [("PUBLISHED_AT", "DESC")],
    "Performance": [("SUBMITTED_AT", "DESC")],
    "ContactAccess": [("AT", "DESC")],
    "Evaluation": [("UPDATED_AT", "DESC")],
    "EnterpriseApplication": [("APPLIED_AT", "DESC")],
}


def default_order(type_name: str, field: str) -> Order:
    """The order of a list: dossiers stand otherwise in each."""
    return ORDERS[field] if type_name == "Dossier" else DEFAULT_ORDERS[type_name]


def faults_of(
    ask: Ask, schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any]
) -> list[str]:
    """The codes of the arguments of the operation that cannot be; any of them is the answer."""
    operation = get_operation_ast(document)
    assert isinstance(operation, OperationDefinitionNode)
    values = get_variable_values(schema, operation.variable_definitions or (), variables)
    assert isinstance(values, VariableValues), values
    found = []
    for field, node in Walk(ask, schema, document, values).fields(
        operation.selection_set.selections, "Query"
    ):
        arguments = get_argument_values(field, node, values)
        checks = argument_checks(ask, field, arguments, node.name.value)
        found += [code for holds, code in checks if not holds]
    return found


class Walk:
    """Every field of an operation that is neither skipped nor refused to the viewer."""

    def __init__(
        self, ask: Ask, schema: GraphQLSchema, document: DocumentNode, values: VariableValues
    ) -> None:
        self.ask, self.schema, self.values = ask, schema, values
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }

    def fields(
        self, selections: tuple[SelectionNode, ...], type_name: str
    ) -> Iterator[tuple[GraphQLField, FieldNode]]:
        for node in selections:
            if self.skipped(node):
                continue
            if isinstance(node, FieldNode):
                yield from self.field(node, self.schema.type_map[type_name])
            else:
                yield from self.fragment(node, type_name)

    def fragment(self, node: SelectionNode, type_name: str) -> Iterator[tuple[GraphQLField, FieldNode]]:
        found = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        assert isinstance(found, FragmentDefinitionNode | InlineFragmentNode)
        condition = found.type_condition.name.value if found.type_condition else type_name
        if condition in READ and not self.ask.may(READ[condition]):
            return
        yield from self.fields(found.selection_set.selections, condition)

    def field(self, node: FieldNode, parent: GraphQLNamedType) -> Iterator[tuple[GraphQLField, FieldNode]]:
        if node.name.value == "__typename":
            return
        field = parent.fields[node.name.value]  # type: ignore[attr-defined]
        asked = demands(f"{parent.name}.{node.name.value}", field.type)
        if not all(map(self.ask.may, asked)):
            return
        if asks_for_summary(get_argument_values(field, node, self.values)) and not self.ask.may(SUMMARY):
            return
        if node.name.value == "stats" and stats.lacking(
            self.ask, get_argument_values(field, node, self.values)
        ):
            return
        yield field, node
        if node.selection_set:
            yield from self.fields(node.selection_set.selections, get_named_type(field.type).name)

    def skipped(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.values) or {"if": False}
        include = get_directive_values(GraphQLIncludeDirective, node, self.values) or {"if": True}
        values = [value for found in (skip, include) for value in found.values()]
        return bool(values[0]) or not values[1]


def told_of(ask: Ask, day: str | None) -> bool:
    """Whether the dashboard can be asked for as of a day."""
    return day is None or BEGINNING <= day <= ask.today.isoformat()


BEGINNING = "2023-10-19"


def argument_checks(
    ask: Ask, field: GraphQLField, arguments: dict[str, Any], name: str
) -> Iterator[tuple[bool, str]]:
    """What must hold of a field's arguments, and the code where it does not."""
    for size in ("first", "last"):
        yield arguments.get(size) is None or 0 <= arguments[size] <= PAGE_AT_MOST, "PAGE_TOO_LARGE"
    pages = [
        any(arguments.get(name) is not None for name in names)
        for names in (("first", "after"), ("last", "before"))
    ]
    yield not all(pages), "INVALID_VALUE"
    keys = [key for key in ("id", "applicationNumber") if arguments.get(key) is not None]
    yield "applicationNumber" not in field.args or keys != [], "INVALID_VALUE"
    filers = [arguments.get(key) for key in ("filer", "unit")]
    yield "filer" not in field.args or filers.count(None) == 1, "INVALID_VALUE"
    drawn = [arguments.get(key) for key in ("dossier", "demand")]
    yield name != "performanceDraft" or drawn.count(None) == 1, "INVALID_VALUE"
    yield name != "dashboard" or told_of(ask, arguments.get("asOf")), "INVALID_VALUE"
    yield name != "stats" or stats.possible(arguments), "INVALID_VALUE"
    yield 1 <= arguments.get("top", 1) <= AT_MOST.get(name, GROUPS_AT_MOST), "INVALID_VALUE"
    yield len(arguments.get("search") or "") <= KEYWORD_AT_MOST, "INVALID_VALUE"
    yield len(arguments.get("ids", ())) <= IDS_AT_MOST, "PAGE_TOO_LARGE"
    for argument, value in arguments.items():
        kind = KINDS.get(f"{name}.{argument}", "OrgUnit")
        found = [ID.fullmatch(id) for id in ids(field.args[argument].type, value)]
        yield all(id and kind in (None, id[1]) for id in found), "BAD_ID"
    for cursor in (arguments.get("after"), arguments.get("before")):
        yield cursor is None or belongs(ask, cursor, field, name, arguments), "BAD_CURSOR"


def belongs(ask: Ask, cursor: str, field: GraphQLField, name: str, arguments: dict[str, Any]) -> bool:
    """Whether a cursor is one of this list and order."""
    of = get_named_type(field.type).name.removesuffix("Connection")
    order = order_of(arguments.get("orderBy"), default_order(of, name))
    return cursor in ask.cursors and ask.cursors[cursor][0] == list_name(of, order)


def list_name(type_name: str, order: Any) -> str:
    return f"{type_name} by {order}"


def ids(type: Any, value: Any) -> Iterator[str]:
    """Every id within an argument's value."""
    named = get_named_type(type)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(named, GraphQLInputObjectType) and one is not None:
            for name, inner in one.items():
                yield from ids(named.fields[name].type, inner)
        elif named.name == "ID" and one is not None:
            yield one
