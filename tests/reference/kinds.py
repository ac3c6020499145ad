"""What a random operation exercises, so that a run can say how often each was tried."""

from collections.abc import Iterator
from typing import Any

import orjson
from graphql import FieldNode, TypeInfo, TypeInfoVisitor, VariableNode, Visitor, get_named_type, parse, visit

from tests.reference.printed import schema
from tests.reference.queries import DIMENSIONS, ROOTS, Operation

CURSORS = ("after", "before")
ARGUMENTS = ("search", "where", "orderBy", "branch")
REFUSALS = ("FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND")
FAULTS = ("BAD_CURSOR", "BAD_ID", "INVALID_VALUE", "PAGE_TOO_LARGE")


def asked_kinds() -> set[str]:
    """Every kind of question that random queries must ask."""
    roots = {f"root {name}" for name in ROOTS}
    counts = {f"counts by {name}" for names in DIMENSIONS.values() for name in names}
    lists = {"list", "nested list", *(f"argument {name}" for name in (*ARGUMENTS, "cursor"))}
    return roots | counts | lists


def error_kinds() -> set[str]:
    """Every error that they must meet."""
    return {f"error {code}" for code in (*REFUSALS, *FAULTS)}


def kinds_of(operation: Operation) -> set[str]:
    """What an operation asks."""
    info = TypeInfo(schema())
    finder = Finder(info, operation.variables)
    visit(parse(operation.text), TypeInfoVisitor(info, finder))
    return finder.kinds


def errors_in(body: bytes) -> set[str]:
    """The codes that a response carries, those of refused mutations included."""
    found = orjson.loads(body)
    codes = {error["extensions"]["code"] for error in found["errors"]}
    return {f"error {code}" for code in codes | set(user_errors(found["data"]))}


def user_errors(data: Any) -> Iterator[str]:
    for payload in (data or {}).values():
        if isinstance(payload, dict):
            yield from (error["code"] for error in payload.get("userErrors") or ())


class Finder(Visitor):
    """Notes the kinds of a document, field by field."""

    def __init__(self, info: TypeInfo, variables: dict[str, Any]) -> None:
        super().__init__()
        self.info, self.variables = info, variables
        self.kinds: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent, kind = self.info.get_parent_type(), self.info.get_type()
        at_root = parent in (schema().query_type, schema().mutation_type)
        if at_root and node.name.value != "__typename":
            self.kinds.add(f"root {node.name.value}")
        if kind and get_named_type(kind).name.endswith("Connection"):
            self.kinds.add("list" if at_root else "nested list")
        for argument in node.arguments or ():
            self.note(argument.name.value, self.given(argument.value))

    def given(self, value: Any) -> Any:
        """A variable's value, or that there is a literal."""
        if isinstance(value, VariableNode):
            return self.variables.get(value.name.value)
        return getattr(value, "value", value)

    def note(self, name: str, value: Any) -> None:
        if value is None:
            return
        if name == "by":
            self.kinds.add(f"counts by {value}")
        elif name in CURSORS:
            self.kinds.add("argument cursor")
        elif name in ARGUMENTS:
            self.kinds.add(f"argument {name}")
