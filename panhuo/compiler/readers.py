"""Input types → readers: a value coerced as graphql-core coerces it, and its shape, in one walk.

graphql-core finds out anew at each value what its type is made of, and asks for every field of an input
object whether it is given. A reader knows that beforehand. What does not fit is `Unfit`; graphql-core says
why.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    assert_leaf_type,
    get_nullable_type,
    is_required_input_field,
)
from graphql.language.parser import MAX_NESTING_DEPTH
from graphql.pyutils import is_iterable
from graphql.utilities.coerce_input_value import coerce_default_value

from panhuo.compiler.arguments import shape_of

Reader = Callable[[Any, int], tuple[Any, Any]]
"""(value, how deep it stands) → (coerced value, shape). Raises Unfit."""
TYPES_AT_MOST = 4_000
"""Of which readers are kept; a schema has some hundreds."""


class Unfit(Exception):
    """A value that its type does not take."""


def reader_of(kind: GraphQLInputType) -> Reader:
    """The reader of a type. Its shapes are those of `arguments.shape_of`."""
    if isinstance(kind, GraphQLNonNull):
        return required(reader_of(kind.of_type))
    if isinstance(kind, GraphQLList):
        return list_reader(kind)
    if isinstance(kind, GraphQLInputObjectType):
        return object_reader(kind)
    return leaf_reader(kind)


def required(inner: Reader) -> Reader:
    def read(value: Any, depth: int) -> tuple[Any, Any]:
        if value is None:
            raise Unfit
        return inner(value, depth)

    return read


def leaf_reader(kind: GraphQLInputType) -> Reader:
    coerce, is_enum = assert_leaf_type(kind).coerce_input_value, isinstance(kind, GraphQLEnumType)

    def read(value: Any, depth: int) -> tuple[Any, Any]:
        if value is None:
            return None, None
        try:
            found = coerce(value)
        except Exception:
            raise Unfit from None
        if found is Undefined:
            raise Unfit
        return found, found if is_enum or isinstance(found, bool) else "leaf"

    return read


def list_reader(kind: "GraphQLList[Any]") -> Reader:
    item = reader_of(kind.of_type)
    shaped = isinstance(get_nullable_type(kind.of_type), GraphQLInputObjectType | GraphQLEnumType)

    def read(value: Any, depth: int) -> tuple[Any, Any]:
        if value is None:
            return None, None
        values = value if is_iterable(value) else (value,)  # one item stands for a list of one
        if depth >= MAX_NESTING_DEPTH and values:
            raise Unfit
        parts = [item(each, depth + 1) for each in values]
        return [part[0] for part in parts], tuple(part[1] for part in parts) if shaped else "list"

    return read


@lru_cache(maxsize=TYPES_AT_MOST)
def object_reader(kind: GraphQLInputObjectType) -> Reader:
    known: Fields | None = None  # an input type may hold itself: its fields are looked at when one is read

    def read(value: Any, depth: int) -> tuple[Any, Any]:
        nonlocal known
        if value is None:
            return None, None
        known = known or Fields(kind)
        if not isinstance(value, dict) or (depth >= MAX_NESTING_DEPTH and value):
            raise Unfit
        return known.read(value, depth + 1)

    return read


class Fields:
    """The fields of an input object in their order, each with its reader."""

    def __init__(self, kind: GraphQLInputObjectType) -> None:
        self.kind = kind
        self.readers = {name: reader_of(field.type) for name, field in kind.fields.items()}
        self.position = {name: place for place, name in enumerate(kind.fields)}
        self.names = {name: field.out_name or name for name, field in kind.fields.items()}
        self.required = {name for name, field in kind.fields.items() if is_required_input_field(field)}
        self.defaults = {
            name: (value, shape_of(value, field.type))
            for name, field in kind.fields.items()
            if (value := coerce_default_value(field)) is not Undefined
        }

    def read(self, value: dict[str, Any], depth: int) -> tuple[Any, Any]:
        """What is given, and defaults, in the order of the type's fields."""
        given = value.keys()
        if not (self.required <= given <= self.position.keys()):
            raise Unfit
        found: dict[str, Any] = {}
        shapes = []
        for name in sorted(given | self.defaults.keys(), key=self.position.__getitem__):
            part = self.readers[name](value[name], depth) if name in given else self.defaults[name]
            found[self.names[name]] = part[0]
            shapes.append((name, part[1]))
        if self.kind.is_one_of and (len(found) != 1 or None in found.values()):
            raise Unfit
        try:
            return self.kind.out_type(found), tuple(shapes)
        except Exception:  # strawberry's own check of its oneOf inputs
            raise Unfit from None
